"""Links that bring people in: a group's link is joined with one tap, a role is confirmed by an administrator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.chat.registry import payload
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PersonId
from bot.domain.people import Role
from bot.domain.refused import Refused
from bot.i18n import Html, Say, mark
from bot.screens.welcome_about import about
from bot.services import groups, invites, people

ROLE_NAMES = {Role.STAFF: mark("staff"), Role.EXPERT: mark("expert"), Role.ADMIN: mark("administrator")}
_JOINED = mark("You are in the group {group} now. The leader has been told")
_LEADS = mark("You are in the group {group} now, and you lead it")


def _opened(rest: str) -> Go:
    """Letters that no code has would fit no button either; such a link leads to an invitation that is not known."""
    return Go("invite.open", {"code": rest if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", rest) else ""})


payload("i", _opened)


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
        invite = invites.look(turn.uow, turn.word("code"), now=turn.now)
        if invite.person is not None:
            return Go("phone.open", {"code": invite.code})
        if invite.group is None:
            return OpenView(None, "", invite.role)
        group = turn.uow.groups.get(invite.group)
        if group is None or group.state != "active":
            raise Refused("This group is not open yet")
        if turn.uow.groups.membership(group.id, turn.me):
            further = about(turn, note=turn.say("You are in the group {group} already", group=group.name))
            return further if isinstance(further, Go) else Go("home.menu", note=further.note)
        leaders = turn.uow.groups.leaders(group.id)
        inviter = leaders[0].name if leaders else turn.uow.people.name(invite.created_by or PersonId(0))
        return OpenView(group, inviter, None)

    def render(self, view: OpenView, say: Say) -> Message:
        if view.group is None:
            return Message(_role_text(view, say), rows=[[Button(say("✅ Yes"), Tap("join"))]])
        names = {"leader": view.inviter, "group": view.group.name, "village": view.group.village}
        text = (
            say("{leader} invites you into the group {group}, {village} village. Join?", **names)
            if view.inviter
            else say("You are invited into the group {group}, {village} village. Join?", **names)
        )
        return Message(
            text, rows=column([Button(say("🤝 Join"), Tap("join")), Button(say("✖️ Not this group"), Tap("other"))])
        )

    def tap_join(self, turn: Turn, view: OpenView) -> Go | Back:
        invites.accept(turn.uow, turn.word("code"), by=turn.person, now=turn.now)
        return about(turn, note=_accepted(turn, view))

    def tap_other(self, turn: Turn, view: OpenView) -> Go:
        return Go("home.menu") if groups.mine(turn.uow, turn.me) else Go("welcome.province")


def _role_text(view: OpenView, say: Say) -> Html:
    role = say(ROLE_NAMES[view.role]) if view.role else ""
    return say("You are invited to work here as: {role}. Is it so?", role=role)


def _accepted(turn: Turn, view: OpenView) -> Html:
    if view.group is not None:
        leads = groups.leads(turn.uow, view.group.id, turn.person)
        return turn.say(_LEADS if leads else _JOINED, group=view.group.name)
    if view.role is Role.ADMIN:
        return turn.say("You are an administrator now")
    return turn.say("An administrator has been told. The answer will come here")


# A role is confirmed --------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ConfirmView:
    name: str
    role: Role
    state: str  # as in the store: waiting, confirmed, refused


class Confirm(Screen[ConfirmView]):
    name = "invite.confirm"
    args = ("member", "role")
    roles = frozenset({Role.ADMIN})
    help = mark("Somebody opened a link for staff or experts. Confirm it only if you know them")

    def load(self, turn: Turn) -> ConfirmView:
        member, role = PersonId(turn.number("member")), turn.word("role")
        state = turn.uow.people.role_state(member, Role(role)) if role in set(Role) else ""
        if not state:
            raise Refused("This page is not there any more")
        return ConfirmView(turn.uow.people.name(member), Role(role), state)

    def render(self, view: ConfirmView, say: Say) -> Message:
        names = {"name": view.name, "role": say(ROLE_NAMES[view.role])}
        if view.state == "confirmed":
            return Message(say("{name} is {role} now", **names))
        if view.state == "refused":
            return Message(say("{name} is not {role}", **names))
        return _asked(say, **names)

    def tap_confirm(self, turn: Turn, view: ConfirmView) -> None:
        self._decide(turn, view, confirm=True)

    def tap_refuse(self, turn: Turn, view: ConfirmView) -> None:
        self._decide(turn, view, confirm=False)

    def _decide(self, turn: Turn, view: ConfirmView, *, confirm: bool) -> None:
        member = PersonId(turn.number("member"))
        people.decide_role(turn.uow, member, view.role, by=turn.person, confirm=confirm, now=turn.now)


def _asked(say: Say, **names: object) -> Message:
    confirm, refuse = Button(say("✅ Confirm"), Tap("confirm")), Button(say("✖️ Do not confirm"), Tap("refuse"))
    return Message(say("{name} wants to work here as: {role}. Confirm it?", **names), rows=column([confirm, refuse]))


@notice("role_asked", screen="invite.confirm")
def role_asked(occasion: Occasion) -> Message | None:
    """To administrators: somebody opened a link for staff or experts."""
    member, role = PersonId(occasion.args["member"]), Role(occasion.args["role"])
    if occasion.uow.people.role_state(member, role) != "waiting":
        return None
    names = {"name": occasion.uow.people.name(member), "role": occasion.say(ROLE_NAMES[role])}
    return _asked(occasion.say, **names)


@notice("role_decided")
def role_decided(occasion: Occasion) -> Message | None:
    """To whoever asked for a role."""
    role, person = Role(occasion.args["role"]), occasion.person
    if person is None:
        return None
    name = occasion.say(ROLE_NAMES[role])
    if role in person.roles:
        return Message(occasion.say("You work here as {role} now. Press /menu to see what is new", role=name))
    return Message(occasion.say("The administrator did not confirm it: {role}. You can ask them", role=name))


# A member came through a link -----------------------------------------------------------------------------------------
@notice("member_joined", screen="members.member")
def member_joined(occasion: Occasion) -> Message | None:
    """To the leaders: a member of yours?"""
    group, member = GroupId(occasion.args["group"]), PersonId(occasion.args["member"])
    found = occasion.uow.groups.membership(group, member)
    if found is None:
        return None
    say = occasion.say
    text = say("{name} has come into the group. A member of yours?", name=found.name)
    return Message(text, rows=column([Button(say("✅ Yes"), Tap("keep")), Button(say("✖️ No, take out"), Tap("out"))]))
