"""The month's money is told to all members once, on the first working day after it, where anything was spent."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.services.money import expenses, summaries
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, carried, settle, told

NOVEMBER = date(2026, 11, 1)
MORNING = datetime(2026, 12, 1, 1, tzinfo=UTC)  # eight o'clock in Laos, a working day


def test_every_member_hears_once(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        expenses.add(uow, carried(village), 5_000, by=village.seng, now=NOW)
        assert summaries.next_at(uow, LIBRARY, now=NOW) == MORNING
        assert summaries.send_due(uow, LIBRARY, now=MORNING.replace(hour=0)) == 0
        assert summaries.send_due(uow, LIBRARY, now=MORNING) == 1
        assert summaries.send_due(uow, LIBRARY, now=MORNING) == 0
        hearers = [person for notice, person in told(uow) if notice == "money_month"]
        assert hearers == [village.noy.id, village.seng.id]


def test_a_month_in_which_nothing_was_spent_is_none(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        line, group = carried(village), uow.groups.get(village.group)
        assert group is not None
        assert summaries.of_month(uow, village.now(), group, NOVEMBER) is None
        assert summaries.send_due(uow, LIBRARY, now=MORNING) == 0
        expenses.add(uow, line, 5_000, by=village.seng, now=NOW)
        month = summaries.of_month(uow, village.now(), group, NOVEMBER)
        assert month is not None
        assert (month.kip, month.changed) == (5_000, 0)
        assert summaries.of_month(uow, village.now(), group, date(2026, 10, 1)) is None
