"""When actions are asked about is changed by staff, for a round or a group; the reminders follow."""

from __future__ import annotations

import pytest

from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.reminders import timetables
from bot.store.database import Database
from bot.store.timetables import GROUP, ROUND, Scope
from tests.planning import LIBRARY, NOW, carried, settle


def test_a_groups_own_timetable_moves_its_reminders_and_is_reset(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line, scope = carried(village), Scope(GROUP, village.group)
        assert timetables.open_timetable(uow, LIBRARY, scope, by=village.mali) == (LIBRARY.reminders.timetable, False)
        assert 7 not in [row.days for row in uow.reminders.waiting(line)]
        timetables.choose(uow, LIBRARY, scope, "moments", 7, by=village.mali, now=NOW)
        assert timetables.open_timetable(uow, LIBRARY, scope, by=village.mali)[1]
        assert 7 in [row.days for row in uow.reminders.waiting(line)]
        assert timetables.reset(uow, LIBRARY, scope, by=village.mali, now=NOW)
        assert not timetables.reset(uow, LIBRARY, scope, by=village.mali, now=NOW)
        assert 7 not in [row.days for row in uow.reminders.waiting(line)]


def test_a_rounds_timetable_is_spread_over_its_plans(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line, round_id = carried(village), village.now().round
        timetables.choose(uow, LIBRARY, Scope(ROUND, round_id), "leader", 2, by=village.mali, now=NOW)
        assert timetables.spread(uow, LIBRARY, round_id, after_id=0, now=NOW) == village.plan
        assert timetables.spread(uow, LIBRARY, round_id, after_id=village.plan, now=NOW) is None
        assert ("leader", 2) in [(row.recipient, row.days) for row in uow.reminders.waiting(line)]


def test_what_is_refused(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        scope = Scope(GROUP, village.group)
        with pytest.raises(Forbidden):
            timetables.open_timetable(uow, LIBRARY, scope, by=village.noy)
        with pytest.raises(Missing):
            timetables.open_timetable(uow, LIBRARY, Scope(GROUP, 999), by=village.mali)
        with pytest.raises(Stale):
            timetables.choose(uow, LIBRARY, scope, "moments", 8, by=village.mali, now=NOW)
        *others, last = LIBRARY.reminders.timetable.moments
        for days in others:
            timetables.choose(uow, LIBRARY, scope, "moments", days, by=village.mali, now=NOW)
        with pytest.raises(Refused, match="At least one day"):
            timetables.choose(uow, LIBRARY, scope, "moments", last, by=village.mali, now=NOW)
