"""Somebody asks to come into the group: the leader says yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group, MemberState
from bot.domain.ids import GroupId, PersonId
from bot.domain.refused import Missing
from bot.i18n import Html, Say, mark
from bot.screens.members.views import asks
from bot.services.groups import groups, joining, written_down


@dataclass(frozen=True, slots=True)
class AskedView:
    group: Group
    name: str
    state: MemberState
    owner: str


class Asked(Screen[AskedView]):
    name = "members.asked"
    args = ("group", "member")
    help: ClassVar[str] = mark("Say yes only to members whom you know. Until then they see only the group's name")

    def load(self, turn: Turn) -> AskedView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        member = PersonId(turn.number("member"))
        state = turn.uow.joinings.state(group.id, member)
        if state is None:
            raise Missing
        return AskedView(group, turn.uow.people.name(member), state, written_down.owner(turn.uow, member))

    def render(self, view: AskedView, say: Say) -> Message:
        if view.state is MemberState.ASKED:
            return asks(view.name, view.group.name, view.owner, say)
        listed = Button(say("👥 Members of the group"), Go("members.list", {"group": view.group.id}))
        names = {"name": view.name, "group": view.group.name}
        if view.state is MemberState.ACTIVE:
            return Message(say("{name} is in the group {group}", **names), [[listed]], asks=Html())
        return Message(say("{name} is not in the group {group}", **names), [[listed]], asks=Html())

    def tap_yes(self, turn: Turn, view: AskedView) -> None:
        self._answer(turn, view, yes=True)

    def tap_no(self, turn: Turn, view: AskedView) -> None:
        self._answer(turn, view, yes=False)

    def _answer(self, turn: Turn, view: AskedView, *, yes: bool) -> None:
        joining.answer(turn.uow, view.group.id, PersonId(turn.number("member")), yes, by=turn.person, now=turn.now)
