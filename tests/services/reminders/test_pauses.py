"""A group rests: its leader and staff say so, for up to a year or without an end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.refused import Forbidden, Refused
from bot.services.reminders import pauses
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, settle, told

UNTIL = date(2026, 12, 10)


def test_a_pause_holds_until_its_day_or_until_somebody_resumes(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        group = uow.groups.get(village.group)
        assert group is not None
        pauses.pause(uow, LIBRARY, group.id, UNTIL, by=village.mali, now=NOW)
        pauses.pause(uow, LIBRARY, group.id, UNTIL, by=village.mali, now=NOW)
        assert told(uow) == [("group_paused", village.noy.id)]
        assert pauses.may_ring(uow, LIBRARY, group, now=NOW).date() == UNTIL
        assert pauses.current(uow, group, now=NOW + timedelta(days=30)) is None
        pauses.pause(uow, LIBRARY, group.id, None, by=village.noy, now=NOW)
        assert pauses.current(uow, group, now=NOW + timedelta(days=300)) is not None
        assert pauses.resume(uow, LIBRARY, group.id, by=village.noy, now=NOW)
        assert not pauses.resume(uow, LIBRARY, group.id, by=village.noy, now=NOW)
        assert pauses.may_ring(uow, LIBRARY, group, now=NOW) == NOW


@pytest.mark.parametrize(
    ("until", "why"), [(date(2026, 11, 23), "This day is over"), (date(2027, 11, 24), "This day is far away")]
)
def test_a_day_that_is_over_or_far_away_is_refused(sqlite: Database, until: date, why: str) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        with pytest.raises(Refused, match=why):
            pauses.pause(uow, LIBRARY, village.group, until, by=village.noy, now=NOW)


def test_members_do_not_pause_their_group(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        for person in (village.seng, village.bo):
            with pytest.raises(Forbidden):
                pauses.pause(uow, LIBRARY, village.group, UNTIL, by=person, now=NOW)
            with pytest.raises(Forbidden):
                pauses.resume(uow, LIBRARY, village.group, by=person, now=NOW)
