"""New groups that people propose: staff open them or not, and the people are told."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.domain.refused import Refused
from bot.i18n import Say, mark
from bot.services import groups


class Proposed(Screen[Group]):
    """The view is the group that was proposed, with a place that staff can check."""

    name = "members.proposed"
    args = ("group",)
    roles = frozenset({Role.STAFF, Role.ADMIN})
    help = mark("Somebody proposes a new group. Open it if it is real and not in the list already")

    def load(self, turn: Turn) -> Group:
        group = turn.uow.groups.get(GroupId(turn.number("group")))
        if group is None:
            raise Refused("This page is not there any more")
        return group

    def render(self, view: Group, say: Say) -> Message:
        if view.state != "proposed":
            open_now = view.state == "active"
            return Message(
                say("The group {group} is open now", group=view.name)
                if open_now
                else say("The group {group} was not opened", group=view.name)
            )
        return _proposal(view, say)

    def tap_open(self, turn: Turn, view: Group) -> None:
        groups.decide(turn.uow, view.id, by=turn.person, approve=True, now=turn.now)

    def tap_refuse(self, turn: Turn, view: Group) -> None:
        groups.decide(turn.uow, view.id, by=turn.person, approve=False, now=turn.now)


@notice("group_proposed", screen="members.proposed")
def group_proposed(occasion: Occasion) -> Message | None:
    """To staff: a group that is not in the list yet."""
    group = occasion.uow.groups.get(GroupId(occasion.args["group"]))
    return _proposal(group, occasion.say) if group and group.state == "proposed" else None


def _proposal(group: Group, say: Say) -> Message:
    text = say("A new group is proposed: {group}, {village} village. Open it?", group=group.name, village=group.village)
    return Message(
        text, rows=column([Button(say("✅ Open it"), Tap("open")), Button(say("✖️ Do not open it"), Tap("refuse"))])
    )


@notice("group_decided")
def group_decided(occasion: Occasion) -> Message | None:
    """To those who proposed a group."""
    group = occasion.uow.groups.get(GroupId(occasion.args["group"]))
    if group is None or group.state == "proposed":
        return None
    if group.state == "active":
        text = occasion.say("🎉 The group {group} is open now. Invite its members", group=group.name)
        to = Go("members.list", {"group": group.id}, push=True)
        return Message(text, rows=[[Button(occasion.say("👥 Members of the group"), to)]])
    return Message(
        occasion.say("Staff did not open the group {group}. You can look for your group in the list", group=group.name)
    )
