"""What a paper has room for: every text on it counts, and each is shortened where all are too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.documents import room
from bot.documents.paper import Action, Beside, Part, PlanPaper, Step
from tests.documents import papers

WORDS = "ໜໍ່ໄມ້ " * 6_000  # 42,000 characters: more than a paper has room for


def _steps(*steps: Step) -> PlanPaper:
    return replace(papers.attapeu(), steps=steps, actions=())


def _action(action: Action) -> PlanPaper:
    return replace(papers.attapeu(), steps=(), actions=(action,))


SAID = (Beside(WORDS, "Mali"),)
PLACES: dict[str, Callable[[], PlanPaper]] = {
    "an answer": lambda: _steps(Step(1, ["x"], (Part("text", WORDS),))),
    "a caption": lambda: _steps(Step(1, ["x"], (Part("photo", WORDS),))),
    "the words of a voice": lambda: _steps(Step(1, ["x"], (Part("voice", seconds=3, beside=SAID),))),
    "the translation of an answer": lambda: _steps(Step(1, ["x"], (Part("text", "y"),), SAID)),
    "a piece of work": lambda: _action(Action(WORDS)),
    "its sign": lambda: _action(Action("x", sign=WORDS)),
    "its translation": lambda: _action(Action("x", beside=SAID)),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_text_that_is_too_long_ends_earlier_wherever_it_stands(place: str) -> None:
    paper = PLACES[place]()
    assert room.letters(paper) >= len(WORDS)
    assert room.photo_bytes(paper) < room.photo_bytes(papers.attapeu())
    fitted = room.fitted(paper)
    assert room.letters(fitted) <= room.LETTERS
    assert paper.labels[0]["rest"] in repr(fitted)
    assert WORDS not in repr(fitted)


def test_what_has_room_stays_as_it_is() -> None:
    assert room.fitted(papers.attapeu()) == papers.attapeu()
