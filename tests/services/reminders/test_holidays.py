"""Holidays: the content's and those that staff set; nothing rings on them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.reminders import holidays
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, settle

TODAY, FIRST, LAST = date(2026, 11, 23), date(2026, 12, 8), date(2026, 12, 9)


def test_what_staff_add_is_free_until_they_remove_it(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        group = uow.groups.get(village.group)
        assert group is not None
        added = holidays.add(uow, FIRST, LAST, by=village.mali, today=TODAY, now=NOW)
        assert holidays.add(uow, FIRST, LAST, by=village.mali, today=TODAY, now=NOW) == added
        holidays.rename(uow, added, " Boat   race ", by=village.mali)
        assert holidays.open_holiday(uow, added, by=village.mali).name == "Boat race"
        coming = holidays.coming(uow, LIBRARY, today=TODAY, language="en")
        assert added in [one.id for one in coming]
        assert 0 in [one.id for one in coming]  # a yearly one
        is_free, morning = holidays.free(uow, LIBRARY, since=TODAY), datetime(2026, 12, 8, 1, tzinfo=UTC)
        rings = holidays.rings_at(LIBRARY, holidays.hours_of(group), morning, is_free)
        assert rings == datetime(2026, 12, 10, 1, tzinfo=UTC)
        assert holidays.remove(uow, added, by=village.mali, now=NOW)
        assert not holidays.remove(uow, added, by=village.mali, now=NOW)
        assert not holidays.free(uow, LIBRARY, since=TODAY)(FIRST)


def test_what_is_refused(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        with pytest.raises(Forbidden):
            holidays.add(uow, FIRST, LAST, by=village.noy, today=TODAY, now=NOW)
        with pytest.raises(Refused, match="This day is over"):
            holidays.add(uow, LAST, FIRST, by=village.mali, today=TODAY, now=NOW)
        with pytest.raises(Refused, match="up to"):
            holidays.add(uow, FIRST, date(2027, 2, 6), by=village.mali, today=TODAY, now=NOW)
        added = holidays.add(uow, FIRST, LAST, by=village.mali, today=TODAY, now=NOW)
        with pytest.raises(Stale):
            holidays.rename(uow, added, "  ", by=village.mali)
        with pytest.raises(Refused, match="too long"):
            holidays.rename(uow, added, "x" * 61, by=village.mali)
        with pytest.raises(Forbidden):
            holidays.remove(uow, added, by=village.noy, now=NOW)
        with pytest.raises(Missing):
            holidays.open_holiday(uow, added + 1, by=village.mali)
