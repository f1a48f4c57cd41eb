"""What becomes of reminders that are due: sent, not needed any more, or put off."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.plans import ActionState
from bot.services.reminders.digest import Digest
from bot.store.database import Database
from tests.planning import LIBRARY, Village, carried, settle, told

MORNING = datetime(2026, 12, 7, 1, 0, 1, tzinfo=UTC)  # three days before the action is due, eight o'clock in Laos


def sort(village: Village, now: datetime) -> Digest:
    """One look at what is due in the group."""
    group = village.uow.groups.get(village.group)
    assert group is not None
    digest = Digest(village.uow, LIBRARY, now)
    digest.sort(group, village.uow.reminders.due([group.id], now=now))
    return digest


def test_the_owner_is_asked_once(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line = carried(village)
        digest = sort(village, MORNING)
        assert {person: [*items] for person, items in digest.people.items()} == {village.seng.id: [line]}
        digest.write()
        assert told(uow) == [("reminder", village.seng.id)]
        assert not sort(village, MORNING).people


def test_what_is_done_asks_nobody(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        uow.actions.change(carried(village), now=MORNING, state=ActionState.DONE)
        assert not sort(village, MORNING).people
        assert uow.reminders.due([village.group], now=MORNING) == []


def test_at_night_everything_waits_for_the_morning(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        carried(village)
        assert not sort(village, MORNING.replace(hour=15)).people  # ten in the evening
        assert [row.days for row in uow.reminders.due([village.group], now=MORNING.replace(day=8, hour=0))] == [-3]
