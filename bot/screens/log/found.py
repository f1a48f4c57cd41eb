"""Whoever and whichever groups are called so: one of them is chosen for the log."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.people import OFFICE, Role
from bot.i18n import Html, Say, mark, safe
from bot.services import log, search
from bot.services.log import Called


class Found(Screen[Called]):
    name = "log.found"
    args = ("words",)
    roles: ClassVar[frozenset[Role]] = OFFICE
    help: ClassVar[str] = mark("Tap a person or a group to see what was done")

    def load(self, turn: Turn) -> Called:
        return log.called(turn.uow, search.unpacked(turn.word("words")), by=turn.person)

    def render(self, view: Called, say: Say) -> Message:
        people = (Button(Html(f"👥 {safe(name)}"), Go("log.page", {"person": one})) for one, name in view.people)
        groups = (
            Button(say("Group: {name}", name=name), Go("log.page", {"person": 0, "group": one}))
            for one, name in view.groups
        )
        asks = say("Which one?") if view.people or view.groups else say("Nobody and no group is called so here")
        return Message(Html(), column([*people, *groups, Button(say("◀ Back"), Back())]), asks=asks)
