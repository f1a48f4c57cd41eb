"""An administrator gives anybody a link to a new phone, also outside groups."""

from __future__ import annotations

from bot.chat.screen import Turn
from bot.domain.ids import PersonId
from bot.domain.people import ADMINS
from bot.screens.widgets.new_phone import NewPhone
from bot.services import roles


class Phone(NewPhone):
    name = "people.phone"
    args = ("member",)
    roles = ADMINS

    def whose(self, turn: Turn) -> PersonId:
        return roles.open_person(turn.uow, PersonId(turn.number("member")), by=turn.person).id
