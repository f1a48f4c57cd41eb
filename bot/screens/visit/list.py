"""The plans to visit, those first that have nothing yet."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.people import ADVISERS
from bot.i18n import Html, Say, bold, mark
from bot.services.contests import visits
from bot.services.contests.visits import Visited

_MOST, _LABEL = 12, 24


class List(Screen[tuple[Visited, ...]]):
    name = "visit.list"
    roles = ADVISERS
    help: ClassVar[str] = mark("Choose the group that you visit. Points count with a photo and the place")

    def load(self, turn: Turn) -> tuple[Visited, ...]:
        found = visits.to_visit(turn.uow, by=turn.person)
        return tuple(sorted(found, key=lambda one: bool(one.visit and one.visit.whole)))

    def render(self, view: tuple[Visited, ...], say: Say) -> Message:
        buttons = [_button(one) for one in view[:_MOST]]
        ask = say("Which group do you visit?") if view else say("Nothing is to be visited now")
        head = bold(say("🔨 Visits")) if view else Html()
        return Message(head, column([*buttons, Button(say("◀ Back"), Back())]), asks=ask)


def _button(one: Visited) -> Button:
    sign = "✅" if one.visit and one.visit.whole else "▫️"
    return Button(f"{sign} {shortened(one.group.name, _LABEL)}", Go("visit.page", {"plan": one.plan.id}, push=True))
