"""The questions about a person that may be left unsaid: woman or man, youth, ethnic group."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text, paged
from bot.domain.ethnic import ETHNIC
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, mark
from bot.screens.welcome.words import UNSAID, about, answer_labels
from bot.services import people

_QUESTIONS = {
    "sex": mark("Are you a woman or a man?"),
    "youth": mark("Are you between 18 and 35?"),
    "ethnic": mark("Which ethnic group are you of?"),
}
_FEW = 4  # answers that stand one below the other
_PAGE = 8  # buttons on a page: four rows of two, and the row that turns the pages


@dataclass(frozen=True, slots=True)
class AboutView:
    """A question about the person, and which page of a long list of answers is shown."""

    question: str
    page: int


class About(Screen[AboutView]):
    name = "welcome.about"
    args = ("question", "page")
    asks = True
    help = mark("These answers show whom the programme reaches. Each may be left unsaid")

    def load(self, turn: Turn) -> AboutView | Go:
        question = turn.word("question")
        if question not in _QUESTIONS:
            return Go("home.menu")
        return AboutView(question, turn.page)

    def render(self, view: AboutView, say: Say) -> Message:
        answers = [Button(label, Tap("answer", (value,))) for label, value in answer_labels(view.question, say)]
        shown, page, pages = paged(answers, view.page, _PAGE)
        turned = [Go(self.name, {"question": view.question, "page": to}) for to in (page - 1, page + 1)]
        rows = [
            *(column(shown) if len(answers) < _FEW else grid(shown, 2)),
            row(
                Button(say("◀ Before"), turned[0]) if page > 0 else None,
                Button(say("More ▶"), turned[1]) if page < pages - 1 else None,
            ),
            [Button(say(UNSAID), Tap("answer", ("unsaid",)))],
        ]
        writes = say("If you do not see it, write its name") if view.question == "ethnic" else Html("")
        return Message(writes, rows, asks=say(_QUESTIONS[view.question]))

    def tap_answer(self, turn: Turn, view: AboutView) -> Go | Back:
        return self._keep(turn, view, str(turn.value()))

    def on_answer(self, turn: Turn, view: AboutView, answer: Answer) -> Go | Back:
        text = only_text(answer)
        found = meant(
            answer, [*answer_labels(view.question, turn.say), *_spoken(view.question), (turn.say(UNSAID), "unsaid")]
        )
        if found is None and view.question != "ethnic":
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        return self._keep(turn, view, found or text)

    def _keep(self, turn: Turn, view: AboutView, answer: str) -> Go | Back:
        people.answer_about(turn.uow, turn.person, view.question, "" if answer == "unsaid" else answer)
        return about(turn, note=turn.say("Thank you, it is kept"))


def _spoken(question: str) -> list[tuple[str, str]]:
    """Names in any language: people write that of their own group as they call it."""
    if question != "ethnic":
        return []
    return [(name, key) for key, names in ETHNIC.items() for name in names.values()]
