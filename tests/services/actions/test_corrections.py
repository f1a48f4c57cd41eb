"""An answer is taken back for a day, by owner, leader or whoever gave it, and only while it is the last one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.plans import ActionState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.actions import checkins, corrections
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, Village, carried, settle


def answered(village: Village) -> int:
    """Seng says that the work has begun; returns the entry."""
    line = carried(village)
    checkins.started(village.uow, line, by=village.seng, seen=line_revision(village), now=NOW)
    return village.uow.reminders.checkins(line)[-1].id


def line_revision(village: Village) -> int:
    (line,) = village.uow.actions.of_plan(village.plan)
    return line.revision


def test_the_action_is_as_it_was(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        entry = answered(village)
        assert corrections.open_answer(uow, entry, by=village.seng, now=NOW).open
        assert not corrections.open_answer(uow, entry, by=village.mali, now=NOW).open  # staff only read
        corrections.undo(uow, LIBRARY, entry, by=village.noy, now=NOW)
        assert [line.state for line in uow.actions.of_plan(village.plan)] == [ActionState.PLANNED]
        with pytest.raises(Stale, match="took it back already"):
            corrections.undo(uow, LIBRARY, entry, by=village.noy, now=NOW)


def test_others_may_not_and_after_a_day_nobody(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        entry = answered(village)
        uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
        with pytest.raises(Forbidden, match="Only the owner"):
            corrections.undo(uow, LIBRARY, entry, by=village.bo, now=NOW)
        with pytest.raises(Missing):
            corrections.open_answer(uow, entry + 1, by=village.noy, now=NOW)
        with pytest.raises(Refused, match="for 24 hours"):
            corrections.undo(uow, LIBRARY, entry, by=village.noy, now=NOW + timedelta(hours=24))


def test_who_may_take_back_is_offered_it(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        entry = answered(village)
        context = corrections.open_answer(uow, entry, by=village.noy, now=NOW).context
        history = uow.reminders.checkins(context.action.id)
        assert corrections.takes_back(uow, context, history, by=village.noy, now=NOW) == entry
        assert corrections.takes_back(uow, context, history, by=village.mali, now=NOW) == 0
        assert corrections.takes_back(uow, context, history, by=village.noy, now=NOW + timedelta(days=1)) == 0
