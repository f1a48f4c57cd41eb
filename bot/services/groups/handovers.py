"""A new leader by the group's consent: a member asks to lead, because the leader's phone is lost; members decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.groups import Group, Handover
from bot.domain.ids import AccountId, GroupId, PersonId
from bot.domain.notices import Notice
from bot.domain.notices.groups import LeadAsked, LeadNotNow, LeadWanted
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services import notices
from bot.services.groups import groups
from bot.store.database import UnitOfWork

OPEN = timedelta(days=3)  # in which members answer; then nothing has changed, and staff are told
FEWEST = 2  # phones that have to want it, the new leader's among them: nobody takes a group alone


@dataclass(frozen=True, slots=True)
class Candidacy:
    """Who asks to lead which group, and how many phones want it."""

    handover: Handover
    group: Group
    name: str
    agree: int
    needed: int
    mine: bool | None  # what the reader said


def ask(uow: UnitOfWork, group: GroupId, *, by: Person, now: datetime) -> int:
    """A member asks to lead, because the leader cannot: everybody else in the group is told. One candidacy at a time.

    Where too few members have a phone to decide it among them, staff are asked instead and 0 is returned.
    Raises: Forbidden, Refused.
    """
    found = _open_group(uow, group, by)
    if uow.groups.membership(group, by.id) in uow.groups.leaders(group):
        raise Refused("You lead this group already")
    waiting = uow.handovers.open_in(group, now=now)
    if waiting:
        return waiting.id
    if len(_phones(uow, group, by.id)) < FEWEST:
        _tell_staff(uow, LeadWanted(group=group, member=by.id), f"{group}:{by.id}:{now:%Y%m%d}", now)
        return 0
    new = uow.handovers.add(group, by.id, until=now + OPEN, now=now)
    uow.handovers.consent(new, by.id, True, now=now)
    uow.audit.note(by.id, "asked to lead", f"group {group}", now=now)
    others = [member.person for member in uow.groups.members(found.id) if member.person != by.id]
    notices.tell_all(uow, others, LeadAsked(handover=new), now=now, key=str(new))
    return new


def open_handover(uow: UnitOfWork, handover: int, *, by: Person) -> Candidacy:
    """The candidacy as a member sees it. Raises: Missing, Forbidden."""
    found = uow.handovers.get(handover)
    if found is None:
        raise Missing
    group = _open_group(uow, found.group, by)
    said, phones = uow.handovers.consents(found.id), _phones(uow, found.group, found.person)
    voices = ([said[person] for person in people if person in said] for people in phones.values())
    agree = sum(bool(voice) and all(voice) for voice in voices)
    needed = max(FEWEST, len(phones) // 2 + 1)
    return Candidacy(found, group, uow.people.name(found.person), agree, needed, said.get(by.id))


def answer(uow: UnitOfWork, handover: int, agrees: bool, *, by: Person, now: datetime) -> str:
    """A member says yes or no; returns "passed", "stopped" or "" while it is not decided.

    More than half of the members' phones, beside the present leader's, decide. A no of the present leader stops it:
    whoever can answer has their phone, and can hand over themselves. Raises: Missing, Forbidden, Stale.
    """
    question = open_handover(uow, handover, by=by)
    found = question.handover
    if not found.open(now):
        raise Stale
    uow.handovers.consent(found.id, by.id, agrees, now=now)
    leads = any(leader.person == by.id for leader in uow.groups.leaders(found.group))
    if leads and not agrees:
        return _settle(uow, found, "stopped", now=now)
    again = open_handover(uow, handover, by=by)
    if again.agree >= again.needed or (leads and agrees):
        return _settle(uow, found, "passed", now=now)
    return ""


def lapse(uow: UnitOfWork, *, now: datetime) -> int:
    """Questions whose time has run out: nothing changes, whoever asked and staff are told. Returns how many."""
    lapsed = uow.handovers.lapsed(now=now)
    for found in lapsed:
        _settle(uow, found, "lapsed", now=now)
    return len(lapsed)


def _settle(uow: UnitOfWork, found: Handover, state: str, *, now: datetime) -> str:
    uow.handovers.settle(found.id, state)
    subject = f"group {found.group}, person {found.person}, question {found.id}"
    uow.audit.note(found.person, {"passed": "leads by consent"}.get(state, f"consent {state}"), subject, now=now)
    if state == "passed" and uow.groups.membership(found.group, found.person):
        groups.make_leader(uow, found.group, found.person, now=now)
        return state
    notices.tell(uow, found.person, LeadNotNow(handover=found.id), now=now, key=str(found.id))
    if state == "lapsed":
        _tell_staff(uow, LeadWanted(group=found.group, member=found.person), str(found.id), now)
    return state


def _phones(uow: UnitOfWork, group: GroupId, candidate: PersonId) -> dict[AccountId, list[PersonId]]:
    """The phones of the members beside the present leaders, and who of them uses each.

    One phone, one voice: names that somebody adds to their own phone do not make a majority.
    """
    found: dict[AccountId, list[PersonId]] = {}
    inside = [one.person for one in uow.groups.members(group) if not one.leader or one.person == candidate]
    for person in sorted(uow.people.with_phone(inside)):
        account = uow.people.account_of(person)
        if account is not None:
            found.setdefault(account, []).append(person)
    return found


def _open_group(uow: UnitOfWork, group: GroupId, by: Person) -> Group:
    found = uow.groups.get(group)
    if found is None or uow.groups.membership(group, by.id) is None:
        raise Forbidden("Only members of the group can do this")
    return found


def _tell_staff(uow: UnitOfWork, what: Notice, key: str, now: datetime) -> None:
    staff = [person.id for person in uow.people.with_role(Role.STAFF)]
    notices.tell_all(uow, staff, what, now=now, key=key)
