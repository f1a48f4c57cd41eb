"""A leader or staff look at a move that the old phone doubts, and say which phone is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.moves import MoveState
from bot.i18n import Say, mark
from bot.screens.phone.views import looking
from bot.services import phones


@dataclass(frozen=True, slots=True)
class LookView:
    name: str
    state: MoveState


class Look(Screen[LookView]):
    name = "phone.look"
    args = ("move",)
    help: ClassVar[str] = mark("Call the person, or meet them. Then say which phone is theirs. Both phones are told")

    def load(self, turn: Turn) -> LookView:
        found = phones.open_doubted(turn.uow, turn.number("move"), by=turn.person)
        return LookView(turn.uow.people.name(found.person), found.state)

    def render(self, view: LookView, say: Say) -> Message:
        back = [Button(say("◀ Back"), Back())]
        if view.state is MoveState.UNDONE:
            return Message(say("📱 {name} has the old phone again", name=view.name), [back])
        if view.state is MoveState.CONFIRMED:
            return Message(say("📱 {name} has a new phone here", name=view.name), [back])
        return looking(view.name, say)

    def tap_new(self, turn: Turn, view: LookView) -> None:
        phones.settle(turn.uow, turn.number("move"), by=turn.person, back=False, now=turn.now)

    def tap_old(self, turn: Turn, view: LookView) -> None:
        phones.settle(turn.uow, turn.number("move"), by=turn.person, back=True, now=turn.now)
