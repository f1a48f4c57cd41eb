"""Giving somebody a role: what they will see and do is said first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PersonId
from bot.domain.people import ADMINS, Role
from bot.domain.refused import Missing
from bot.i18n import Say, mark
from bot.services import roles
from bot.services.invites import ROLES

_GIVES = {
    Role.STAFF: mark("They see all groups, plans and phone numbers, and can act for every group"),
    Role.EXPERT: mark("They answer questions and calls for help, and read the plans that they are asked to review"),
}


@dataclass(frozen=True, slots=True)
class GiveView:
    name: str
    role: Role


class Give(Screen[GiveView]):
    name = "people.give"
    args = ("member", "role")
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark("Give a role only to somebody whom you know. It can be taken away any day")

    def load(self, turn: Turn) -> GiveView | Go:
        person, word = roles.open_person(turn.uow, PersonId(turn.number("member")), by=turn.person), turn.word("role")
        if word not in {role.value for role in _GIVES}:
            raise Missing
        if Role(word) in person.roles:
            return Go("people.page", {"member": person.id})
        return GiveView(person.name, Role(word))

    def render(self, view: GiveView, say: Say) -> Message:
        yes, no = Button(say("✅ Give the role"), Tap("give")), Button(say("◀ Not now"), Back())
        ask = say("Shall {name} work here as {role}?", name=view.name, role=say(ROLES[view.role]))
        return Message(say(_GIVES[view.role]), column([yes, no]), asks=ask)

    def tap_give(self, turn: Turn, view: GiveView) -> Back:
        person = PersonId(turn.number("member"))
        roles.give(turn.uow, person, view.role, by=turn.person, now=turn.now)
        role = turn.say(ROLES[view.role])
        return Back(note=turn.say("{name} is {role} now, and has been told", name=view.name, role=role))
