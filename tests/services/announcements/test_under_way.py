"""An announcement on its way: paused, gone on with, stopped, tried again, decided on, and its end."""

from datetime import timedelta

import pytest

from bot.domain.delivery import SendState
from bot.domain.ids import AnnouncementId
from bot.domain.refused import Stale
from bot.services.announcements import sending, under_way
from bot.store.announcements import Announcement
from bot.store.attempts import Settled
from bot.store.database import Database
from bot.store.outbox import Outgoing
from tests.services.announcements.here import NOW, Here, settle, written
from tests.story import LIBRARY


def let_go(here: Here) -> AnnouncementId:
    item = written(here)
    sending.send(here.uow, LIBRARY, item, by=here.mali, max_without_second=200, now=NOW)
    sending.expand(here.uow, item, after_id=0, now=NOW)
    return item


def rows(here: Here, item: AnnouncementId) -> list[Outgoing]:
    return [row for row in here.uow.outbox.due(now=NOW, limit=99) if row.announcement == item]


def found(here: Here, item: AnnouncementId) -> Announcement:
    one = here.uow.announcements.get(item)
    assert one is not None
    return one


def test_the_report_counts_what_became_of_each_row(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=200, now=NOW)
        sending.expand(uow, item, after_id=0, now=NOW)
        rows = [row.id for row in uow.outbox.due(now=NOW, limit=9)]
        uow.attempts.settle(
            [
                Settled(rows[0], SendState.SENT, 5),
                Settled(rows[1], SendState.REFUSED, reason="blocked"),
                Settled(rows[2], SendState.REFUSED, reason="chat gone"),
            ],
            now=NOW,
        )
        found = uow.announcements.get(item)
        assert found is not None
        report = sending.report(uow, found)
        assert (report.delivered, report.blocked, report.failed, report.waiting) == (1, 1, {"chat gone": 1}, 1)
        assert under_way.retry(uow, item, "refused", by=here.mali, now=NOW) == 2
        assert sending.report(uow, found).waiting == 3


def test_what_is_paused_is_neither_read_nor_claimed_and_goes_on_where_it_stood(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = let_go(here)
        first, second, third, fourth = rows(here, item)
        uow.attempts.settle([Settled(first.id, SendState.SENT, 5)], now=NOW)
        uow.attempts.claim([second.id])
        under_way.pause(uow, item, by=here.mali, now=NOW)
        assert rows(here, item) == []
        assert uow.attempts.claim([third.id, fourth.id]) == set()
        uow.attempts.settle([Settled(second.id, SendState.PENDING, reason="asked to wait", next_at=NOW)], now=NOW)
        assert uow.attempts.claim([second.id]) == set()  # it waited for another try: it waits with the others now
        assert under_way.progress(uow, found(here, item), now=NOW).done == 1
        with pytest.raises(Stale):
            under_way.pause(uow, item, by=here.mali, now=NOW)
        under_way.resume(uow, item, by=here.somphone, now=NOW)
        with pytest.raises(Stale):
            under_way.resume(uow, item, by=here.somphone, now=NOW)
        assert [row.id for row in rows(here, item)] == [second.id, third.id, fourth.id]


def test_rows_that_are_written_during_a_pause_wait_too(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=200, now=NOW)
        under_way.pause(uow, item, by=here.mali, now=NOW)
        sending.expand(uow, item, after_id=0, now=NOW)
        assert rows(here, item) == []
        under_way.resume(uow, item, by=here.mali, now=NOW)
        assert found(here, item).state == "sent"
        assert len(rows(here, item)) == 4


def test_what_is_stopped_does_not_leave_also_when_it_was_paused_or_planned(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = let_go(here)
        under_way.pause(uow, item, by=here.mali, now=NOW)
        under_way.stop(uow, item, by=here.mali, now=NOW)
        assert under_way.progress(uow, found(here, item), now=NOW).report.dropped == 4
        planned = written(here)
        sending.plan(uow, planned, NOW + timedelta(days=1), by=here.mali, now=NOW)
        sending.send(uow, LIBRARY, planned, by=here.mali, max_without_second=200, now=NOW)
        under_way.stop(uow, planned, by=here.mali, now=NOW)
        assert sending.expand(uow, planned, after_id=0, now=NOW) is None
        assert sending.start_due(uow, now=NOW + timedelta(days=2)) == 0


def test_the_time_that_is_left_follows_the_pace(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = let_go(here)
        later = NOW + timedelta(seconds=30)
        assert under_way.progress(uow, found(here, item), now=later).left is None
        uow.attempts.settle([Settled(rows(here, item)[0].id, SendState.SENT, 5, at=later)], now=later)
        assert under_way.progress(uow, found(here, item), now=later).left == timedelta(seconds=90)


def test_the_unsure_are_decided_on(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = let_go(here)
        uow.attempts.claim([row.id for row in rows(here, item)])
        uow.attempts.recover()
        assert under_way.settle(uow, item, False, by=here.mali, now=NOW) == 4
        report = sending.report(uow, found(here, item))
        assert (report.unsure, report.failed) == (0, {"said not to be there": 4})
        assert under_way.retry(uow, item, "refused", by=here.mali, now=NOW) == 4


def test_its_author_hears_of_the_end_once(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = let_go(here)
        assert under_way.follow(uow, now=NOW) == [item]
        told = [row for row in uow.outbox.due(now=NOW, limit=99) if row.notice == "announcement_done"]
        assert told == []
        uow.attempts.settle([Settled(row.id, SendState.SENT, 5) for row in rows(here, item)], now=NOW)
        assert under_way.follow(uow, now=NOW) == [item]
        assert under_way.follow(uow, now=NOW) == []
        [told_row] = [row for row in uow.outbox.due(now=NOW, limit=99) if row.notice == "announcement_done"]
        assert told_row.person == here.mali.id
