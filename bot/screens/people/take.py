"""Taking a role away: what goes with it is said first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PersonId
from bot.domain.people import ADMINS, Role
from bot.domain.refused import Missing
from bot.i18n import Say, lines, mark, paragraphs
from bot.services import roles
from bot.services.invites import ROLES
from bot.services.roles import Losses


@dataclass(frozen=True, slots=True)
class TakeView:
    name: str
    role: Role
    losses: Losses


class Take(Screen[TakeView]):
    name = "people.take"
    args = ("member", "role")
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark("Read what is lost, then decide. A link for the role brings somebody back any day")

    def load(self, turn: Turn) -> TakeView | Go:
        person, word = roles.open_person(turn.uow, PersonId(turn.number("member")), by=turn.person), turn.word("role")
        if word not in set(Role):
            raise Missing
        if Role(word) not in person.roles:
            gone = turn.say("{name} is not {role}", name=person.name, role=turn.say(ROLES[Role(word)]))
            return Go("people.page", {"member": person.id}, note=gone)
        return TakeView(person.name, Role(word), roles.losses(turn.uow, person, Role(word), now=turn.now))

    def render(self, view: TakeView, say: Say) -> Message:
        names, lost = {"name": view.name, "role": say(ROLES[view.role])}, view.losses
        reviews = say.plural("⭐ {n} review goes to others", "⭐ {n} reviews go to others", lost.reviews)
        questions = say.plural(
            "📥 {n} question waits for others again", "📥 {n} questions wait for others again", lost.questions
        )
        links = say.plural("🔗 {n} link stops", "🔗 {n} links stop", lost.links)
        told = lines(
            reviews if lost.reviews else "",
            questions if lost.questions else "",
            links if lost.links else "",
            say("What {name} wrote stays", name=view.name),
        )
        yes, no = Button(say("✅ Take away"), Tap("take")), Button(say("◀ Not now"), Back())
        return Message(paragraphs(say("Shall {name} no longer be {role}?", **names), told), column([yes, no]))

    def tap_take(self, turn: Turn, view: TakeView) -> Back:
        person = PersonId(turn.number("member"))
        roles.take(turn.uow, turn.library, person, view.role, by=turn.person, now=turn.now)
        role = turn.say(ROLES[view.role])
        return Back(note=turn.say("{name} is no longer {role}, and has been told", name=view.name, role=role))
