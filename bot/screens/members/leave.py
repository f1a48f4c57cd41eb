"""Leaving the group."""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.i18n import Say, mark
from bot.services.groups import groups


class Leave(Screen[Group]):
    name = "members.leave"
    args = ("group",)
    help = mark("When you leave, the group's plan stays. You can come back with a link")

    def load(self, turn: Turn) -> Group:
        group = groups.open_group(turn.uow, GroupId(turn.number("group")), by=turn.person)
        groups.open_member(turn.uow, group.id, turn.me)
        return group

    def render(self, view: Group, say: Say) -> Message:
        yes, no = Button(say("Leave the group"), Tap("leave")), Button(say("◀ Stay"), Back())
        asks = say("Really leave the group {group}?", group=view.name)
        return Message(say("The group's plan stays"), column([no, yes]), asks=asks)

    def tap_leave(self, turn: Turn, view: Group) -> Go:
        groups.leave(turn.uow, view.id, by=turn.person, now=turn.now)
        return Go("home.menu", note=turn.say("You are not in the group {group} any more", group=view.name))
