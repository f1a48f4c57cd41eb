"""Invented plans on which experts practise before they read real ones, a file each in content/practice/."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.content.fault import Fault
from bot.content.page import open_page
from bot.content.text import Text


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """A plan that nobody has sent. `key` is the name of its file; `answers` stand in the order of the form."""

    key: str
    group: Text
    title: Text
    answers: tuple[tuple[str, Text], ...]  # step, words

    def answer(self, step: str) -> Text | None:
        return next((words for key, words in self.answers if key == step), None)


def read_practice(path: Path, steps: Collection[str], faults: list[Fault]) -> PracticePlan:
    """Read a plan for practice; `steps` are the keys of the form that its answers may name."""
    with open_page(path, faults) as page:
        answers = tuple((one.word("step", among=steps), one.text("words")) for one in page.entries("answers"))
        return PracticePlan(path.stem, page.text("group"), page.text("title"), answers)
