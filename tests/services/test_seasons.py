"""Times of the year: their days in a region, and those that staff set instead."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.refused import Forbidden, Missing, Refused
from bot.services import seasons
from bot.services.seasons import Slot
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, settle

TODAY, DAYS = date(2026, 11, 23), (date(2026, 12, 1), date(2026, 12, 20))


def test_what_staff_set_holds_for_that_year_until_they_forget_it(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        (named,) = seasons.named(LIBRARY, "coffee harvest")
        known = seasons.days_in(uow, named.season, "south", 2026)
        slot = Slot("coffee-harvest", "south", 2026)
        seasons.set_days(uow, LIBRARY, slot, DAYS, by=village.mali, now=NOW)
        assert seasons.days_in(uow, named.season, "south", 2026) == DAYS
        assert seasons.days_in(uow, named.season, "north", 2026) != DAYS
        first = seasons.stretches(uow, LIBRARY, named, "17", today=TODAY)[0]
        assert (first.first, first.last, [part for part, _ in first.parts]) == (*DAYS, ["start", "mid", "end", ""])
        seasons.forget_days(uow, LIBRARY, slot, by=village.mali, now=NOW)
        seasons.forget_days(uow, LIBRARY, slot, by=village.mali, now=NOW)
        assert seasons.days_in(uow, named.season, "south", 2026) == known


def test_every_year_is_kept_by_month_and_day(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        (named,) = seasons.named(LIBRARY, "coffee harvest")
        seasons.set_days(uow, LIBRARY, Slot("coffee-harvest", "south"), DAYS, by=village.mali, now=NOW)
        assert seasons.days_in(uow, named.season, "south", 2031) == (date(2031, 12, 1), date(2031, 12, 20))


def test_what_is_refused(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        right = Slot("coffee-harvest", "south", 2026)
        with pytest.raises(Forbidden):
            seasons.set_days(uow, LIBRARY, right, DAYS, by=village.noy, now=NOW)
        with pytest.raises(Forbidden):
            seasons.forget_days(uow, LIBRARY, right, by=village.noy, now=NOW)
        for wrong in (Slot("snow"), Slot("coffee-harvest", "moon"), Slot("coffee-harvest", "south", 2100)):
            with pytest.raises(Missing):
                seasons.set_days(uow, LIBRARY, wrong, DAYS, by=village.mali, now=NOW)
        with pytest.raises(Refused, match="before the last one"):
            seasons.set_days(uow, LIBRARY, right, DAYS[::-1], by=village.mali, now=NOW)
        with pytest.raises(Refused, match="not in the year"):
            seasons.set_days(uow, LIBRARY, Slot("coffee-harvest", "south", 2027), DAYS, by=village.mali, now=NOW)
