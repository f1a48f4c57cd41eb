"""kill -9 of the real process while it tells three hundred groups something: it goes on, and nobody gets it twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.ids import AccountId, AnnouncementId, PersonId
from bot.domain.people import Person, Role
from bot.services.announcements import announcements, audiences, sending
from bot.simulator import LocalTelegram
from bot.simulator.world import Person as Phone
from bot.store.database import Database, UnitOfWork
from tests.process import Phaen
from tests.story import LIBRARY
from tests.workers.siege import read, somebody

pytestmark = pytest.mark.slow

GROUPS, BLOCKED, PHONELESS = 300, 20, 15
SOME = 60  # who have it when the process is killed
STAFF = ("Mali", "Somphone")


async def test_it_is_killed_in_the_middle_while_another_waits_for_its_hour(
    telegram: LocalTelegram, database: Database, url: str, tmp_path: Path
) -> None:
    """The first is let go by a second one of staff; the hour of the other passes while nothing runs."""
    phones = [somebody(telegram, f"Leader {n}") for n in range(GROUPS - PHONELESS)]
    for phone in phones[:BLOCKED]:
        phone.blocked = True
    with database.begin() as uow:
        mali, somphone = _settle(uow, phones)
        rain, meeting = _written(uow, mali, "ຝົນ"), _written(uow, mali, "ປະຊຸມ")
        sending.plan(uow, meeting, datetime.now(UTC) + timedelta(hours=1), by=mali, now=datetime.now(UTC))
        for item, state in ((rain, "sending"), (meeting, "planned")):
            assert _let_go(uow, item, mali, somphone) == state
    phaen = Phaen(telegram.url, telegram.token, tmp_path, database_url=url, limit_overall="100")

    def have(text: str) -> list[int]:
        """How many copies each phone has."""
        return [sum(text in one for one in read(telegram, phone)) for phone in phones]

    try:
        await phaen.start()
        await _until(lambda: sum(have("ຝົນ")) >= SOME)
        await phaen.kill()
        assert sum(have("ຝົນ")) < GROUPS - PHONELESS - BLOCKED
        assert sum(have("ປະຊຸມ")) == 0
        with database.begin() as uow:
            uow.announcements.change(meeting, starts_at=datetime.now(UTC) - timedelta(seconds=1))
        await phaen.start()
        await _until(lambda: _at_rest(database, rain) and _at_rest(database, meeting))
    finally:
        await phaen.kill()
    for item, text in ((rain, "ຝົນ"), (meeting, "ປະຊຸມ")):
        assert max(have(text)) == 1
        assert not any(have(text)[:BLOCKED])
        with database.begin() as uow:
            found = uow.announcements.get(item)
            assert found is not None
            report = sending.report(uow, found)
        counted = (report.delivered + report.unsure, report.blocked, report.not_sent, report.waiting)
        assert counted == (GROUPS - PHONELESS - BLOCKED, BLOCKED, 0, 0)
        # Whoever has it not is among those of whom the kill left it unsure: staff decide, nothing is sent again.
        missing = sum(n == 0 for n in have(text)) - BLOCKED
        assert missing <= report.unsure
    assert report.unsure == 0  # the one that was planned began after the kill


def _settle(uow: UnitOfWork, phones: list[Phone]) -> tuple[Person, Person]:
    """Three hundred groups with a leader each, of whom some have no phone, and two of staff."""
    now = datetime.now(UTC)
    village = uow.groups.village("1704", "Darkhied", state="known")
    values = {"village_id": village, "project": "RLIP", "state": "active", "zone": "Asia/Vientiane"}
    for number in range(GROUPS):
        group = uow.groups.add(now=now, name=f"Group {number}", **values)
        phone = phones[number] if number < len(phones) else None
        uow.groups.join(group, _person(uow, f"Leader {number}", phone), leader=True, now=now)
    office = [_person(uow, name, None) for name in STAFF]
    for one in office:
        uow.people.put_role(one, Role.STAFF, "confirmed", now=now)
    mali, somphone = map(uow.people.get, office)
    assert mali is not None
    assert somphone is not None
    return mali, somphone


def _person(uow: UnitOfWork, name: str, phone: Phone | None) -> PersonId:
    now = datetime.now(UTC)
    person = uow.people.add(now=now, name=name, language="lo", consented_at=now if phone else None)
    if phone is not None:
        uow.people.account(AccountId(phone.id), now=now)
        uow.people.speak_as(AccountId(phone.id), person)
    return person


def _written(uow: UnitOfWork, by: Person, words: str) -> AnnouncementId:
    item = announcements.begin(uow, by=by, now=datetime.now(UTC))
    announcements.write(uow, item, "lo", words, by=by)
    announcements.explain(uow, item, "Everybody reads Lao", by=by)
    audiences.address(uow, item, "who", "leaders", by=by)
    sending.wake(uow, item, True, by=by)  # at any hour of the day at which this is tested
    return item


def _let_go(uow: UnitOfWork, item: AnnouncementId, by: Person, second: Person) -> str:
    now = datetime.now(UTC)
    assert sending.send(uow, LIBRARY, item, by=by, max_without_second=200, now=now) == "waiting"
    return sending.confirm(uow, LIBRARY, item, by=second, now=now)


def _at_rest(database: Database, item: AnnouncementId) -> bool:
    with database.begin() as uow:
        found = uow.announcements.get(item)
        return found is not None and found.state == "sent" and found.written and not sending.report(uow, found).waiting


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it does not come to pass")
