"""Staff write to one group: to every member whom a message reaches."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.i18n import Say, bold, mark
from bot.services.groups import desk, groups


class Write(Screen[Group]):
    name = "groups.write"
    args = ("group",)
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Every member with a phone gets it, with your name. It is not kept as an announcement")

    def load(self, turn: Turn) -> Group:
        return groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)

    def render(self, view: Group, say: Say) -> Message:
        return Message(
            bold(view.name), [[Button(say("◀ Back"), Back())]], asks=say("Write what all members shall read")
        )

    def on_answer(self, turn: Turn, view: Group, answer: Answer) -> Back:
        told = desk.write_to(turn.uow, view.id, only_text(answer), by=turn.person, now=turn.now)
        return Back(note=turn.say.plural("📨 Sent to {n} phone", "📨 Sent to {n} phones", told))
