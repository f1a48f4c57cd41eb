"""Looking at the work of all groups is for staff alone; what a button carries is read back, or stands for all."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.all_actions import EVERYBODY, Scope, Which
from bot.domain.refused import Forbidden
from bot.services.actions import all_actions
from bot.store.database import Database
from tests.planning import LIBRARY, carried, settle

TODAY = date(2026, 12, 20)


def test_staff_see_what_is_overdue_and_members_do_not(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line = carried(village)
        table = all_actions.table(uow, Which.OVERDUE, EVERYBODY, 7, by=village.mali, today=TODAY)
        assert ([row.action.id for row in table.rows], table.page, table.pages) == ([line], 0, 1)
        (district,) = all_actions.stuck(uow, by=village.mali, today=TODAY)
        assert (district.district, district.overdue, district.oldest) == ("1704", 1, date(2026, 12, 10))
        counted = all_actions.parts(uow, "group", Which.OVERDUE, EVERYBODY, by=village.mali, today=TODAY)
        assert counted == [(Scope("group", str(village.group)), 1)]
        with pytest.raises(Forbidden):
            all_actions.table(uow, Which.OVERDUE, EVERYBODY, 0, by=village.noy, today=TODAY)
        with pytest.raises(Forbidden):
            all_actions.stuck(uow, by=village.noy, today=TODAY)


def test_a_name_finds_groups_and_places_with_work(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        carried(village)
        group = Scope("group", str(village.group))
        assert all_actions.find(uow, LIBRARY, "asparagus", by=village.mali) == [group]
        assert all_actions.find(uow, LIBRARY, "aspar", by=village.mali) == [group]
        assert all_actions.find(uow, LIBRARY, "a", by=village.mali) == []
        with pytest.raises(Forbidden):
            all_actions.find(uow, LIBRARY, "asparagus", by=village.seng)


def test_a_scope_survives_a_button_and_nonsense_is_everybody(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        carried(settle(uow))
        for scope in (Scope("province", "17"), Scope("group", "1"), Scope("project", "RLIP")):
            assert all_actions.read(uow, all_actions.code(scope)) == scope
        for nonsense in ("", "x1", "g", "gx", "jffff", "g1234567890"):
            assert all_actions.read(uow, nonsense) == EVERYBODY
