"""Farmer groups: who joins, leaves and leads, new ones that are proposed, and their Telegram group chats."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.content.reminders import Reminders
from bot.domain import zones
from bot.domain.groups import Group, Member
from bot.domain.ids import ChatId, GroupId, PersonId, VillageId
from bot.domain.notices.groups import (
    GroupDecided,
    GroupProposed,
    LeaderChanged,
    LeaderNow,
    MemberJoined,
    TakenOut,
    ToldChanged,
)
from bot.domain.people import OFFICE, Person, Role
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reminders import Told, morning
from bot.i18n import mark
from bot.services import notices
from bot.services.groups import written_down
from bot.store.database import UnitOfWork
from bot.understand import lao, names

ANSWERED_WITHIN = 3  # days in which staff answer a proposal: a promise of the programme, told to whoever proposes
LONGEST_NAME = 60  # characters; longer ones fit no button
HOURS = range(6, 21)  # o'clock; earlier or later would wake people (reminders.yaml, quiet hours)


# Whose group it is ----------------------------------------------------------------------------------------------------
def mine(uow: UnitOfWork, person: PersonId) -> Group | None:
    """The group that a person acts for: the one joined last."""
    member = next(iter(uow.groups.of_person(person)), None)
    return uow.groups.get(member.group) if member else None


def led(uow: UnitOfWork, person: PersonId) -> list[Group]:
    """The groups that a person leads, the one joined last first."""
    found = [uow.groups.get(member.group) for member in uow.groups.of_person(person) if member.leader]
    return [group for group in found if group]


def open_group(uow: UnitOfWork, group: GroupId, *, by: Person) -> Group:
    """The group, for its members and for staff. Raises: Forbidden."""
    seen = sees(uow, group, by=by)
    found = uow.groups.get(group)  # a member's was read with the membership
    if found is None or not seen:
        raise Forbidden("Only members of the group can see this")
    return found


def sees(uow: UnitOfWork, group: GroupId, *, by: Person) -> bool:
    """Whether somebody is a member of the group, or staff who look after its project."""
    return office(uow, group, by=by) or uow.groups.membership(group, by.id) is not None


def open_to_lead(uow: UnitOfWork, group: GroupId, *, by: Person) -> Group:
    """The group, for its leader and for staff. Raises: Forbidden."""
    found = open_group(uow, group, by=by)
    if not leads(uow, group, by=by):
        raise Forbidden("Only the group leader can do this. You can ask the leader")
    return found


def leads(uow: UnitOfWork, group: GroupId, *, by: Person) -> bool:
    """Whether somebody may act for the group: its leader, and staff who look after its project."""
    member = uow.groups.membership(group, by.id)
    return office(uow, group, by=by) or bool(member and member.leader)


def office(uow: UnitOfWork, group: GroupId, *, by: Person) -> bool:
    """Whether somebody is staff who look after this group: of all projects, or of its own."""
    if not _staff(by) or not by.own_projects:
        return _staff(by)
    found = uow.groups.get(group)
    return found is not None and by.looks_after(found.project)


def _staff(person: Person) -> bool:
    return bool(person.roles & OFFICE)


# Members --------------------------------------------------------------------------------------------------------------
def join(uow: UnitOfWork, group: GroupId, person: PersonId, *, now: datetime, leads: bool = False) -> bool:
    """Put a person into a group that is active; its leaders are told. False when they are in it already.

    Raises: Refused.
    """
    found = uow.groups.get(group)
    if found is None or found.state != "active":
        raise Refused("This group is not open yet")
    if not uow.groups.join(group, person, leader=leads, now=now):
        return False
    told = [leader.person for leader in uow.groups.leaders(group) if leader.person != person]
    notices.tell_all(uow, told, MemberJoined(group=group, member=person), now=now)
    written_down.greet(uow, group, person, now=now)
    return True


def leave(uow: UnitOfWork, group: GroupId, *, by: Person, now: datetime) -> None:
    """A member goes. The only leader of others hands over first. Raises: Refused."""
    others = [member for member in uow.groups.members(group) if member.person != by.id]
    member = uow.groups.membership(group, by.id)
    if member and member.leader and others and not any(other.leader for other in others):
        raise Refused("You lead this group. Hand it over to another member first")
    if uow.groups.leave(group, by.id):
        uow.audit.note(by.id, "left", f"group {group}", now=now)


def take_out(uow: UnitOfWork, group: GroupId, member: PersonId, *, by: Person, now: datetime) -> bool:
    """The leader takes a member out, who is told. False when they are out already; a leader is not taken out.

    Raises: Forbidden, Refused.
    """
    open_to_lead(uow, group, by=by)
    found = uow.groups.membership(group, member)
    if found is None:
        return False
    if found.leader:
        raise Refused("{name} leads this group. Hand it over to another member first", name=found.name)
    uow.groups.leave(group, member, out=True)
    uow.audit.note(by.id, "took out", f"person {member} of group {group}", now=now)
    notices.tell(uow, member, TakenOut(group=group), now=now)
    return True


def hand_over(uow: UnitOfWork, group: GroupId, to: PersonId, *, by: Person, now: datetime) -> None:
    """Another member leads the group from now on, and is told. Raises: Missing, Forbidden, Refused."""
    open_to_lead(uow, group, by=by)
    open_member(uow, group, to)
    if not uow.people.reachable(to):
        raise Refused("{name} has no phone here. Somebody with a phone has to lead", name=uow.people.name(to))
    uow.audit.note(by.id, "handed over", f"group {group} to person {to}", now=now)
    make_leader(uow, group, to, now=now, knowing=by.id)


def make_leader(
    uow: UnitOfWork, group: GroupId, to: PersonId, *, now: datetime, knowing: PersonId | None = None
) -> None:
    """One member leads and nobody else does; every member but the `knowing` one is told."""
    for leader in uow.groups.leaders(group):
        uow.groups.lead(group, leader.person, False)
    uow.groups.lead(group, to, True)
    if to != knowing:
        notices.tell(uow, to, LeaderNow(group=group), now=now)
    others = [member.person for member in uow.groups.members(group) if member.person not in (to, knowing)]
    notices.tell_all(uow, others, LeaderChanged(group=group), now=now)


def open_member(uow: UnitOfWork, group: GroupId, person: PersonId) -> Member:
    """The person's membership; Refused when they are not in it. Raises: Missing."""
    member = uow.groups.membership(group, person)
    if member is None:
        raise Missing("This person is not in the group any more")
    return member


def set_hour(uow: UnitOfWork, group: GroupId, hour: int, *, by: Person, minute: int = 0) -> None:
    """At which hour of the group's day reminders and lessons come, 6 to 20 o'clock. Raises: Forbidden, Stale."""
    open_to_lead(uow, group, by=by)
    if hour not in HOURS or minute not in range(60):
        raise Stale
    uow.groups.change(group, hour=hour, minute=minute, evening="")


def hours_of(reminders: Reminders) -> dict[str, object]:
    """The programme's hours as columns of a new group."""
    evening = f"{reminders.evening:%H:%M}" if reminders.evening else ""
    return {"hour": reminders.hour, "minute": reminders.minute, "evening": evening}


def next_morning(group: Group, now: datetime) -> datetime:
    """The group's hour of reminders that comes next."""
    zone = group.zone
    today = zones.day(now, zone)
    at = morning(today, group.at, zone)
    return at if at > now else morning(today + timedelta(days=1), group.at, zone)


def choose_told(uow: UnitOfWork, group: GroupId, told: Told, *, by: Person, now: datetime) -> bool:
    """Where the group's reminders come; its leaders and its chat hear of the change. False when it is so already.

    Raises: Forbidden.
    """
    found = open_to_lead(uow, group, by=by)
    if found.told is told:
        return False
    uow.groups.change(group, told=told.value)
    uow.audit.note(by.id, f"chose {told.value} for the reminders of", f"group {group}", now=now)
    leaders = [leader.person for leader in uow.groups.leaders(group) if leader.person != by.id]
    notices.tell_all(uow, leaders, ToldChanged(group=group, by=by.name), now=now)
    if found.chat is not None:
        notices.tell_chat(uow, found.chat, ToldChanged(group=group, by=by.name), now=now)
    return True


# New groups -----------------------------------------------------------------------------------------------------------
def known_village(uow: UnitOfWork, district: str, name: str) -> VillageId | None:
    """The village that somebody wrote in any usual spelling; None for a new one. Raises: Refused."""
    wanted = names.fold(village_name(name))
    for proposed in (False, True):
        for known in uow.groups.villages(district, proposed=proposed):
            if names.fold(names.village(known.name)) == wanted:
                return VillageId(known.id)
    return None


def villages_like(uow: UnitOfWork, district: str, name: str) -> list[tuple[VillageId, str]]:
    """The known villages that may be meant by a name that none of them has. Raises: Refused."""
    known = ((VillageId(one.id), str(one.name)) for one in uow.groups.villages(district))
    return names.alike(village_name(name), known)


def village(uow: UnitOfWork, district: str, name: str) -> VillageId:
    """The village that somebody wrote: a known one in any usual spelling, otherwise a new one that staff will see.

    Raises: Refused.
    """
    found = known_village(uow, district, name)
    return found or uow.groups.village(district, village_name(name), state="proposed")


def village_name(name: str) -> str:
    """Without the word for village, which is put before every name shown. Raises: Refused."""
    ask = mark("Please write the name of the village")
    return tidy(names.village(tidy(name, ask)), ask)


def propose(
    uow: UnitOfWork,
    village_id: VillageId,
    name: str,
    *,
    by: Person,
    zone: str,
    now: datetime,
    hours: Reminders | None = None,
) -> GroupId:
    """A new group with `by` as its leader, for staff to approve; one proposal a person at a time.

    `hours` are the programme's, which a new group has until it chooses its own. Raises: Refused.
    """
    tidied = tidy(name, mark("Please write the name of the group"))
    for group in uow.groups.in_village(village_id):
        if names.fold(group.name) == names.fold(tidied):
            raise Refused("The group {group} is in the list already. Go back and choose it", group=group.name)
    waiting = mine(uow, by.id)
    if waiting and waiting.state == "proposed":
        raise Refused("Your group {group} is waiting for staff already", group=waiting.name)
    values = {"name": tidied, "village_id": village_id, "state": "proposed", "zone": zone, "created_by": by.id}
    new = uow.groups.add(now=now, **values, **(hours_of(hours) if hours else {}))
    uow.groups.join(new, by.id, leader=True, now=now)
    notices.tell_all(uow, [one.id for one in uow.people.with_role(Role.STAFF)], GroupProposed(group=new), now=now)
    return new


def decide(uow: UnitOfWork, group: GroupId, *, by: Person, approve: bool, now: datetime) -> bool:
    """Staff open a proposed group, with its village, or not; its people are told. False when it was decided already.

    Raises: Forbidden.
    """
    if not office(uow, group, by=by):
        raise Forbidden
    found = uow.groups.lock(group)
    if found is None or found.state != "proposed":
        return False
    uow.groups.change(group, state="active" if approve else "refused")
    people = [member.person for member in uow.groups.members(group)]
    if approve:
        uow.groups.approve_village(group)
    else:
        for person in people:
            uow.groups.leave(group, person)
    uow.audit.note(by.id, "approved" if approve else "refused", f"group {group}", now=now)
    notices.tell_all(uow, people, GroupDecided(group=group), now=now)
    return True


def tidy(name: str, otherwise: str) -> str:
    """A name as it is kept; `otherwise` is said where there is none. Raises: Refused."""
    kept = lao.spell(" ".join(name.split()))
    if not kept or kept.startswith("/"):
        raise Refused(otherwise)
    if len(kept) > LONGEST_NAME:
        raise Refused("This name is too long. Please write a shorter one")
    return kept


# The Telegram group chat ----------------------------------------------------------------------------------------------
def link(
    uow: UnitOfWork, group: GroupId, chat: ChatId, *, by: Person, now: datetime, thread: int | None = None
) -> Group:
    """From now on `chat` is the group's; `thread`: the topic to which reminders come.

    It speaks Lao until its leader has chosen. A chat of another group stays where it is.

    Raises: Forbidden, Refused.
    """
    found = open_to_lead(uow, group, by=by)
    other = uow.groups.of_chat(chat)
    if other and other.id != group:
        raise Refused("This chat belongs to the group {group} already", group=other.name)
    if uow.expert_posts.chat() == chat:
        raise Refused("This is the chat of the experts")
    uow.loose_chats.remove(chat)
    uow.groups.change(group, chat_id=chat, thread=thread)
    uow.audit.note(by.id, "linked a chat to", f"group {group}", now=now)
    return found


def choose_chat_language(uow: UnitOfWork, group: GroupId, language: str, *, by: Person) -> None:
    """The language in which the group's chat is spoken to. Raises: Forbidden."""
    open_to_lead(uow, group, by=by)
    uow.groups.change(group, chat_language=language)
