"""The catalogues of locales/: are all texts there, in every language, with all their {names} and in proper Lao?

`python -m tests.catalogues` checks; `--update` collects new texts; `--add FILE` puts in translations from a JSON file
{"English": "Lao"}.
"""

from __future__ import annotations

import ast
import fcntl
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.content.spelling import slips

Text: TypeAlias = str | tuple[str, ...] | list[str]
ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
LANGUAGES = ("lo", "en")
COUNTED = {"plural": (1, 2), "Counted": (1, 2), "mark_plural": (1, 2)}
REFUSALS = dict.fromkeys(("Refused", "Missing", "Forbidden", "Stale"), (1,))
KEYWORDS = {"say": (1,), "mark": (1,), "Msgid": (1,)} | REFUSALS | COUNTED
# What stands for a number in a text. Before a thing that is counted, or a verb of several, it takes a pair of forms.
_NUMBERS = "a|agree|b|c|days|g|k|max|men|n|of|told|unsaid|w|women|x"
_ONE = "(?!is|was|has|does|this|its|as|kip)"  # what may follow a number and is no plural, for all its last letter
_MANY = rf"(?:people|men|women|children|kilos|pieces of|have|are|were|do|want|{_ONE}[a-z]{{2,}}s)"
_UNCOUNTED = re.compile(rf"\{{(?:{_NUMBERS})\}}(?:</b>)? (?:[a-z]+ )?{_MANY}\b")


def path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "phaen.po"


def collect() -> Catalog:
    """Every text in the code."""
    catalog = Catalog(project="Phaen", charset="utf-8")
    found = extract_from_dir(str(ROOT / "bot"), [("**.py", "python")], keywords=KEYWORDS)
    for filename, _line, text, _comments, context in found:
        if text and "simulator" not in filename:
            catalog.add(text, locations=[(filename.replace("\\", "/"), 0)], context=context)
    return catalog


def hidden() -> Iterator[tuple[str, str]]:
    """Texts that Babel does not find whole, with their file.

    Before Python 3.12 it does not look into f-strings, and a bare `say` among the values makes it forget a plural.
    """
    found = {forms_of(message.id) for message in collect() if message.id}
    for file in sorted((ROOT / "bot").rglob("*.py")):
        if "simulator" in file.parts:
            continue
        for call in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)):
            texts = _texts(call)
            if texts and texts not in found:
                yield file.relative_to(ROOT).as_posix(), texts[0]


def _texts(call: ast.Call) -> tuple[str, ...]:
    """The texts that a call names for the catalogues: one, or both forms of one that is counted."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = call.args[: len(KEYWORDS.get(name, ()))]
    texts = tuple(arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
    return texts if all(texts) else ()


def load(language: str) -> Catalog:
    if not path(language).exists():
        return Catalog(locale=language, project="Phaen", charset="utf-8")
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def save(language: str, catalog: Catalog) -> None:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, omit_header=True, sort_output=True, no_location=True, ignore_obsolete=True)
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {language}\\n"\n'
    header += f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    path(language).parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=path(language).parent, delete=False) as file:
        file.write(header.encode() + buffer.getvalue())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path(language))


@contextmanager
def locked() -> Iterator[None]:
    """Two people may collect at once."""
    with (Path(tempfile.gettempdir()) / "phaen-catalogues.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def update(added: dict[str, str]) -> None:
    """Bring the catalogues up to date with the code; `added` are Lao texts by their English ones."""
    template = collect()
    for language in LANGUAGES:
        old, new = load(language), Catalog(locale=language, project="Phaen", charset="utf-8")
        for message in template:
            if not message.id:
                continue
            before = next(filter(None, map(old.get, forms_of(message.id))), None)  # what becomes a pair keeps its words
            text = before.string if before else None
            if language == "en":  # an editor may have put it better since; the id stays
                text = text or message.id
            elif _key(message.id) in added:
                text = added[_key(message.id)]
            new.add(message.id, _shaped(message.id, text, new.num_plurals))
        save(language, new)


def _key(text: Text) -> str:
    return text if isinstance(text, str) else text[0]


def _shaped(english: Text, text: Text | None, plurals: int) -> Text:
    """`text` in as many forms as the language has; what is missing stays empty, to be translated."""
    if isinstance(english, str):
        return text or ""
    forms = forms_of(text or "")
    return (forms + ("",) * plurals)[:plurals]


def faults() -> Iterator[str]:
    """What is wrong, a line each: missing, superfluous, lost {names}, slips of Lao spelling."""
    wanted = {_key(message.id): message for message in collect() if message.id}
    yield from (
        f"{file}: not collected, for an f-string or `say` stands around or in it: {text!r}" for file, text in hidden()
    )
    yield from (
        f"a number without its forms, say.plural: {key!r}" for key, found in wanted.items() if uncounted(found.id)
    )
    for language in LANGUAGES:
        catalog = {_key(message.id): message for message in load(language) if message.id}
        for key in wanted.keys() - catalog.keys():
            yield f"{language}: not collected: {key!r} (make texts)"
        for key in catalog.keys() - wanted.keys():
            yield f"{language}: used nowhere: {key!r} (make texts)"
        for key in wanted.keys() & catalog.keys():
            yield from _faults_of(language, wanted[key], catalog[key])


def uncounted(text: Text) -> bool:
    """Whether a number stands before what is counted, and the text has one form only."""
    return isinstance(text, str) and bool(_UNCOUNTED.search(text))


def _faults_of(language: str, english: Message, message: Message) -> Iterator[str]:
    if isinstance(english.id, str) is not isinstance(message.id, str):
        yield f"{language}: became a pair or is none any more: {_key(english.id)!r} (make texts)"
    forms = forms_of(message.string or "")
    names = {name for text in forms_of(english.id) for name in re.findall(r"\{(\w*)\}", text)}
    for text in forms:
        if not text:
            yield f"{language}: not translated: {_key(english.id)!r}"
            continue
        lost = names ^ set(re.findall(r"\{(\w*)\}", text))
        if lost - ({"n"} if len(forms_of(english.id)) > 1 else set()):
            yield f"{language}: {{{', '.join(sorted(lost))}}} lost or new in {text!r}"
        if language == "lo":
            yield from (f"lo: {problem} in {text!r} ({mend})" for problem, mend in slips(text))
            yield from (f"lo: {problem} in {text!r}" for problem in traps(text, _key(english.id)))


def traps(text: str, english: str = "") -> Iterator[str]:
    """What a Lao text says by accident. It grows with each find: words that meet and mean something else, and so on."""
    for trap, meaning in _TRAPS.items():
        if re.search(trap, text):
            yield f"“{trap.rpartition(')')[2]}” means or sounds like {meaning}"
    if _QUESTION.search(text):
        yield "a question word ບໍ without ?"
    if "ຍັງບໍ່" in text and _FINAL.search(english) and english not in _TRULY_NOT_YET:
        yield "“not yet” for what is final"


_TRAPS = {  # what a reader takes it for
    "ເງິນເດືອນ": "wages",
    "(?<!ອາທິດ)(?<!ເດືອນ)(?<!ປີ)ທີ່ແລ້ວ": "last (week)",
    "ຂໍນຳ": "asking, without what",
    "ໂມງນີ້": "this o'clock: ເວລານີ້",
    "ຄົນນີ້": "somebody without respect: ຜູ້ນີ້",
    "ຄົນຜູ້ນີ້": "this person twice: ຜູ້ນີ້",
    "ໝູ່ບ້ານ": "Thai: ບ້ານ",
    "ຍັງຖ້າ": "still if: ຍັງລໍຖ້າ",
    "ຊັດເຈນ": "an office's word: ຈະແຈ້ງ",
    "ຂໍຊ່ວຍ": "let me help",
    "(?<!ໃນ)ແຜນທີ່": "a map",
}
_QUESTION = re.compile("ບໍ(?![\u0eb0-\u0ebd\u0ec8-\u0ecd?”]|ລິ|ລະ|ລໍ|ນ)")
_TRULY_NOT_YET = {"Things did not come"}
_FINAL = re.compile(r"\b(?:did|could) not\b|\bcannot be\b.*\bany more\b")


def forms_of(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def main() -> int:
    if "--update" in sys.argv or "--add" in sys.argv:
        added = json.loads(Path(sys.argv[sys.argv.index("--add") + 1]).read_text()) if "--add" in sys.argv else {}
        with locked():
            update(added)
    found = list(faults())
    print(*found, sep="\n")
    print(f"{len(found)} faults in {len(LANGUAGES)} catalogues")
    return bool(found) and "--add" not in sys.argv


if __name__ == "__main__":
    sys.exit(main())
