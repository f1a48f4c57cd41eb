"""An invitation opened: a group is joined with one tap, a role waits for an administrator."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Back, Go, Tap, code
from bot.chat.message import Button, Message, column
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group, InviteKind
from bot.domain.ids import PersonId
from bot.domain.people import Role
from bot.domain.refused import Missing, Refused
from bot.i18n import Html, Say, mark
from bot.screens.welcome.words import about
from bot.services import invites
from bot.services.groups import groups, joining
from bot.services.invites import ROLES

_JOINED = mark("You are in the group {group} now. The leader has been told")
_LEADS = mark("You are in the group {group} now, and you lead it")


payload("i", lambda rest: Go("invite.open", {"code": code(rest)}))


@dataclass(frozen=True, slots=True)
class OpenView:
    """An invitation that can be used: into a group, from somebody, or into a role."""

    group: Group | None
    inviter: str
    role: Role | None


class Open(Screen[OpenView]):
    name = "invite.open"
    args = ("code",)
    help = mark("Somebody invites you. Join with one tap, or choose another group")

    def load(self, turn: Turn) -> OpenView | Go:
        invite = invites.open_invite(turn.uow, turn.word("code"), now=turn.now)
        if invite.kind is InviteKind.PERSON:
            return Go("phone.open", {"code": invite.code})
        if invite.group is None:
            return OpenView(None, "", invite.role)
        group = turn.uow.groups.get(invite.group)
        if group is None or group.state != "active":
            raise Refused("This group is not open yet")
        if turn.uow.groups.membership(group.id, turn.me):
            further = about(turn, note=turn.say("You are in the group {group} already", group=group.name))
            return further if isinstance(further, Go) else Go("home.menu", note=further.note)
        if invite.person is None:
            joining.check(turn.uow, group, turn.me)
        elif invite.person != turn.me:
            raise Missing(invites.RUN_OUT)
        leaders = turn.uow.groups.leaders(group.id)
        inviter = leaders[0].name if leaders else turn.uow.people.name(invite.created_by or PersonId(0))
        return OpenView(group, inviter, None)

    def render(self, view: OpenView, say: Say) -> Message:
        if view.group is None:
            return Message(Html(), [[Button(say("👍 Yes"), Tap("join"))]], asks=_role_text(view, say))
        names = {"group": view.group.name, "village": view.group.village}
        told = say("{leader} invites you", leader=view.inviter) if view.inviter else say("You are invited")
        rows = column([Button(say("👍 Join"), Tap("join")), Button(say("✋ Not this group"), Tap("other"))])
        return Message(told, rows, asks=say("Join the group {group}, {village} village?", **names))

    def tap_join(self, turn: Turn, view: OpenView) -> Go | Back:
        invites.accept(turn.uow, turn.word("code"), by=turn.person, now=turn.now)
        return about(turn, note=_accepted(turn, view))

    def tap_other(self, turn: Turn, view: OpenView) -> Go:
        return Go("home.menu") if groups.mine(turn.uow, turn.me) else Go("welcome.province")


def _role_text(view: OpenView, say: Say) -> Html:
    role = say(ROLES[view.role]) if view.role else ""
    return say("You are invited to work here as: {role}. Is it so?", role=role)


def _accepted(turn: Turn, view: OpenView) -> Html:
    if view.group is not None:
        if not turn.uow.groups.membership(view.group.id, turn.me):
            return turn.say("The leader of {group} has been asked. The answer will come here", group=view.group.name)
        leads = groups.leads(turn.uow, view.group.id, by=turn.person)
        return turn.say(_LEADS if leads else _JOINED, group=view.group.name)
    if view.role is Role.ADMIN:
        return turn.say("You are an administrator now")
    return turn.say("An administrator has been told. The answer will come here")
