"""The read-back of an action's day or amount."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.chat.typed import meant
from bot.domain.incoming import Answer
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.plan.field import Field
from bot.screens.plan.fields import DAYS, SUMS, AskView, keep, number_of, on_day, present_value, value_words
from bot.services.plans import actions
from bot.understand import money


class Sure(Field):
    """A day or an amount read back, or those that were perhaps meant."""

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
        again = Button(say("✏️ Something else"), Go("plan.field", {"action": view.action.id, "field": view.field}))
        if len(view.choices) > 1:
            rows = [[Button(value_words(one, view, say), Tap("pick", (at,)))] for at, one in enumerate(view.choices)]
            return Message(paragraphs(bold(view.action.what), say("Which is it? Choose")), [*rows, [again]])
        number = view.choices[0]
        text = say("{words} – is it so?", words=_long(number, view, say))
        over = view.field in DAYS and on_day(number) < view.base.today
        warn = say("This day is over already") if over else ""
        now = present_value(view, say)
        so_far = say("So far: {what}", what=now) if now else ""
        yes = Button(say("✅ Yes"), Tap("pick", (0,)))
        return Message(paragraphs(bold(view.action.what), so_far, lines(text, warn)), [[yes], [again]])

    def tap_pick(self, turn: Turn, view: AskView) -> Go:
        """What was read back and found right."""
        place = turn.choice()
        if not 0 <= place < len(view.choices):
            raise Stale
        return keep(turn, view, view.choices[place])

    def on_answer(self, turn: Turn, view: AskView, answer: Answer) -> Go:
        """Yes may be typed too; anything else is read like a first answer."""
        if len(view.choices) == 1 and meant(answer, [(turn.say("✅ Yes"), True)]):
            return keep(turn, view, view.choices[0])
        return super().on_answer(turn, view, answer)


def _long(number: int, view: AskView, say: Say) -> str:
    if view.field in DAYS:
        return say.date(on_day(number))
    return f"{say.money(number)} ({money.words(number, 'lo' if say.language == 'lo' else 'en')})"
