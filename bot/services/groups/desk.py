"""What staff do with groups themselves: open new ones, change what is written of them, move members, act for them."""

from __future__ import annotations

from datetime import datetime

from bot.content.reminders import Reminders
from bot.domain.groups import Group, GroupState, VillageState
from bot.domain.ids import GroupId, PersonId, VillageId
from bot.domain.notices.groups import GroupWritten, MovedTo
from bot.domain.people import OFFICE, Person
from bot.domain.refused import Counted, Forbidden, Missing, Refused, Stale
from bot.i18n import mark
from bot.services import notices
from bot.services.groups import groups
from bot.store.database import UnitOfWork
from bot.understand import names

LONGEST_WORDS = 1_000  # characters that staff write to a group at once
FIELDS = ("name", "village", "project")


def village(uow: UnitOfWork, district: str, name: str, *, by: Person) -> VillageId:
    """The village of that name, known from now on where it was not. Raises: Forbidden, Refused."""
    _check(by)
    found = groups.known_village(uow, district, name)
    return found or uow.groups.village(district, groups.village_name(name), state=VillageState.KNOWN)


def create(
    uow: UnitOfWork, village_id: VillageId, name: str, *, by: Person, zone: str, hours: Reminders, now: datetime
) -> GroupId:
    """A new group that is open at once, with the programme's `hours`. Raises: Missing, Forbidden, Refused."""
    _check(by)
    district, _ = uow.groups.village_named(village_id)
    if not district:
        raise Missing
    tidy = _free(uow, village_id, name)
    project = min(by.own_projects, default="")  # who looks after some projects sees no group of none
    values = {"village_id": village_id, "state": GroupState.ACTIVE, "zone": zone, "created_by": by.id}
    group = uow.groups.add(now=now, name=tidy, project=project, **values, **groups.hours_of(hours))
    uow.groups.approve_village(group)
    uow.audit.note(by.id, "opened", f"group {group}", now=now)
    return group


def change(uow: UnitOfWork, group: GroupId, field: str, value: str, *, by: Person, now: datetime) -> None:
    """Put right the name, the village or the project of a group; the log keeps what it was.

    Raises: Forbidden, Stale, Refused.
    """
    _check(by)
    found = groups.open_group(uow, group, by=by)
    if field not in FIELDS:
        raise Stale
    if field == "name":
        before, after = found.name, _renamed(uow, found, value)
    elif field == "project":
        if not by.looks_after(value):
            raise Forbidden("You look after other projects. An administrator can do this")
        before, after = found.project, groups.tidy(value, mark("Please write the name of the project")) if value else ""
        uow.groups.change(group, project=after)
    else:
        before, after = found.village, _resettled(uow, found, value, by)
    if before != after:
        uow.audit.note(by.id, f"changed the {field} of", f"group {group}: {before} → {after}", now=now)


def _renamed(uow: UnitOfWork, group: Group, value: str) -> str:
    village_id = groups.known_village(uow, group.district, group.village)
    if names.fold(value) == names.fold(group.name):  # only its spelling
        tidy = groups.tidy(value, mark("Please write the name of the group"))
    else:
        tidy = _free(uow, village_id or VillageId(0), value)
    uow.groups.change(group.id, name=tidy)
    return tidy


def _resettled(uow: UnitOfWork, group: Group, value: str, by: Person) -> str:
    to = village(uow, group.district, value, by=by)
    _, name = uow.groups.village_named(to)
    if name != group.village:
        _free(uow, to, group.name)
        uow.groups.change(group.id, village_id=to)
    return name


def _free(uow: UnitOfWork, village_id: VillageId, name: str) -> str:
    """A name that no other group of the village has. Raises: Refused."""
    tidy = groups.tidy(name, mark("Please write the name of the group"))
    for other in uow.groups.in_village(village_id):
        if names.fold(other.name) == names.fold(tidy):
            raise Refused("There is a group {group} in this village already", group=other.name)
    return tidy


def move_member(uow: UnitOfWork, group: GroupId, member: PersonId, to: GroupId, *, by: Person, now: datetime) -> bool:
    """A member is in another group from now on, and is told. False when they are there already.

    The only leader of others hands over first. What they wrote stays with the group that they leave.
    Raises: Missing, Forbidden, Refused.
    """
    _check(by)
    groups.open_to_lead(uow, group, by=by)
    groups.open_to_lead(uow, to, by=by)
    found = groups.open_member(uow, group, member)
    if group == to:
        return False
    if found.leader and len(uow.groups.members(group)) > 1:
        raise Refused("{name} leads this group. Hand it over to another member first", name=found.name)
    uow.groups.leave(group, member)
    if not groups.join(uow, to, member, now=now):
        return False
    uow.audit.note(by.id, "moved", f"person {member} from group {group} to group {to}", now=now)
    notices.tell(uow, member, MovedTo(to), now=now)
    return True


def write_to(uow: UnitOfWork, group: GroupId, words: str, *, by: Person, now: datetime) -> int:
    """Staff write to every member whom a message reaches, once to each phone; returns how many are told.

    Raises: Forbidden, Refused.
    """
    _check(by)
    groups.open_to_lead(uow, group, by=by)
    if len(words) > LONGEST_WORDS:
        raise Refused(Counted("This is longer than {n} letter", "This is longer than {n} letters", LONGEST_WORDS))
    told = notices.tell_all(
        uow, [one.person for one in uow.groups.members(group)], GroupWritten(group, by.id, words), now=now
    )
    if not told:
        raise Refused("No message reaches anybody in this group. Please call or visit them")
    uow.audit.note(by.id, "wrote to", f"group {group}", now=now)
    return told


def act(uow: UnitOfWork, group: GroupId, *, by: Person, now: datetime) -> Group:
    """From here staff write for a group, and the log says so; each answer bears their own name. Raises: Forbidden."""
    _check(by)
    found = groups.open_to_lead(uow, group, by=by)
    uow.audit.note(by.id, "acts for", f"group {group}", now=now)
    return found


def _check(by: Person) -> None:
    if not by.roles & OFFICE:
        raise Forbidden
