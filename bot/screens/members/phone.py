"""The one-use link that moves a member to another phone, or gives them one: for the leader and staff."""

from __future__ import annotations

from bot.chat.screen import Turn
from bot.domain.ids import GroupId, PersonId
from bot.screens.widgets.new_phone import NewPhone
from bot.services.groups import groups


class New(NewPhone):
    name = "members.phone"
    args = ("group", "member")

    def whose(self, turn: Turn) -> PersonId:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        return groups.open_member(turn.uow, group.id, PersonId(turn.number("member"))).person
