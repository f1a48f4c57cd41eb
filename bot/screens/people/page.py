"""One person: roles, groups and phones, and what an administrator may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import PersonId
from bot.domain.people import ADMINS, Person, Role
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.people.views import named
from bot.services import roles
from bot.services.invites import ROLES

_GROUPS = 3  # on buttons: there somebody is joined to another entry, or moved


@dataclass(frozen=True, slots=True)
class PageView:
    person: Person
    me: PersonId
    groups: tuple[Group, ...]
    phones: int
    doubted: int  # the move that somebody has to look at, 0 when there is none


class Page(Screen[PageView]):
    name = "people.page"
    args = ("member",)
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark("What you take away is said before it happens. The person is told, and it is noted")

    def load(self, turn: Turn) -> PageView:
        person = roles.open_person(turn.uow, PersonId(turn.number("member")), by=turn.person)
        places = (turn.uow.groups.get(place.group) for place in turn.uow.groups.of_person(person.id))
        doubted = turn.uow.moves.doubted(person.id)
        return PageView(
            person,
            turn.me,
            tuple(place for place in places if place),
            len(turn.uow.people.accounts_of(person.id)),
            doubted.id if doubted else 0,
        )

    def render(self, view: PageView, say: Say) -> Message:
        here = {"member": view.person.id}
        taken = (
            Button(
                say("✖️ No longer {role}", role=say(ROLES[role])),
                Go("people.take", {**here, "role": role.value}, push=True),
            )
            for role in Role
            if role in view.person.roles
        )
        given = (
            Button(
                say("✅ Make them {role}", role=say(ROLES[role])),
                Go("people.give", {**here, "role": role.value}, push=True),
            )
            for role in (Role.EXPERT, Role.STAFF)
            if role not in view.person.roles and view.phones and view.person.known
        )
        places = (
            Button(
                say("👥 In {group}", group=group.name),
                Go("members.member", {"group": group.id, "member": view.person.id}, push=True),
            )
            for group in view.groups[:_GROUPS]
        )
        staff = Role.STAFF in view.person.roles and Role.ADMIN not in view.person.roles
        own = say("Projects: {names}", names=say.names(view.person.projects)) if view.person.own_projects else ""
        phones = say.plural("📱 {n} phone", "📱 {n} phones", view.phones) if view.phones else say("📵 has no phone")
        return Message(
            paragraphs(
                bold(named(view.person, say)),
                lines(*(f"👥 {group.name}" for group in view.groups), own if staff else "", phones),
            ),
            column(
                [
                    Button(say("❗ Which phone is theirs?"), Go("phone.look", {"move": view.doubted}, push=True))
                    if view.doubted
                    else None,
                    *given,
                    *taken,
                    Button(say("Projects ▶"), Go("people.projects", here, push=True)) if staff else None,
                    *places,
                    Button(say("🔒 Lock the phone"), Go("people.lock", here, push=True))
                    if view.phones and view.person.id != view.me
                    else None,
                    Button(say("📱 A new phone"), Go("people.phone", here, push=True)),
                    Button(say("🗑 Erase at their wish"), Go("forget.page", here, push=True)),
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )
