"""A member asks to lead the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.i18n import Say, lines, mark
from bot.services.groups import groups, handovers


@dataclass(frozen=True, slots=True)
class LeadView:
    """A group and the names of its leaders."""

    group: Group
    leaders: tuple[str, ...]


class Lead(Screen[LeadView]):
    name = "members.lead"
    args = ("group",)
    personal = True
    help: ClassVar[str] = mark("If the leader's phone is lost, you can ask the group to lead it. The members decide")

    def load(self, turn: Turn) -> LeadView | Go:
        group = groups.open_group(turn.uow, GroupId(turn.number("group")), by=turn.person)
        groups.open_member(turn.uow, group.id, turn.me)
        waiting = turn.uow.handovers.open_in(group.id, now=turn.now)
        if waiting:
            return Go("members.consent", {"handover": waiting.id})
        return LeadView(group, tuple(leader.name for leader in turn.uow.groups.leaders(group.id)))

    def render(self, view: LeadView, say: Say) -> Message:
        names = say.names(view.leaders)
        leads = say("{name} leads the group {group} now", name=names, group=view.group.name) if names else ""
        ask = say("Can the leader not lead now? Ask the group whether you may lead it?")
        days = say.plural(
            "The members have {n} day to answer. What is written stays",
            "The members have {n} days to answer. What is written stays",
            handovers.OPEN.days,
        )
        buttons = [Button(say("🙋 Ask the group"), Tap("ask")), Button(say("◀ Back"), Back())]
        return Message(lines(leads, days), column(buttons), asks=ask)

    def tap_ask(self, turn: Turn, view: LeadView) -> Go:
        new = handovers.ask(turn.uow, view.group.id, by=turn.person, now=turn.now)
        if not new:
            note = turn.say("Too few members have a phone to decide it. The staff have been told")
            return Go("members.list", {"group": view.group.id}, note=note)
        return Go("members.consent", {"handover": new}, note=turn.say("🙋 The group has been asked"))
