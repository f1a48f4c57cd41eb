"""Hours with minutes: what is due today comes in the morning, the rest in the evening of groups that are new."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.refused import Stale
from bot.domain.zones import local
from bot.services.groups import groups
from bot.services.lessons import subscriptions
from bot.services.reminders import last_days, reminders
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY, NOW, Village, carried, settle

NOON = NOW + timedelta(hours=3)
WEEKS = timedelta(days=60)


def rings(uow: UnitOfWork, here: Village) -> dict[int, time]:
    """Days from the due day → the time at which the owner is asked."""
    found = uow.reminders.due([here.group], now=NOW + WEEKS)
    zone = here.uow.groups.get(here.group)
    assert zone is not None
    return {row.days: local(row.due_at, zone.zone).time() for row in found if row.recipient == "owner"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {-3: time(8), 0: time(8), 3: time(8)}),  # as it was for groups that were there
        ({"evening": "17:30"}, {-3: time(17, 30), 0: time(8), 3: time(17, 30)}),
        ({"hour": 7, "minute": 15, "evening": "18:15"}, {-3: time(18, 15), 0: time(7, 15), 3: time(18, 15)}),
        ({"hour": 9, "minute": 20}, {-3: time(9, 20), 0: time(9, 20), 3: time(9, 20)}),
    ],
)
def test_due_today_comes_in_the_morning_and_the_rest_in_the_evening(
    database: Database, values: dict[str, object], expected: dict[int, time]
) -> None:
    with database.begin() as uow:
        here = settle(uow)
        carried(here, due=date(2026, 12, 10))
        if values:
            uow.groups.change(here.group, **values)
        reminders.schedule(uow, LIBRARY, here.now(), now=NOW)
        found = rings(uow, here)
        assert {days: found[days] for days in expected} == expected


def test_a_group_that_chooses_its_own_hour_keeps_it_for_all(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        uow.groups.change(here.group, evening="17:30")
        assert subscriptions.hour(uow, LIBRARY, here.noy.id) == time(17, 30)
        groups.set_hour(uow, here.group, 7, by=here.noy, minute=15)
        assert subscriptions.hour(uow, LIBRARY, here.noy.id) == time(7, 15)
        group = uow.groups.get(here.group)
        assert group is not None
        assert (group.at, group.later) == (time(7, 15), time(7, 15))
        with pytest.raises(Stale):
            groups.set_hour(uow, here.group, 7, by=here.noy, minute=60)


def test_a_new_group_has_the_hours_of_the_programme(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        village = uow.groups.village("1704", "Newtown", state="known")
        hours = LIBRARY.reminders
        new = groups.propose(uow, village, "Coffee", by=here.bo, zone="Asia/Vientiane", now=NOW, hours=hours)
        group = uow.groups.get(new)
        assert group is not None
        assert (group.at, group.later) == (time(8), time(17, 30))


def test_a_lesson_comes_in_the_evening(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        uow.groups.change(here.group, evening="17:30")
        group = uow.groups.get(here.group)
        assert group is not None
        subscriptions.subscribe(uow, LIBRARY, group.zone, by=here.seng.id, now=NOON)
        at = uow.lessons.next_lesson_at()
        assert at is not None
        assert local(at, group.zone) == datetime(2026, 11, 23, 17, 30, tzinfo=group.zone)


def test_the_last_day_itself_is_told_in_the_morning(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        uow.groups.change(here.group, evening="17:30")
        group = uow.groups.get(here.group)
        assert group is not None
        (due,) = [one for _, one in last_days._in_each_way(uow, NOW)]
        found = {days: local(at, group.zone).time() for days, at in last_days.moments(LIBRARY, due, lambda day: False)}
        assert found == {0: time(8), 1: time(17, 30), 7: time(17, 30), 14: time(17, 30)}


def test_groups_of_other_hours_are_each_warned_at_their_own(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        village = uow.groups.village("1704", "Newtown", state="known")
        new = groups.propose(
            uow, village, "Coffee", by=here.bo, zone="Asia/Vientiane", now=NOW, hours=LIBRARY.reminders
        )
        uow.groups.change(new, state="active")
        day = NOW + timedelta(days=29)
        assert last_days.send_due(uow, LIBRARY, now=day.replace(hour=2)) > 0  # nine in the morning: Noy's group
        early = {row.person for row in uow.outbox.due(now=NOW + WEEKS, limit=99) if row.notice == "last_day"}
        last_days.send_due(uow, LIBRARY, now=day.replace(hour=11))
        late = {row.person for row in uow.outbox.due(now=NOW + WEEKS, limit=99) if row.notice == "last_day"}
        assert here.noy.id in early
        assert here.bo.id in late
