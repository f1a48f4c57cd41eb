"""What people and administrators hear of roles that were taken away and phones that were locked."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.notice import Occasion, notice
from bot.domain.notices.people import PhoneLocked, ProjectsChosen, RoleTaken, RoleTakenOf
from bot.domain.people import Role
from bot.services.invites import ROLES


@notice(RoleTaken)
def role_taken(occasion: Occasion[RoleTaken]) -> Message | None:
    """To whoever had the role."""
    role = occasion.what.role
    if occasion.person is None or role in occasion.person.roles:
        return None
    name = occasion.say(ROLES[role])
    return Message(occasion.say("You do not work here as {role} any more. You can ask the administrator", role=name))


@notice(RoleTakenOf, screen="people.page")
def role_taken_of(occasion: Occasion[RoleTakenOf]) -> Message | None:
    """To the other administrators."""
    say, role = occasion.say, occasion.say(ROLES[occasion.what.role])
    name, by = (occasion.uow.people.name(one) for one in (occasion.what.member, occasion.what.by))
    return Message(say("{by}: {name} is no longer {role}", by=by, name=name, role=role)) if name else None


@notice(PhoneLocked, screen="people.page")
def phone_locked(occasion: Occasion[PhoneLocked]) -> Message | None:
    """To the other administrators."""
    name, by = (occasion.uow.people.name(one) for one in (occasion.what.member, occasion.what.by))
    return Message(occasion.say("{by} locked the phone of {name}", by=by, name=name)) if name else None


@notice(ProjectsChosen)
def projects_chosen(occasion: Occasion[ProjectsChosen]) -> Message | None:
    """To somebody of the staff: of which projects they see the groups from now on."""
    person, say = occasion.person, occasion.say
    if person is None or Role.STAFF not in person.roles:
        return None
    if not person.own_projects:
        return Message(say("👥 You look after the groups of all projects now"))
    return Message(say("👥 You look after the groups of these projects now: {names}", names=say.names(person.projects)))
