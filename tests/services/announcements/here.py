"""Staff, and two groups with members, for the tests of announcements."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.ids import AccountId, AnnouncementId, PersonId
from bot.domain.people import Person, Role
from bot.services.announcements import announcements, audiences, sending
from bot.store.database import UnitOfWork
from tests.story import LIBRARY

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@dataclass
class Here:
    """Mali and Somphone are staff; Noy leads a group in Attapeu (with a chat), Seng is in it; Kham's is elsewhere."""

    uow: UnitOfWork
    mali: Person
    somphone: Person
    noy: Person
    seng: Person
    kham: Person


def somebody(uow: UnitOfWork, name: str, *roles: Role, language: str = "lo") -> Person:
    number = AccountId(1000 + sum(map(ord, name)))
    uow.people.account(number, now=NOW)
    person = uow.people.add(now=NOW, name=name, language=language, consented_at=NOW)
    uow.people.speak_as(number, person)
    for role in roles:
        uow.people.put_role(person, role, "confirmed", now=NOW)
    found = uow.people.get(person)
    assert found is not None
    return found


def settle(uow: UnitOfWork) -> Here:
    here = Here(
        uow,
        somebody(uow, "Mali", Role.STAFF),
        somebody(uow, "Somphone", Role.STAFF),
        somebody(uow, "Noy"),
        somebody(uow, "Seng", language="en"),
        somebody(uow, "Kham"),
    )
    group(here, "1704", "RLIP", here.noy, here.seng, chat=-7)
    group(here, "0101", "SSSJ", here.kham, chat=None)
    return here


def group(here: Here, district: str, project: str, *members: Person, chat: int | None) -> None:
    village = here.uow.groups.village(district, "ດັກຂຽດ", state="known")
    values = {"village_id": village, "project": project, "state": "active", "zone": "Asia/Vientiane", "chat_id": chat}
    new = here.uow.groups.add(now=NOW, name=project, **values)
    for index, member in enumerate(members):
        here.uow.groups.join(new, member.id, leader=index == 0, now=NOW)


def written(here: Here, kind: str = "who", value: str = "everybody", *, writer: Person | None = None) -> AnnouncementId:
    by = writer or here.mali
    item = announcements.begin(here.uow, by=by, now=NOW)
    announcements.write(here.uow, item, "lo", "ສະບາຍດີ", by=by)
    announcements.explain(here.uow, item, "Everybody reads Lao", by=by)
    announcements.choose_ways(here.uow, item, "both", by=by)
    audiences.address(here.uow, item, kind, value, by=by)
    return item


def limited(here: Here, *projects: str) -> Person:
    """Tui: staff who look after the groups of some projects alone."""
    tui = somebody(here.uow, "Tui", Role.STAFF)
    here.uow.people.change(tui.id, projects=list(projects))
    found = here.uow.people.get(tui.id)
    assert found is not None
    return found


def reached(here: Here, item: AnnouncementId, *, by: Person | None = None) -> set[PersonId | None]:
    """Whom the rows are for after sending; None is a group chat."""
    sending.send(here.uow, LIBRARY, item, by=by or here.mali, max_without_second=200, now=NOW)
    assert sending.expand(here.uow, item, after_id=0, now=NOW) is None
    return {
        PersonId(row.person) if row.person else None
        for row in here.uow.outbox.due(now=NOW, limit=99)
        if row.announcement == item
    }
