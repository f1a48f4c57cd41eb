"""The first and the last day of a piece of work, read back before they are kept."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.incoming import Answer
from bot.i18n import Say, mark
from bot.screens.plan.field import Field, head
from bot.screens.plan.lines import AskView, keep_span, load_action, number_of, on_day
from bot.screens.widgets import read_back
from bot.services.plans import actions


class Span(Field):
    name = "plan.span"
    args: ClassVar[tuple[str, ...]] = ("action", "first", "last")
    help: ClassVar[str] = mark("Is it right? If not, write it once more")

    def load(self, turn: Turn) -> AskView | Go:
        base, last = load_action(turn), number_of(actions.DAYS[1]) - 1
        days = (turn.number("first"), turn.number("last"))
        if not (base.open and 0 <= days[0] <= days[1] <= last):
            return Go("plan.field", {"action": base.action.id, "field": "due"})
        return AskView(base, "due", days, base.revision)

    def render(self, view: AskView, say: Say) -> Message:
        first, last = (say.date(on_day(one)) for one in view.choices)
        no = Button(say("✋ No"), Go("plan.field", {"action": view.action.id, "field": "due"}))
        asks = say("from {first} to {last} – is it so?", first=first, last=last)
        return Message(head(view, say), [[Button(say("👍 Yes"), Tap("yes"))], [no]], asks=asks)

    def tap_yes(self, turn: Turn, view: AskView) -> Go:
        return keep_span(turn, view, *view.choices)

    def on_answer(self, turn: Turn, view: AskView, answer: Answer) -> Go:
        """Yes may be typed too; anything else is read like a first answer."""
        if read_back.said_yes(turn, answer):
            return keep_span(turn, view, *view.choices)
        return super().on_answer(turn, view, answer)
