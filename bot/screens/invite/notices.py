"""What administrators, leaders and the invited hear of an invitation."""

from __future__ import annotations

from bot.chat.address import Tap
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.domain.notices.groups import MemberJoined
from bot.domain.notices.people import RoleAsked, RoleDecided
from bot.screens.invite.views import asked_role
from bot.services.invites import ROLES


@notice(RoleAsked, screen="invite.confirm")
def role_asked(occasion: Occasion[RoleAsked]) -> Message | None:
    """To administrators: somebody opened a link for staff or experts."""
    member, role = occasion.what.member, occasion.what.role
    if occasion.uow.people.role_state(member, role) != "waiting":
        return None
    names = {"name": occasion.uow.people.name(member), "role": occasion.say(ROLES[role])}
    return asked_role(occasion.say, **names)


@notice(RoleDecided)
def role_decided(occasion: Occasion[RoleDecided]) -> Message | None:
    """To whoever asked for a role."""
    role, person = occasion.what.role, occasion.person
    if person is None:
        return None
    name = occasion.say(ROLES[role])
    if role in person.roles:
        return Message(occasion.say("You work here as {role} now. Press /menu to see what is new", role=name))
    return Message(occasion.say("The administrator did not confirm it: {role}. You can ask them", role=name))


@notice(MemberJoined, screen="members.member")
def member_joined(occasion: Occasion[MemberJoined]) -> Message | None:
    """To the leaders: a member of yours?"""
    group, member = occasion.what.group, occasion.what.member
    found = occasion.uow.groups.membership(group, member)
    if found is None:
        return None
    say = occasion.say
    text = say("{name} has come into the group", name=found.name)
    rows = column([Button(say("👍 Yes"), Tap("keep")), Button(say("✋ No, take out"), Tap("out"))])
    return Message(text, rows, asks=say("Is it a member of yours?"))
