"""A day or an amount of an action read back before it is kept, or those that were perhaps meant."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.incoming import Answer
from bot.domain.refused import Stale
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan.field import Field
from bot.screens.plan.lines import DAYS, SUMS, AskView, keep, number_of, on_day, present_value, value_words
from bot.screens.widgets import read_back
from bot.services.plans import actions
from bot.understand import money


class Sure(Field):
    name = "plan.sure"
    args: ClassVar[tuple[str, ...]] = ("action", "field", "choices")
    help: ClassVar[str] = mark("Is it right? If not, write it once more")

    def load(self, turn: Turn) -> AskView | Go:
        view = super().load(turn)
        if isinstance(view, Go):
            return view
        top = money.LARGEST if view.field in SUMS else number_of(actions.DAYS[1]) - 1
        if view.field not in (*DAYS, *SUMS) or not view.choices or not all(0 <= one <= top for one in view.choices):
            return Go("plan.field", {"action": view.action.id, "field": view.field})
        return view

    def render(self, view: AskView, say: Say) -> Message:
        now, head = present_value(view, say), bold(view.action.what)
        so_far = say("So far: {what}", what=now) if now else ""
        return read_back.reading(
            [Button(value_words(one, view, say), Tap("pick", (at,))) for at, one in enumerate(view.choices)],
            so=paragraphs(head, so_far, _so(view.choices[0], view, say)),
            yes=Button(say("👍 Yes"), Tap("pick", (0,))),
            which=paragraphs(head, say("Which is it? Choose")),
            other=Button(say("✍️ Something else"), Go("plan.field", {"action": view.action.id, "field": view.field})),
        )

    def tap_pick(self, turn: Turn, view: AskView) -> Go:
        """What was read back and found right."""
        index = turn.choice()
        if not 0 <= index < len(view.choices):
            raise Stale
        return keep(turn, view, view.choices[index])

    def on_answer(self, turn: Turn, view: AskView, answer: Answer) -> Go:
        """Yes may be typed too; anything else is read like a first answer."""
        if len(view.choices) == 1 and read_back.said_yes(turn, answer):
            return keep(turn, view, view.choices[0])
        return super().on_answer(turn, view, answer)


def _so(number: int, view: AskView, say: Say) -> Html:
    if view.field in SUMS:
        return read_back.so({"kip": number}, say)
    day = on_day(number)
    over = say("This day is over already") if day < view.base.today else ""
    return lines(say("{words} – is it so?", words=say.date(day)), over)
