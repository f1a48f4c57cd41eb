"""Links that bring people into a group or a role, and a known person to a new phone."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from bot.domain.groups import Invite
from bot.domain.ids import AccountId, GroupId, PersonId
from bot.domain.notices.people import PhoneMoved, PhoneMovedAway, RoleAsked
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Missing
from bot.services import notices, people
from bot.services.groups import groups
from bot.store.database import UnitOfWork

GROUP_LINK = timedelta(days=90)  # a season: long enough for all members, short enough to be forgotten safely
ROLE_LINK = timedelta(days=7)


def for_group(uow: UnitOfWork, group: GroupId, *, by: Person, now: datetime) -> str:
    """The code of a link into a group, for as many as want, 90 days; its leader and staff may make one.

    Raises: Forbidden.
    """
    groups.open_to_lead(uow, group, by=by)
    uow.audit.note(by.id, "made a link into", f"group {group}", now=now)
    return _new(uow, now=now, expires_at=now + GROUP_LINK, kind="group", group_id=group, created_by=by.id)


def for_role(uow: UnitOfWork, role: Role, *, by: Person, now: datetime) -> str:
    """The code of a link into a role, for one person, 7 days; staff make them, administrators those of their own.

    Raises: Forbidden.
    """
    if not by.roles & ({Role.ADMIN} if role is Role.ADMIN else {Role.STAFF, Role.ADMIN}):
        raise Forbidden
    uow.audit.note(by.id, "made a link into", f"role {role}", now=now)
    return _new(uow, now=now, expires_at=now + ROLE_LINK, kind="role", role=role.value, uses_left=1, created_by=by.id)


def for_person(uow: UnitOfWork, person: PersonId, *, by: Person, now: datetime) -> str:
    """The code of a link that brings a person to a new phone, once, within 7 days; older ones of theirs end.

    Leaders make it for members of their group and staff for everybody; for those with a role only an administrator:
    a link is what its first reader makes of it. Raises: Missing, Forbidden.
    """
    found = uow.people.get(person)
    if found is None:
        raise Missing
    led = {group.id for group in groups.led(uow, by.id)}
    leads = bool(led & {member.group for member in uow.groups.of_person(person)})
    if Role.ADMIN not in by.roles and (found.roles or not (leads or Role.STAFF in by.roles)):
        raise Forbidden("Only an administrator can do this")
    uow.groups.revoke_for(person)
    uow.audit.note(by.id, "made a link to a new phone for", f"person {person}", now=now)
    return _new(
        uow, now=now, expires_at=now + ROLE_LINK, kind="person", person_id=person, uses_left=1, created_by=by.id
    )


def move(uow: UnitOfWork, code: str, account: AccountId, *, now: datetime) -> PersonId:
    """A person speaks through `account` from now on and through no other; their former phone and leaders are told.

    Whoever speaks through it already stays on it; somebody in the middle of the welcome gives way. Raises: Missing.
    """
    invite = open_invite(uow, code, now=now)
    if invite.person is None:
        raise Missing
    before = people.current(uow, account)
    former = [one for one in uow.people.leave(invite.person) if one != account]
    uow.people.speak_as(account, invite.person)
    uow.groups.use(code)
    if before is not None and before.id != invite.person and not before.known:
        uow.people.remove(before.id)
    uow.audit.note(invite.created_by, "moved to a new phone", f"person {invite.person}", now=now)
    for old in former:
        uow.outbox.put(notices.row(PhoneMovedAway(), old, invite.person), now=now)
    for member in uow.groups.of_person(invite.person):
        leaders = [leader.person for leader in uow.groups.leaders(member.group) if leader.person != invite.person]
        notices.tell_all(uow, leaders, PhoneMoved(member=invite.person), now=now)
    people.refresh_commands(uow, invite.person, now=now)
    return invite.person


def first_admin(uow: UnitOfWork, admins: frozenset[int], *, now: datetime) -> str | None:
    """The code of a one-time link for the first administrator; None where there is one or accounts are configured.

    Configured accounts that are known already become administrators here, others at the end of the welcome.
    """
    for account in admins:
        person = people.current(uow, AccountId(account))
        if person and person.known and Role.ADMIN not in person.roles:
            people.grant_admin(uow, person.id, now=now)
    if admins or uow.people.with_role(Role.ADMIN):
        return None
    for invite in uow.groups.open_invites(now=now, kind="role"):
        if invite.role is Role.ADMIN:
            return invite.code
    return _new(uow, now=now, expires_at=now + ROLE_LINK, kind="role", role=Role.ADMIN.value, uses_left=1)


def _new(uow: UnitOfWork, *, now: datetime, **values: Any) -> str:
    code = secrets.token_urlsafe(12)  # 96 bits, 16 characters of A-Z a-z 0-9 _ -
    uow.groups.add_invite(now=now, code=code, **values)
    return code


def link(username: str, code: str) -> str:
    """The address that people tap or scan."""
    return f"https://t.me/{username}?start=i-{code}"


def phone_link(username: str, code: str) -> str:
    """The address that a person opens on their new phone."""
    return f"https://t.me/{username}?start=m-{code}"


def revoke(uow: UnitOfWork, code: str, *, by: Person, now: datetime) -> None:
    """From now on nobody can use a link. A group's link is stopped by its leader or staff, others by staff.

    Raises: Forbidden.
    """
    invite = uow.groups.invite(code)
    if invite is None:
        return
    if invite.group is not None:
        groups.open_to_lead(uow, invite.group, by=by)
    elif invite.created_by != by.id and not by.roles & {Role.STAFF, Role.ADMIN}:
        raise Forbidden
    uow.groups.revoke(code)
    about = f"group {invite.group}" if invite.group else f"role {invite.role}" if invite.role else "a new phone"
    uow.audit.note(by.id, "stopped a link into", about, now=now)


def open_invite(uow: UnitOfWork, code: str, *, now: datetime) -> Invite:
    """The invitation behind a link; one that is unknown, used, stopped or too old is refused. Raises: Missing."""
    invite = uow.groups.invite(code)
    if invite is None or not invite.open(now):
        raise Missing("This invitation has run out. Ask your group leader for a new one")
    return invite


def accept(uow: UnitOfWork, code: str, *, by: Person, now: datetime) -> Invite:
    """Use an invitation: into the group, or into the role – administrators at once, others once one confirms it.

    Whoever is there already uses nothing up. Raises: Missing, Refused.
    """
    invite = open_invite(uow, code, now=now)
    if invite.person is not None:
        raise Missing
    if invite.group is not None:
        leads = not uow.groups.leaders(invite.group)  # the first whom staff invite into a new group leads it
        used = groups.join(uow, invite.group, by.id, leads=leads, now=now)
    else:
        used = invite.role is not None and _take_role(uow, invite.role, by, now=now)
    if used:
        uow.groups.use(code)
    return invite


def _take_role(uow: UnitOfWork, role: Role, person: Person, *, now: datetime) -> bool:
    if uow.people.role_state(person.id, role) in ("waiting", "confirmed"):
        return False
    if role is Role.ADMIN:
        people.grant_admin(uow, person.id, now=now)
        return True
    uow.people.put_role(person.id, role, "waiting", now=now)
    notices.tell_admins(uow, RoleAsked(member=person.id, role=role), now=now)
    return True
