"""Nothing comes for as long as it should not: hour by hour, all that comes by itself, and what came is looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeAlias

import pytest

from bot.domain.ids import PersonId
from bot.domain.reminders import Help
from bot.domain.zones import zone_of
from bot.services import help_requests, stories
from bot.services.actions import checkins
from bot.services.groups import handovers, joining
from bot.services.lessons import subscriptions
from bot.services.money import summaries
from bot.services.plans import agreements
from bot.services.questions import questions
from bot.services.reminders import holidays, nudges, pauses, reminders
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY, NOW, carried, settle

pytestmark = pytest.mark.slow

ZONE = zone_of("Asia/Vientiane")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DUE = date(2026, 12, 10)  # a Thursday
ASKS = ("reminder", "reminder_chat", "reminder_leader", "reminder_staff", "reminder_summary")
Came: TypeAlias = tuple[datetime, PersonId | None, str]  # when, to whom (None: a group's chat), what


def look(uow: UnitOfWork, now: datetime) -> None:
    """Everything that comes by itself, at one moment."""
    again: tuple[Callable[[], int], ...] = (
        lambda: reminders.send_due(uow, LIBRARY, now=now),
        lambda: questions.remind_due(uow, LIBRARY, ZONE, now=now),
        lambda: subscriptions.send_due(uow, LIBRARY, ZONE, now=now),
        lambda: help_requests.follow(uow, LIBRARY, now=now),
        lambda: stories.remind(uow, LIBRARY, now=now),
        lambda: summaries.send_due(uow, LIBRARY, now=now),
        lambda: joining.follow(uow, now=now),
    )
    for one in again:
        for _ in range(10):
            if not one():
                break
    nudges.send_due(uow, LIBRARY, zone=ZONE, now=now)
    agreements.ask_again(uow, LIBRARY, now=now)
    handovers.lapse(uow, now=now)


def passes(uow: UnitOfWork, begin: datetime, length: timedelta, *, step: timedelta = HOUR) -> list[Came]:
    """What comes from a moment on, looked at every hour, or as often as `step` says."""
    came, seen = [], {row.id for row in uow.outbox.due(now=begin, limit=1000)}
    for times in range(int(length / step)):
        now = begin + times * step
        look(uow, now)
        for row in uow.outbox.due(now=now, limit=1000):
            if row.id not in seen and row.notice:
                seen.add(row.id)
                came.append((now, PersonId(row.person) if row.person else None, row.notice))
    return came


def at(day: date, hour: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(NOW.tzinfo)


def test_who_snoozed_is_left_alone_to_the_morning_and_so_are_all_others(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        line = carried(village, due=DUE)
        passes(uow, at(DUE, 6), 4 * HOUR)  # which asks about it
        day = checkins.snooze(uow, LIBRARY, line, 7, by=village.seng, now=at(DUE, 10))
        assert day == date(2026, 12, 17)
        came = passes(uow, at(DUE, 11), at(day, 5) - at(DUE, 11))
        assert [one for one in came if one[2] in ASKS] == []
        assert [one for one in came if one[1] in (village.seng.id, village.noy.id)] == []
        later = passes(uow, at(day, 5), 8 * HOUR)
        assert [(one[1], one[2]) for one in later if one[1] == village.seng.id] != []


@pytest.mark.parametrize("until", [date(2026, 12, 21), None])
def test_a_group_that_rests_hears_nothing_at_all(sqlite: Database, until: date | None) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        carried(village, due=DUE)
        uow.groups.change(village.group, chat_id=-5)
        pauses.pause(uow, LIBRARY, village.group, until, by=village.noy, now=NOW)
        end = at(until) if until else NOW + 40 * DAY
        came = passes(uow, NOW, end - NOW, step=3 * HOUR)
        inside = (village.noy.id, village.seng.id, None)
        assert [one for one in came if one[1] in inside] == []
        if until is None:
            pauses.resume(uow, LIBRARY, village.group, by=village.noy, now=end)
        after = passes(uow, end, 3 * DAY, step=3 * HOUR)
        assert [one for one in after if one[1] in inside] != []


def test_another_group_is_asked_meanwhile(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        carried(village, due=DUE)
        came = passes(uow, at(DUE), DAY)
        assert {one[1] for one in came} >= {village.seng.id}


def test_nothing_rings_at_night(sqlite: Database) -> None:
    """Work that is due, late, and wants help; a story; money; and plans that rest."""
    with sqlite.begin() as uow:
        village = settle(uow)
        carried(village, due=DUE)
        uow.groups.change(village.group, chat_id=-5)
        (line,) = uow.actions.of_plan(village.plan)
        begun = at(DUE - 2 * DAY, 10)
        help_requests.ask(uow, LIBRARY, line.id, Help.MONEY, by=village.seng, seen=line.revision, now=begun)
        came = passes(uow, begun + HOUR, 12 * DAY)
        assert len(came) > 5
        assert [one for one in came if LIBRARY.reminders.quiet(one[0].astimezone(ZONE).time())] == []


def test_nothing_is_asked_on_a_holiday(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        carried(village, due=DUE)
        holidays.add(uow, DUE, DUE + DAY, by=village.mali, today=NOW.date(), now=NOW)
        before = passes(uow, NOW, at(DUE) - NOW, step=4 * HOUR)
        assert [one for one in before if one[2] in ASKS] != []  # seven days, and one, before
        came = passes(uow, at(DUE), 2 * DAY)
        assert [one for one in came if one[1] == village.seng.id] == []
        assert [one for one in passes(uow, at(DUE + 2 * DAY), DAY) if one[1] == village.seng.id] != []


def test_what_is_finished_is_never_asked_about_again(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        line = carried(village, due=DUE)
        (found,) = uow.actions.of_plan(village.plan)
        checkins.done(uow, line, by=village.seng, seen=found.revision, now=NOW)
        came = passes(uow, NOW, 40 * DAY, step=6 * HOUR)
        assert [one for one in came if one[2] in ASKS] == []
