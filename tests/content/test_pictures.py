"""Every lesson has a picture that a phone can take; what is wrong with one is said."""

from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.library import Library
from bot.content.pictures import HEAVIEST, read_pictures

FIRST = "lessons/01-three-groups"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">{}</svg>'


def test_every_lesson_has_a_picture(library: Library) -> None:
    assert set(library.pictures) == {lesson.key for lesson in library.lessons}


@pytest.mark.parametrize(
    ("drawn", "problem"),
    [
        (DRAWING.format(" " * HEAVIEST), "this picture is too heavy: 40 KB, more than 40"),
        (DRAWING.format("<text>ແຜນ</text>"), "this drawing has a `text`"),
        (DRAWING.format('<image href="a.png"/>'), "this drawing has a `image`"),
        (DRAWING.format("<g>"), "this drawing cannot be read"),
        ("", "this drawing cannot be read"),
    ],
)
def test_a_picture_that_cannot_be_shown_everywhere_is_a_fault(copy: Path, drawn: str, problem: str) -> None:
    picture = copy / FIRST / "picture.svg"
    picture.write_text(drawn, encoding="utf-8")
    assert [(fault.file, fault.problem) for fault in check(copy)] == [(picture, problem)]


def test_a_lesson_without_a_picture_is_a_lesser_fault(copy: Path) -> None:
    (copy / FIRST / "picture.svg").unlink()
    [fault] = check(copy)
    assert (fault.problem, fault.grave) == ("this lesson has no picture", False)
    assert "three-groups" not in Library.load(copy).pictures


def test_a_programmes_own_folder_brings_its_own_picture(copy: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    photo = own / FIRST / "picture.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"\xff\xd8")
    (own / "lessons" / "02-innovation-plan").mkdir()
    pictures = read_pictures([copy, own])
    assert pictures["three-groups"] == photo
    assert pictures["innovation-plan"] == copy / "lessons/02-innovation-plan/picture.svg"
