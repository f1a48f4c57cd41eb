"""The languages in which texts may be spoken, also unwritten ones, in content/languages.yaml."""

from dataclasses import dataclass
from pathlib import Path

from bot.content.fault import Fault
from bot.content.page import open_page
from bot.content.text import Text


@dataclass(frozen=True, slots=True)
class Language:
    """A language that somebody may speak; `key` is also the name of its folder, should it have one."""

    key: str
    name: Text


def read_languages(path: Path, faults: list[Fault]) -> tuple[Language, ...]:
    """Read the list; two of one key are a fault."""
    found: list[Language] = []
    with open_page(path, faults) as page:
        for entry in page.entries("languages"):
            language = Language(entry.word("key"), entry.text("name"))
            if any(language.key == other.key for other in found):
                entry.fault("key", f"another language is called `{language.key}` too", "Keep one of the two")
            found.append(language)
    return tuple(found)
