"""A YAML file being read: every value is asked for by name and kind, and faults are noted with their line."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import yaml

from bot.content import lines
from bot.content.fault import Fault
from bot.content.lines import Section
from bot.content.text import REQUIRED, Text

T = TypeVar("T")


def read_file(path: Path, faults: list[Fault]) -> str:
    """The words of a file; a missing one or one in another coding than UTF-8 is a fault and reads as empty."""
    try:
        return path.read_text(encoding="utf-8-sig")  # Windows marks its files with a sign of its own
    except FileNotFoundError:
        mend = "Write it, or copy it from the content that comes with Phaen"
        faults.append(Fault(path, 1, "this file is missing", mend))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        faults.append(Fault(path, line, "this is not UTF-8", "Save the file again with the coding UTF-8"))
    return ""


@contextmanager
def open_page(path: Path, faults: list[Fault]) -> Iterator["Entry"]:
    """The top of a YAML file; on leaving, keys that nobody asked for are noted as faults."""
    before = len(faults)
    words = read_file(path, faults)
    top = parse_page(path, words, faults) if len(faults) == before else None
    if top is None:  # the fault is noted; what would follow from it is noise
        yield Entry(path, Section(1), [])
        return
    yield top
    top.close()


def parse_page(path: Path, words: str, faults: list[Fault], *, first_line: int = 1) -> "Entry | None":
    """YAML words as an entry, or None with the fault noted. `first_line` is where the words begin in the file."""
    offset = first_line - 1
    try:
        data = lines.load(words)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1 + offset
        mend = "Look at colons, quotation marks and the spaces at the start of the line"
        faults.append(Fault(path, line, f"this YAML cannot be read: {error.problem}", mend))
        return None
    except yaml.YAMLError as error:
        mend = "Remove the signs that YAML does not allow"
        faults.append(Fault(path, first_line, f"this YAML cannot be read: {error}", mend))
        return None
    if not isinstance(data, Section):
        problem = "this should be lines of the form `key: value`"
        faults.append(Fault(path, first_line, problem, "Compare it with a file that works"))
        return None
    return Entry(path, data, faults, offset)


class Entry:
    """One mapping of a page. A value that is missing or of another kind is noted as a fault and read as empty."""

    def __init__(self, path: Path, section: Section, faults: list[Fault], offset: int = 0) -> None:
        self.path = path
        self.line = section.line + offset
        self._section = section
        self._faults = faults
        self._offset = offset
        self._asked: set[str] = set()
        self._missing: dict[str, Fault] = {}
        self._children: list[Entry] = []

    def __contains__(self, key: str) -> bool:
        return key in self._section

    def fault(self, key: str | None, problem: str, mend: str, *, grave: bool = True) -> None:
        """Note a fault at the line of `key`, or of the entry itself."""
        self._faults.append(Fault(self.path, self.line_of(key), problem, mend, grave))

    def line_of(self, key: str | None) -> int:
        line = self._section.lines.get(key) if key else None
        return self.line if line is None else line + self._offset

    def word(self, key: str, default: str | None = None, *, among: Collection[str] | None = None) -> str:
        """A word or sentence; `among` are the only ones allowed, unless none could be read."""
        value = self._value(key, str, "", default)
        if among and value and value not in among:
            self._unknown(key, value, among)
        return value

    def words(
        self, key: str, *, among: Collection[str] | None = None, default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """A list of words; `among` are the only ones allowed, unless none could be read."""
        found = self._value(key, list, [], None if default is None else list(default))
        for item in found:
            if not isinstance(item, str):
                self.fault(key, f"“{item}” in `{key}` should be a word", "Put it between quotation marks")
            elif among and item not in among:
                self._unknown(key, item, among)
        return tuple(item for item in found if isinstance(item, str))

    def number(self, key: str, default: int | None = None) -> int:
        return self._value(key, int, 0, default)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, empty when it is not there."""
        found = self._value(key, list, [], [])
        if any(not isinstance(item, int) or isinstance(item, bool) for item in found):
            self.fault(key, f"each item of `{key}` should be a whole number", "Compare it with a file that works")
        return tuple(item for item in found if isinstance(item, int) and not isinstance(item, bool))

    def flag(self, key: str, default: bool | None = None) -> bool:
        return self._value(key, bool, False, default)

    def day(self, key: str) -> date:
        return self._value(key, date, date.min, None)

    def text(self, key: str) -> Text:
        """Words in several languages; a required language that is missing is a fault, grave when no words are left."""
        section = self._value(key, Section, Section(self.line), None)
        words = {
            language: value.strip() for language, value in section.items() if isinstance(value, str) and value.strip()
        }
        for language in REQUIRED if isinstance(self._section.get(key), Section) else ():
            if language not in words:
                problem = f"`{key}` has no words in `{language}`"
                self.fault(key, problem, f"Add a line `{language}: …`", grave=not words)
        return Text(words)

    def entry(self, key: str) -> "Entry":
        """A mapping inside this one."""
        section = self._value(key, Section, Section(self.line_of(key)), None)
        return self._child(section)

    def entries(self, key: str, *, optional: bool = False) -> list["Entry"]:
        """A list of mappings."""
        found = self._value(key, list, [], [] if optional else None)
        if any(not isinstance(item, Section) for item in found):
            problem = f"each item of `{key}` should be lines of the form `key: value`"
            self.fault(key, problem, "Compare it with an item that works")
        return [self._child(item) for item in found if isinstance(item, Section)]

    def names(self) -> list[str]:
        """Every key, for mappings whose keys are the writer's own."""
        return list(self._section)

    def close(self) -> None:
        """Note what nobody asked for: a misspelt key would otherwise be lost in silence."""
        for key in self._section.twice:
            self.fault(key, f"`{key}` stands here twice", "Keep one of the two")
        unknown = sorted(self._section.keys() - self._asked)
        if len(unknown) == len(self._missing) == 1:  # one slip of the pen is one fault
            [(wanted, fault)], [key] = self._missing.items(), unknown
            self._faults.remove(fault)
            self.fault(key, f"`{key}` is not known here, and `{wanted}` is missing", f"Write `{wanted}: …`")
            unknown = []
        for key in unknown:
            self.fault(key, f"`{key}` is not known here", f"Known are: {', '.join(sorted(self._asked))}", grave=False)
        for child in self._children:
            child.close()

    def _child(self, section: Section) -> "Entry":
        child = Entry(self.path, section, self._faults, self._offset)
        self._children.append(child)
        return child

    def _value(self, key: str, kind: type[T], empty: T, default: T | None) -> T:
        self._asked.add(key)
        if key not in self._section:
            if default is None:
                self.fault(None, f"`{key}` is missing", f"Add a line `{key}: …`")
                self._missing[key] = self._faults[-1]
            return empty if default is None else default
        value = self._section[key]
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        mend = "Compare it with a file that works; words made of figures need quotation marks"
        self.fault(key, f"`{key}` should be {_KINDS[kind]}", mend)
        return empty

    def _unknown(self, key: str, value: str, among: Collection[str]) -> None:
        self.fault(key, f"“{value}” in `{key}` is not known", f"Known are: {', '.join(sorted(among))}")


_KINDS: dict[type, str] = {
    str: "words",
    list: "a list",
    int: "a whole number",
    bool: "true or false",
    date: "a day such as 2027-04-14",
    Section: "lines of the form `key: value`",
}
