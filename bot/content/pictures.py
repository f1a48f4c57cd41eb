"""The lessons' pictures: which file shows which lesson, and whether a phone on a thin line can take it."""

import xml.etree.ElementTree as Xml
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.content.curriculum import lesson_folders
from bot.content.fault import Fault

HEAVIEST = 40_000
"""Bytes of a picture: some seconds on a bad line (issue 6)."""

_NAMES = ("picture.svg", "picture.png", "picture.jpg")
_FOREIGN = {"text", "image", "script", "foreignObject"}  # needs fonts, other files or a browser


def read_pictures(folders: Iterable[Path]) -> Mapping[str, Path]:
    """Lesson key → its picture; a lesson that a later folder replaces keeps the earlier picture unless it has one."""
    found: dict[str, Path] = {}
    for folder in folders:
        for key, lesson in lesson_folders([folder]).items():
            if picture := next((lesson / name for name in _NAMES if (lesson / name).is_file()), None):
                found[key] = picture
    return found


def faulty_pictures(folders: Iterable[Path]) -> Iterator[Fault]:
    """Lessons without a picture, and pictures that are too heavy or cannot be shown."""
    folders = list(folders)
    pictures = read_pictures(folders)
    for key, lesson in lesson_folders(folders).items():
        if key not in pictures:
            yield Fault(lesson / _NAMES[0], 1, "this lesson has no picture", "Draw one, 400 by 300, no letters", False)
    for picture in pictures.values():
        if (size := picture.stat().st_size) > HEAVIEST:
            problem = f"this picture is too heavy: {size // 1000} KB, more than {HEAVIEST // 1000}"
            yield Fault(picture, 1, problem, "Draw it with fewer lines, or make it smaller", False)
        elif picture.suffix == ".svg":
            yield from _drawing(picture)


def _drawing(picture: Path) -> Iterator[Fault]:
    """What keeps a drawing from being the same on every phone."""
    try:
        root = Xml.fromstring(picture.read_bytes())  # noqa: S314 – as above
    except Xml.ParseError as error:
        line = error.position[0]
        yield Fault(picture, line, "this drawing cannot be read", "Save it as plain SVG", False)
        return
    for name in sorted({part.tag.rpartition("}")[2] for part in root.iter()} & _FOREIGN):
        mend = "Draw shapes only: letters differ from language to language and from phone to phone"
        yield Fault(picture, 1, f"this drawing has a `{name}`", mend, False)
