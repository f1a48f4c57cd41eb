"""Answers to steps that a changed form does not ask any more: they are kept, and can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.plans import Answer
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.widgets.answers import answer_words, within
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView

_ROOM = 3500  # UTF-16 units of all answers together


@dataclass(frozen=True, slots=True)
class DroppedView:
    """The answers, each with its step where one of the forms still knows it."""

    whole: PlanView
    answers: tuple[tuple[Answer, Step | None], ...]


class Dropped(Screen[DroppedView]):
    name = "plan.dropped"
    args = ("plan",)
    help: ClassVar[str] = mark("These answers are kept. You can read them and write them again at another item")

    def load(self, turn: Turn) -> DroppedView | Go:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        forms = [turn.library.forms[version] for version in sorted(turn.library.forms, reverse=True)]
        found = ((one, next((step for form in forms if (step := form.step(one.step))), None)) for one in whole.dropped)
        return DroppedView(whole, tuple(found))

    def render(self, view: DroppedView, say: Say) -> Message:
        told = within(_ROOM, lambda characters: paragraphs(*(self._told(view, say, characters))))
        heard = any(part.medium for answer, _ in view.answers for part in answer.parts)
        back = Button(say("◀ Back"), Go("plan.overview", {"plan": view.whole.plan.id}))
        rows = [row(Button(say("📷 See or listen"), Tap("play")) if heard else None), [back]]
        return Message(told, rows, asks=say("These items are not asked any more. Their answers are kept"))

    def _told(self, view: DroppedView, say: Say, characters: int) -> list[Html]:
        return [
            lines(
                bold(step.title(say.language) if step else answer.step),
                answer_words(answer, say, characters, view.whole.wordings, step),
            )
            for answer, step in view.answers
        ]

    def tap_play(self, turn: Turn, view: DroppedView) -> Go:
        """The voices and photos, and the page again below them."""
        parts = [part for answer, _ in view.answers for part in answer.parts]
        rest = media.play(turn.uow, parts, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go("plan.dropped", dict(turn.args), fresh=True, regrets=more(turn, "play", rest))
