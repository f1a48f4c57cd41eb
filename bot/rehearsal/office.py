"""What the office prepares before anybody is invited: staff, groups in their villages, a round that is a competition,
and the links that go out. Through the verbs, as the chat calls them; all that comes later is done on phones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.content.library import Library
from bot.domain import zones
from bot.domain.contests import Phase
from bot.domain.ids import AccountId, GroupId, RoundId
from bot.domain.people import Person, Role
from bot.domain.zones import zone_of
from bot.i18n import LANGUAGES
from bot.services import invites
from bot.services.contests import contests
from bot.services.groups import groups
from bot.services.rounds import rounds
from bot.store.database import UnitOfWork

ZONE = zone_of("")
DISTRICTS = ("1701", "1702", "1703", "1704", "1705")
LENGTHS = {  # how many weeks a phase lasts
    Phase.DRAFTING: 4,
    Phase.PRESENTING: 1,
    Phase.PEERS: 1,
    Phase.EXPERTS: 2,
    Phase.DECISION: 1,
    Phase.RELEASED: 1,
    Phase.FOLLOW_UP: 26,
}


@dataclass
class Office:
    """What came of it: whose link leads where. `ends` are the last days of the phases."""

    staff: Person
    round: RoundId
    groups: list[GroupId] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # into each group
    experts: list[str] = field(default_factory=list)  # into the role of an expert
    ends: dict[Phase, date] = field(default_factory=dict)


def prepare(
    uow: UnitOfWork, library: Library, account: int, count: int, experts: int, week: float, *, now: datetime
) -> Office:
    """So many groups and experts; a `week` of the round lasts so many days."""
    staff = _staff(uow, account, now)
    round_id = rounds.begin(uow, library.form.version, by=staff, now=now)
    for language in LANGUAGES:
        rounds.rename(uow, round_id, language, {"lo": "ຮອບຊ້ອມ"}.get(language, "Rehearsal"), by=staff, now=now)
    office = Office(staff, round_id)
    for number in range(count):
        village = uow.groups.village(DISTRICTS[number % len(DISTRICTS)], f"ບ້ານ {number}", state="known")
        values = {"village_id": village, "project": "RLIP", "state": "active", "zone": ZONE.key}
        group = uow.groups.add(now=now, name=f"ກຸ່ມ {number}", **values, **groups.hours_of(library.reminders))
        office.groups.append(group)
        office.links.append(invites.for_group(uow, group, by=staff, now=now))
    office.experts = [invites.for_role(uow, Role.EXPERT, by=staff, now=now) for _ in range(experts)]
    contests.begin(uow, round_id, by=staff, now=now)
    day = zones.day(now, ZONE)
    for phase, weeks in LENGTHS.items():
        day += timedelta(days=max(1, round(weeks * week)))
        office.ends[phase] = day
        contests.set_end(uow, round_id, phase, day, zone=ZONE, by=staff, now=now)
    rounds.start(uow, round_id, by=staff, now=now)
    return office


def _staff(uow: UnitOfWork, account: int, now: datetime) -> Person:
    uow.people.account(AccountId(account), now=now)
    known = uow.people.add(now=now, name="Mali", language="lo", listens=False, asked=_ASKED, consented_at=now)
    uow.people.speak_as(AccountId(account), known)
    for role in (Role.STAFF, Role.ADMIN):
        uow.people.put_role(known, role, "confirmed", now=now)
    found = uow.people.get(known)
    assert found is not None
    return found


_ASKED = "call,ethnic,phone,sex,youth"
