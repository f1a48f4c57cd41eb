"""Links that bring people into a group or a role, and a known person to a new phone (domain/links.py: who may what)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.groups import Invite, InviteKind, MemberState
from bot.domain.ids import AccountId, GroupId, PersonId
from bot.domain.links import LINKS, About, Holder, Link
from bot.domain.notices.groups import InvitedAgain
from bot.domain.notices.people import RoleAsked
from bot.domain.people import OFFICE, Person, Role
from bot.domain.refused import Forbidden, Missing, Stale
from bot.i18n import mark
from bot.services import notices, people
from bot.services.groups import groups, joining
from bot.store.database import UnitOfWork

MOST_USES = 200  # of one link: a group has room for no more
DAYS, USES = (1, 7, 30, 90), (1, 10, 40)  # that are offered
_LOOKS = 5
ROLES = {Role.STAFF: mark("staff"), Role.EXPERT: mark("expert"), Role.ADMIN: mark("administrator")}
RUN_OUT = mark("This invitation has run out. Ask your group leader for a new one")


# What a link is, and what somebody may do with it ---------------------------------------------------------------------
def link_of(invite: Invite) -> Link:
    """Which row of the table a kept link is."""
    if invite.kind is InviteKind.PERSON:
        return Link.PHONE
    if invite.kind is InviteKind.GROUP:
        return Link.AGAIN if invite.person is not None else Link.GROUP
    if invite.role is not Role.ADMIN:
        return Link.ROLE
    return Link.ADMIN if invite.created_by is not None else Link.FIRST


def holder(uow: UnitOfWork, person: PersonId) -> Holder:
    """What somebody has now: roles, and the groups that they are in and lead."""
    places = uow.groups.of_person(person)
    inside = frozenset(place.group for place in places)
    leads = frozenset(place.group for place in places if place.leader)
    found = uow.people.get(person)
    own = found.own_projects if found else frozenset()
    if own:  # staff of some projects act for the groups of these as their leaders do, and for no others
        leads |= {row.id for row in uow.directory.groups(own)}
    return Holder(person, found.roles if found else frozenset(), inside, leads, bool(own))


def may(uow: UnitOfWork, verb: Literal["make", "see", "end"], invite: Invite, person: PersonId) -> bool:
    """Whether somebody may do so with a link, as things are now."""
    subject = holder(uow, invite.person) if invite.person is not None else None
    about = About(invite.created_by, invite.group, subject)
    allowed: bool = getattr(LINKS[link_of(invite)], verb)(holder(uow, person), about)
    return allowed


def has_as_much(uow: UnitOfWork, one: PersonId, person: PersonId) -> bool:
    """Whether somebody has at least what another has, and so may move them."""
    return LINKS[Link.PHONE].make(holder(uow, one), About(one, subject=holder(uow, person)))


def good(uow: UnitOfWork, invite: Invite, *, now: datetime) -> bool:
    """Whether a link can be used: open, and its maker might make it today as well."""
    if not invite.open(now):
        return False
    if link_of(invite) is Link.FIRST:
        return not uow.people.with_role(Role.ADMIN)
    if invite.kind is InviteKind.PERSON and _frozen(uow, invite.person):
        return False
    return invite.created_by is not None and may(uow, "make", invite, invite.created_by)


def seen(uow: UnitOfWork, *, by: Person, now: datetime, group: GroupId | None = None, kind: str = "") -> list[Invite]:
    """The links that can be used and that somebody may see, the newest first."""
    found = uow.groups.open_invites(now=now, group=group, kind=kind)
    return [one for one in found if may(uow, "see", one, by.id) and good(uow, one, now=now)]


def listed(uow: UnitOfWork, *, by: Person, after: str = "", most: int, now: datetime) -> list[Invite]:
    """The links that can be used and that somebody of the staff may see, the newest first, behind the one `after`.

    One more than `most` where there are more. Raises: Forbidden.
    """
    check(by=by)
    found: list[Invite] = []
    for _ in range(_LOOKS):  # what has no maker any more is passed over: a few at most
        rows = uow.invites.page(by.id, by.own_projects, after=after, most=most + 1, now=now)
        found += [one for one in rows if good(uow, one, now=now)]
        if len(rows) <= most or len(found) > most:
            break
        after = rows[-1].code
    return found[: most + 1]


def number(uow: UnitOfWork, *, by: Person, now: datetime) -> int:
    """How many links somebody of the staff may see. Raises: Forbidden."""
    check(by=by)
    return uow.invites.count(by.id, by.own_projects, now=now)


def check(*, by: Person) -> None:
    """Links of groups that are not one's own are for staff. Raises: Forbidden."""
    if not by.roles & OFFICE:
        raise Forbidden


def _frozen(uow: UnitOfWork, person: PersonId | None) -> bool:
    found = uow.people.get(person) if person is not None else None
    return found is None or found.frozen


# Making one -----------------------------------------------------------------------------------------------------------
def for_group(
    uow: UnitOfWork, group: GroupId, *, by: Person, now: datetime, days: int = 0, uses: int | None = None
) -> str:
    """The code of a link into a group, for as many as want, 90 days; its leader and staff may make one.

    `days` and `uses` make it less. Raises: Forbidden, Stale.
    """
    groups.open_to_lead(uow, group, by=by)
    if not 0 <= days <= LINKS[Link.GROUP].lasts.days or (uses is not None and not 0 < uses <= MOST_USES):
        raise Stale
    uow.audit.note(by.id, "made a link into", f"group {group}", now=now)
    lasts = timedelta(days=days) if days else None
    return _new(uow, Link.GROUP, lasts, uses, now=now, kind="group", group_id=group, created_by=by.id)


def for_again(uow: UnitOfWork, group: GroupId, person: PersonId, *, by: Person, now: datetime) -> str:
    """The code of a link into a group that one person may use, once, within 30 days: also who was taken out.

    Raises: Forbidden.
    """
    groups.open_to_lead(uow, group, by=by)
    uow.audit.note(by.id, "invited again", f"person {person} into group {group}", now=now)
    return _new(uow, Link.AGAIN, now=now, kind="group", group_id=group, person_id=person, created_by=by.id)


def for_role(uow: UnitOfWork, role: Role, *, by: Person, now: datetime) -> str:
    """The code of a link into a role, for one person, 7 days; staff make them, administrators those of their own.

    Raises: Forbidden.
    """
    kind = Link.ADMIN if role is Role.ADMIN else Link.ROLE
    if not LINKS[kind].make(holder(uow, by.id), About(by.id)):
        raise Forbidden
    uow.audit.note(by.id, "made a link into", f"role {role}", now=now)
    return _new(uow, kind, now=now, kind="role", role=role.value, created_by=by.id)


def for_person(uow: UnitOfWork, person: PersonId, *, by: Person, now: datetime, lost: bool = False) -> str:
    """The code of a link that brings a person to a new phone, once, within 7 days; older ones of theirs end.

    For whoever has at least what the link gives. `lost`: the old phone is lost or stolen, so nothing is sent there.

    Raises: Missing, Forbidden.
    """
    if _frozen(uow, person):
        raise Missing
    subject, mine = holder(uow, person), holder(uow, by.id)
    if not LINKS[Link.PHONE].make(mine, About(by.id, subject=subject)):
        if not subject.roles and subject.inside & mine.leads:
            raise Forbidden("{name} is in another group too. Ask the staff for the link", name=uow.people.name(person))
        raise Forbidden("Only an administrator can do this")
    uow.groups.revoke_for(person)
    why = "made a link away from a lost phone for" if lost else "made a link to a new phone for"
    uow.audit.note(by.id, why, f"person {person}", now=now)
    return _new(uow, Link.PHONE, now=now, kind="person", person_id=person, created_by=by.id, lost=lost)


def _new(
    uow: UnitOfWork,
    link: Link,
    lasts: timedelta | None = None,
    uses: int | None = None,
    *,
    now: datetime,
    **values: object,
) -> str:
    code = secrets.token_urlsafe(12)  # 96 bits, 16 characters of A-Z a-z 0-9 _ -
    rule = LINKS[link]
    uses = 1 if rule.once else uses
    uow.groups.add_invite(now=now, code=code, expires_at=now + (lasts or rule.lasts), uses_left=uses, **values)
    return code


def first_admin(uow: UnitOfWork, admins: frozenset[int], *, now: datetime) -> str | None:
    """The code of a one-time link for the first administrator; None where there is one or accounts are configured.

    Configured accounts that are known already become administrators here, others at the end of the welcome.
    """
    for account in admins:
        person = people.current(uow, AccountId(account))
        if person and person.known and Role.ADMIN not in person.roles and people.configured(uow, person.id):
            people.grant_admin(uow, person.id, now=now)
    if admins or uow.people.with_role(Role.ADMIN):
        return None
    for invite in uow.groups.open_invites(now=now, kind="role"):
        if link_of(invite) is Link.FIRST:
            return invite.code
    return _new(uow, Link.FIRST, now=now, kind="role", role=Role.ADMIN.value)


def link(username: str, code: str) -> str:
    """The address that people tap or scan."""
    return f"https://t.me/{username}?start=i-{code}"


def phone_link(username: str, code: str) -> str:
    """The address that a person opens on their new phone."""
    return f"https://t.me/{username}?start=m-{code}"


def revoke(uow: UnitOfWork, code: str, *, by: Person, now: datetime) -> None:
    """From now on nobody can use a link. Raises: Forbidden."""
    invite = uow.groups.invite(code)
    if invite is None:
        return
    if invite.kind is InviteKind.GROUP and invite.group is not None:
        groups.open_to_lead(uow, invite.group, by=by)
    if not may(uow, "end", invite, by.id):
        raise Forbidden
    uow.groups.revoke(code)
    about = f"group {invite.group}" if invite.group else f"role {invite.role}" if invite.role else "a new phone"
    uow.audit.note(by.id, "stopped a link into", about, now=now)


# Using one ------------------------------------------------------------------------------------------------------------
def open_invite(uow: UnitOfWork, code: str, *, now: datetime) -> Invite:
    """The invitation behind a link; refused when unknown, used, stopped, too old, or not its maker's to give.

    Raises: Missing.
    """
    invite = uow.groups.invite(code)
    if invite is None or not good(uow, invite, now=now):
        raise Missing(RUN_OUT)
    return invite


def accept(uow: UnitOfWork, code: str, *, by: Person, now: datetime) -> Invite:
    """Use an invitation: into the group, or into the role – administrators at once, others once one confirms it.

    Whoever is there already uses nothing up. Raises: Missing, Forbidden, Refused.
    """
    invite = open_invite(uow, code, now=now)
    if invite.kind is InviteKind.PERSON or invite.person not in (None, by.id):
        raise Missing
    if invite.group is not None:
        used = _come_in(uow, invite, invite.group, by, now=now)
    else:
        used = invite.role is not None and _take_role(uow, invite.role, by, now=now)
    if used:
        uow.groups.use(code)
    return invite


def _come_in(uow: UnitOfWork, invite: Invite, group: GroupId, person: Person, *, now: datetime) -> bool:
    """Into a group at once, or after the leader's yes where the link says so or only one's own lets one in again."""
    found = uow.groups.get(group)
    if invite.person is None and found is not None:
        joining.check(uow, found, person.id)
    leads = not uow.groups.leaders(group)  # the first whom staff invite into a new group leads it
    if invite.asks and not leads:
        return joining.ask(uow, group, by=person, now=now)
    return groups.join(uow, group, person.id, leads=leads, now=now)


def let_ask(uow: UnitOfWork, code: str, asks: bool, *, by: Person, now: datetime) -> None:
    """The leader says yes to each who comes by a link into her group, or lets them in at once.

    Raises: Missing, Forbidden.
    """
    invite = uow.groups.invite(code)
    if invite is None or invite.kind is not InviteKind.GROUP or invite.group is None:
        raise Missing
    groups.open_to_lead(uow, invite.group, by=by)
    uow.groups.let_ask(code, asks)
    verb = "asks to be asked by a link into" if asks else "lets in by a link into"
    uow.audit.note(by.id, verb, f"group {invite.group}", now=now)


def invite_again(uow: UnitOfWork, group: GroupId, person: PersonId, *, by: Person, now: datetime) -> None:
    """Who was taken out is told that the leader invites them again: with a link for them alone.

    Raises: Forbidden, Stale.
    """
    groups.open_to_lead(uow, group, by=by)
    if uow.joinings.state(group, person) is not MemberState.REMOVED:
        raise Stale
    known = uow.groups.open_invites(now=now, group=group)
    code = next((one.code for one in known if one.person == person and good(uow, one, now=now)), "")
    code = code or for_again(uow, group, person, by=by, now=now)
    notices.tell(uow, person, InvitedAgain(group, code), now=now)


def _take_role(uow: UnitOfWork, role: Role, person: Person, *, now: datetime) -> bool:
    if uow.people.role_state(person.id, role) in ("waiting", "confirmed"):
        return False
    if role is Role.ADMIN:
        people.grant_admin(uow, person.id, now=now)
        return True
    uow.people.put_role(person.id, role, "waiting", now=now)
    notices.tell_admins(uow, RoleAsked(member=person.id, role=role), now=now)
    return True
