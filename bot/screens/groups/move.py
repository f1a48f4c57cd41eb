"""A member moves to another group: said once more before it happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group, Member
from bot.domain.ids import GroupId, PersonId
from bot.domain.people import STAFF
from bot.i18n import Say, mark
from bot.services.groups import desk, groups


@dataclass(frozen=True, slots=True)
class MoveView:
    member: Member
    group: Group
    to: Group


class Move(Screen[MoveView]):
    name = "groups.move"
    args = ("group", "member", "to")
    roles = STAFF
    help: ClassVar[str] = mark("What a member wrote stays with the group that they leave")

    def load(self, turn: Turn) -> MoveView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        to = groups.open_to_lead(turn.uow, GroupId(turn.number("to")), by=turn.person)
        return MoveView(groups.open_member(turn.uow, group.id, PersonId(turn.number("member"))), group, to)

    def render(self, view: MoveView, say: Say) -> Message:
        names = {"name": view.member.name, "group": view.group.name, "other": view.to.name}
        return Message(
            say("What {name} wrote stays with {group}", **names),
            column([Button(say("✅ Move"), Tap("move")), Button(say("◀ Not now"), Back())]),
            asks=say("Shall {name} go from {group} to {other}?", **names),
        )

    def tap_move(self, turn: Turn, view: MoveView) -> Go:
        by, now = turn.person, turn.now
        desk.move_member(turn.uow, view.group.id, view.member.person, view.to.id, by=by, now=now)
        note = turn.say("{name} is in the group {group} now", name=view.member.name, group=view.to.name)
        return Go("members.list", {"group": view.to.id}, note=note)
