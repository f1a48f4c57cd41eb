"""A proposed group: staff open it or not."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.people import OFFICE
from bot.domain.refused import Missing
from bot.i18n import Say, mark
from bot.screens.groups.words import proposal
from bot.services.groups import groups


class Proposed(Screen[Group]):
    """The view is the group that was proposed, with a location that staff can check."""

    name = "members.proposed"
    args = ("group",)
    roles = OFFICE
    help = mark("Somebody proposes a new group. Open it if it is real and not in the list already")

    def load(self, turn: Turn) -> Group:
        group = turn.uow.groups.get(GroupId(turn.number("group")))
        if group is None:
            raise Missing
        return group

    def render(self, view: Group, say: Say) -> Message:
        if view.state != "proposed":
            open_now = view.state == "active"
            return Message(
                say("The group {group} is open now", group=view.name)
                if open_now
                else say("The group {group} was not opened", group=view.name)
            )
        return proposal(view, say)

    def tap_open(self, turn: Turn, view: Group) -> None:
        groups.decide(turn.uow, view.id, by=turn.person, approve=True, now=turn.now)

    def tap_refuse(self, turn: Turn, view: Group) -> None:
        groups.decide(turn.uow, view.id, by=turn.person, approve=False, now=turn.now)
