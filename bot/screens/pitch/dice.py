"""The group throws dice and writes the number: with the closed list it decides who hears whom, so nobody can choose."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, mark
from bot.services.contests import pitches
from bot.services.contests.pitches import LARGEST_DICE, Pitch
from bot.understand import numbers


class Dice(Screen[Pitch]):
    name = "pitch.dice"
    args = ("plan",)
    asks = True
    help: ClassVar[str] = mark("Two groups throw. Nobody, not even the staff, can choose how the lot falls")

    def load(self, turn: Turn) -> Pitch | Go:
        found = pitches.open_pitch(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        return found if found.may_throw else Go("pitch.page", {"plan": found.plan.id})

    def render(self, view: Pitch, say: Say) -> Message:
        ask = say("Throw dice several times and write the numbers, such as 4 6 1 3")
        return Message(Html(), [[Button(say("◀ Back"), Back())]], asks=ask)

    def on_answer(self, turn: Turn, view: Pitch, answer: Answer) -> Go:
        found = numbers.read(only_text(answer).replace(" ", ""))
        if not isinstance(found, Decimal) or found % 1 or not 0 <= found <= LARGEST_DICE:
            raise Refused("Please write a number from 0 to {n}", n=LARGEST_DICE)
        pitches.throw(turn.uow, view.plan.id, round(found), by=turn.person, now=turn.now)
        return Go("pitch.page", {"plan": view.plan.id}, note=turn.say("✅ Your number is kept for the lot"))
