"""An administrator says yes or no to a role that somebody was invited to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.message import Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PersonId
from bot.domain.people import ADMINS, Role
from bot.domain.refused import Missing
from bot.i18n import Say, mark
from bot.screens.invite.views import asked_role
from bot.services import people
from bot.services.invites import ROLES


@dataclass(frozen=True, slots=True)
class ConfirmView:
    name: str
    role: Role
    state: str  # as in the store: waiting, confirmed, refused, taken


class Confirm(Screen[ConfirmView]):
    name = "invite.confirm"
    args = ("member", "role")
    roles = ADMINS
    help = mark("Somebody opened a link for staff or experts. Confirm it only if you know them")

    def load(self, turn: Turn) -> ConfirmView:
        member, role = PersonId(turn.number("member")), turn.word("role")
        state = turn.uow.people.role_state(member, Role(role)) if role in set(Role) else ""
        if not state:
            raise Missing
        return ConfirmView(turn.uow.people.name(member), Role(role), state)

    def render(self, view: ConfirmView, say: Say) -> Message:
        names = {"name": view.name, "role": say(ROLES[view.role])}
        if view.state == "confirmed":
            return Message(say("{name} is {role} now", **names))
        if view.state in ("refused", "taken"):
            return Message(say("{name} is not {role}", **names))
        return asked_role(say, **names)

    def tap_confirm(self, turn: Turn, view: ConfirmView) -> None:
        self._decide(turn, view, confirm=True)

    def tap_refuse(self, turn: Turn, view: ConfirmView) -> None:
        self._decide(turn, view, confirm=False)

    def _decide(self, turn: Turn, view: ConfirmView, *, confirm: bool) -> None:
        member = PersonId(turn.number("member"))
        people.decide_role(turn.uow, member, view.role, by=turn.person, confirm=confirm, now=turn.now)
