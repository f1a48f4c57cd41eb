"""When a back-up is due, who hears of one that fails or is old, and what a restored system says no second time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import backups as rules
from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.services import backups, stops
from bot.services.reminders import reminders
from bot.store.database import Database, UnitOfWork
from bot.store.outbox import Lane, Outgoing
from tests.planning import LIBRARY, NOW, carried, person, settle
from tests.services.rights import ZONE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NIGHT = datetime(2026, 11, 30, 19, 0, tzinfo=UTC)  # two o'clock of the first of December in Laos


@pytest.mark.parametrize(
    ("good", "tried", "due"),
    [
        (None, None, True),  # a new machine
        (NIGHT - DAY, None, True),
        (NIGHT + HOUR, None, False),
        (NIGHT - HOUR, NIGHT + 6 * HOUR, False),  # it failed just now
        (NIGHT - HOUR, NIGHT + 5 * HOUR, True),
    ],
)
def test_one_is_due_after_each_night_and_an_hour_after_one_that_failed(
    good: datetime | None, tried: datetime | None, due: bool
) -> None:
    assert rules.due(NIGHT + 6 * HOUR, ZONE, good=good, tried=tried) is due


def test_every_one_of_a_week_is_kept_then_one_a_week_and_never_none() -> None:
    names = [rules.name_of(NOW - days * DAY, encrypted=days % 2 == 0) for days in range(60)]
    gone = rules.outdated([*names, "notes.txt", "phaen-x.tar"], NOW, 30)
    kept = [name for name in names if name not in gone]
    assert kept[:8] == names[:8]
    assert 3 <= len(kept) - 8 <= 5
    assert all(rules.made_at(name) >= NOW - 30 * DAY for name in kept)  # type: ignore[operator]
    assert rules.outdated(names[59:], NOW, 30) == []  # the only one, however old


def admins(uow: UnitOfWork) -> None:
    person(uow, 1010, "Dana", Role.ADMIN)


def told(uow: UnitOfWork) -> list[str]:
    return [row.notice for row in uow.outbox.written]


def test_administrators_hear_of_one_that_fails_once_a_day(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        admins(uow)
        assert backups.begin(uow, ZONE, now=NOW)
        assert not backups.begin(uow, ZONE, now=NOW + HOUR / 2)
        for hour in range(3):
            backups.failed(uow, "the disk is full", now=NOW + hour * HOUR)
        assert backups.state(uow) == backups.State(None, "the disk is full")
        assert told(uow) == ["back_up_failed"]
        backups.succeeded(uow, now=NOW + 4 * HOUR)
        assert backups.state(uow) == backups.State(NOW + 4 * HOUR, "")


def test_administrators_hear_of_one_that_is_older_than_two_days_once_a_day(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        admins(uow)
        assert backups.alarm(uow, now=NOW) == 0  # nobody wants any
        backups.begin(uow, ZONE, now=NOW)
        assert backups.alarm(uow, now=NOW + 2 * DAY) == 0
        assert backups.alarm(uow, now=NOW + 2 * DAY + HOUR) == 1  # there is none yet
        backups.succeeded(uow, now=NOW + 3 * DAY)
        assert backups.alarm(uow, now=NOW + 5 * DAY) == 0
        assert [backups.alarm(uow, now=NOW + 5 * DAY + hour * HOUR) for hour in (1, 2)] == [1, 0]


def test_a_restored_system_reminds_nobody_of_what_the_lost_one_reminded_of(sqlite: Database) -> None:
    late = NOW + 17 * DAY
    with sqlite.begin() as uow:
        village = settle(uow)
        carried(village, due=(NOW + 17 * DAY).date())
        admins(uow)
        for name, value in backups.held(NOW, now=late).items():
            uow.key_values.set(name, value)
        news = uow.outbox.put(Outgoing(0, 1001, Lane.NOTICE, content={"text": "news"}), now=NOW)
        above = backups.catch_up(uow, now=late)
        assert above == news
        reminders.send_due(uow, LIBRARY, now=late)
        uow.outbox.put(Outgoing(0, 1001, Lane.NOTICE, content={"text": "a nudge"}), now=late)  # of the first looks
        backups.caught_up(uow, above, now=late)
        waiting = uow.outbox.due(now=late, limit=100)
        dana = AccountId(1010)
        assert [(row.chat, row.notice or row.content["text"]) for row in waiting] == [  # type: ignore[index]
            (dana, "restored"),
            (1001, "news"),  # nobody knows whether it left: an administrator decides
        ]
        assert not uow.reminders.next_at() or uow.reminders.next_at() > late  # type: ignore[operator]
        assert backups.catch_up(uow, now=late) is None  # once


def test_a_restored_system_is_held_until_an_administrator_lets_go(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        admins(uow)
        (dana,) = uow.people.with_role(Role.ADMIN)
        for name, value in backups.held(NOW, now=NOW + DAY).items():
            uow.key_values.set(name, value)
        passing = uow.stops.passing()
        reply, notice = Outgoing(0, 1010, Lane.REPLY), Outgoing(0, 1010, Lane.NOTICE, notice="plan_returned")
        assert (passing.lets(reply), passing.lets(notice)) == (True, False)
        stops.let_go(uow, by=dana, now=NOW + DAY)
        assert uow.stops.passing().lets(notice)
