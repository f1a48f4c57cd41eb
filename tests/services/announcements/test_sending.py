"""Sending: states, a second person, rows that are written once, and what is told about it."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.ids import AnnouncementId
from bot.domain.people import Role
from bot.domain.refused import Missing, Refused, Stale
from bot.services.announcements import announcements, audiences, sending, under_way
from bot.store.database import Database
from bot.store.tables import audit
from tests.services.announcements.here import NOW, Here, limited, reached, settle, somebody, written
from tests.story import LIBRARY


def test_rows_are_written_in_chunks_and_never_twice(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "CHUNK", 2)
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=200, now=NOW)
        after_id = sending.expand(uow, item, after_id=0, now=NOW)
        assert after_id is not None
        assert sum(uow.announcement_rows.by_state(item).values()) == 3
        assert sending.expand(uow, item, after_id=0, now=NOW) == after_id  # a crash in between: begun again
        assert sending.expand(uow, item, after_id=after_id, now=NOW) is None
        found = uow.announcements.get(item)
        assert found is not None
        assert (found.state, found.recipients) == ("sent", 4)
        assert sum(uow.announcement_rows.by_state(item).values()) == 4


def test_an_announcement_that_is_on_its_way_cannot_be_changed_or_sent_again(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=200, now=NOW)
        with pytest.raises(Refused):
            announcements.write(uow, item, "lo", "ອື່ນ", by=here.mali)
        with pytest.raises(Refused):
            sending.send(uow, LIBRARY, item, by=here.somphone, max_without_second=200, now=NOW)
        with pytest.raises(Stale):
            sending.take_back(uow, item, by=here.somphone, now=NOW)
        assert uow.jobs.waiting(now=NOW) == 1


def test_only_another_staff_member_confirms(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        assert sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=2, now=NOW) == "waiting"
        for somebody_else in (here.mali, here.noy):
            with pytest.raises(Refused):
                sending.confirm(uow, LIBRARY, item, by=somebody_else, now=NOW)
        assert sending.expand(uow, item, after_id=0, now=NOW) is None
        assert uow.announcement_rows.by_state(item) == {}
        assert sending.confirm(uow, LIBRARY, item, by=here.somphone, now=NOW) == "sending"


def test_who_looks_after_other_projects_is_not_asked_to_confirm(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        tui = limited(here, "SSSJ")
        item = written(here)
        assert sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=2, now=NOW) == "waiting"
        assert [row.person for row in uow.outbox.due(now=NOW, limit=9)] == [here.somphone.id]
        with pytest.raises(Missing):
            sending.confirm(uow, LIBRARY, item, by=tui, now=NOW)
        uow.people.change(here.somphone.id, projects=["SSSJ"])
        other = written(here)
        with pytest.raises(Refused):  # nobody is left who may
            sending.send(uow, LIBRARY, other, by=here.mali, max_without_second=2, now=NOW)
        uow.people.put_role(
            here.somphone.id, Role.ADMIN, "confirmed", now=NOW
        )  # who looks after all, whatever was said
        assert sending.send(uow, LIBRARY, other, by=here.mali, max_without_second=2, now=NOW) == "waiting"


def test_whoever_asks_for_the_confirmation_cannot_give_it(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        sending.send(uow, LIBRARY, item, by=here.somphone, max_without_second=2, now=NOW)
        with pytest.raises(Refused):
            sending.confirm(uow, LIBRARY, item, by=here.somphone, now=NOW)
        assert sending.confirm(uow, LIBRARY, item, by=here.mali, now=NOW) == "sending"


def test_what_staff_did_is_in_the_log(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=2, now=NOW)
        sending.confirm(uow, LIBRARY, item, by=here.somphone, now=NOW)
        under_way.stop(uow, item, by=here.mali, now=NOW)
        rows = uow.connection.execute(sa.select(audit.c.person_id, audit.c.verb, audit.c.subject).order_by(audit.c.id))
        assert [tuple(row) for row in rows] == [
            (here.mali.id, "asked to send", f"announcement {item}"),
            (here.somphone.id, "sent to 3 people", f"announcement {item}"),
            (here.mali.id, "stopped", f"announcement {item}"),
        ]


NIGHT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # 23:00 in Vientiane
MORNING = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # 7:00


def states(here: Here, item: AnnouncementId) -> dict[str, int]:
    found: dict[str, int] = {}
    for (state, _), n in here.uow.announcement_rows.by_state(item).items():
        found[state] = found.get(state, 0) + n
    return found


def test_what_is_planned_is_frozen_waits_and_starts_once(database: Database) -> None:
    """Its rows are written when it is confirmed: whoever joins later does not get it."""
    at = NOW + timedelta(hours=5)
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        sending.plan(uow, item, at, by=here.mali, now=NOW)
        assert sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=9, now=NOW) == "planned"
        assert uow.announcements.next_at() == at
        sending.expand(uow, item, after_id=0, now=NOW)
        assert states(here, item) == {"paused": 4}
        assert sending.start_due(uow, now=at - timedelta(seconds=1)) == 0
        late = somebody(uow, "Late")
        uow.groups.join(next(iter(uow.groups.of_person(here.noy.id))).group, late.id, leader=False, now=NOW)
        assert sending.start_due(uow, now=at) == 1
        assert sending.start_due(uow, now=at) == 0
        assert states(here, item) == {"pending": 4}
        assert late.id not in {row.person for row in uow.outbox.due(now=at, limit=99)}


def test_what_is_planned_can_be_changed_until_it_starts(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        sending.plan(uow, item, NOW + timedelta(days=1), by=here.mali, now=NOW)
        sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=9, now=NOW)
        sending.expand(uow, item, after_id=0, now=NOW)
        sending.take_back(uow, item, by=here.somphone, now=NOW)
        assert states(here, item) == {}
        assert uow.reach.tallies(item) == []
        announcements.write(uow, item, "lo", "ອື່ນ", by=here.mali)
        audiences.address(uow, item, "who", "leaders", by=here.mali)
        sending.plan(uow, item, None, by=here.mali, now=NOW)
        assert sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=9, now=NOW) == "sending"
        assert uow.jobs.waiting(now=NOW) == 2  # the first one finds nothing to do
        sending.expand(uow, item, after_id=0, now=NOW)
        assert states(here, item) == {"pending": 2}


def test_at_night_it_waits_for_the_morning_unless_it_is_urgent(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        assert sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=9, now=NIGHT) == "planned"
        assert uow.announcements.next_at() == MORNING
        urgent = written(here)
        sending.wake(uow, urgent, True, by=here.mali)
        assert sending.send(uow, LIBRARY, urgent, by=here.mali, max_without_second=9, now=NIGHT) == "sending"


def test_an_hour_is_to_come_and_not_too_far_away(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        for at in (NOW, NOW - timedelta(hours=1), NOW + sending.AHEAD + timedelta(seconds=1)):
            with pytest.raises(Refused):
                sending.plan(uow, item, at, by=here.mali, now=NOW)
        sending.plan(uow, item, NOW + sending.AHEAD, by=here.mali, now=NOW)


WAYS = [("private", "noy seng kham"), ("chats", "kham chat"), ("both", "noy seng kham chat")]


@pytest.mark.parametrize(("ways", "reaches"), WAYS)
def test_nobody_gets_it_twice_unless_that_is_wanted(database: Database, ways: str, reaches: str) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        announcements.choose_ways(uow, item, ways, by=here.mali)
        names = {"noy": here.noy.id, "seng": here.seng.id, "kham": here.kham.id, "chat": None}
        assert reached(here, item) == {names[one] for one in reaches.split()}


def test_a_chat_gets_it_where_nobody_of_its_group_can_be_written_to(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        for person in (here.noy, here.seng):
            account = uow.people.account_of(person.id)
            assert account is not None
            uow.people.mark_account(account, "blocked", now=NOW)
        item = written(here)
        announcements.choose_ways(uow, item, "private", by=here.mali)
        assert None in reached(here, item)


def test_one_language_needs_a_reason(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = announcements.begin(uow, by=here.mali, now=NOW)
        announcements.write(uow, item, "en", "Rain", by=here.mali)
        with pytest.raises(Refused):
            sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=9, now=NOW)
        announcements.write(uow, item, "lo", "ຝົນ", by=here.mali)
        assert sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=9, now=NOW) == "sending"
