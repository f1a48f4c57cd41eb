"""Two entries become one group, with everything of both, and two again within a day; nothing is lost either way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.ids import GroupId
from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services import invites
from bot.services.groups import uniting
from bot.services.plans import drafts
from bot.store.database import Database, UnitOfWork
from bot.store.merges import UNDONE_WITHIN, references
from bot.store.tables import groups, metadata
from bot.store.unions import RULES
from tests.planning import NOW, Village, person, settle, step
from tests.services.groups.test_directory import made


def world(uow: UnitOfWork) -> tuple[Village, GroupId]:
    """Asparagus, whose Seng also is in the other entry, which La leads and which has a chat and a link."""
    here = settle(uow)
    other, la = made(uow, "asparagus group", "Darkhied"), person(uow, 1009, "La")
    uow.groups.join(other, la.id, leader=True, now=NOW)
    uow.groups.join(other, here.seng.id, leader=False, now=NOW)
    uow.groups.change(other, chat_id=-5, chat_language="lo")
    invites.for_group(uow, other, by=here.mali, now=NOW)
    return here, other


def rows(uow: UnitOfWork) -> dict[str, list[Any]]:
    """Everything that refers to groups, and the groups."""
    tables = {column.table for column in references(groups).values()} | {groups}
    names = sorted(table.name for table in tables if table.name != "unions")
    return {name: sorted(map(repr, uow.groups.all(sa.select(metadata.tables[name])))) for name in names}


def test_every_column_that_refers_to_groups_has_a_rule() -> None:
    assert references(groups).keys() == RULES.keys()


def test_two_are_one_and_two_again(database: Database) -> None:
    with database.begin() as uow:
        here, other = world(uow)
        before = rows(uow)
        look = uniting.look(uow, here.group, other, by=here.mali)
        assert (look.kept.members, look.gone.members, look.both, look.kept.leaders) == (2, 2, 1, ("Noy",))
        number = uniting.unite(uow, here.group, other, by=here.mali, now=NOW)
        assert [(one.name, one.leader) for one in uow.groups.members(here.group)] == [
            ("Noy", True),
            ("Seng", False),
            ("La", False),
        ]
        kept, gone = uow.groups.get(here.group), uow.groups.get(other)
        assert kept is not None
        assert gone is not None
        assert (kept.chat, gone.chat, gone.state, uow.unions.kept(other)) == (-5, None, "united", here.group)
        assert uow.groups.open_invites(now=NOW, group=here.group)
        with pytest.raises(Missing):
            uniting.unite(uow, here.group, other, by=here.mali, now=NOW)
        with pytest.raises(Stale):
            uniting.undo(uow, number, by=here.mali, now=NOW + UNDONE_WITHIN)
        uniting.undo(uow, number, by=here.mali, now=NOW + UNDONE_WITHIN - timedelta(seconds=1))
        assert rows(uow) == before
        assert uniting.undoable(uow, here.group, now=NOW) is None
        with pytest.raises(Stale):
            uniting.undo(uow, number, by=here.mali, now=NOW)


def test_a_group_without_a_leader_gets_the_one_who_comes(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here, other = world(uow)
        uow.groups.lead(here.group, here.noy.id, False)
        uniting.unite(uow, here.group, other, by=here.mali, now=NOW)
        assert [one.name for one in uow.groups.leaders(here.group)] == ["La"]


def test_an_empty_plan_gives_way_and_of_two_that_are_written_none_does(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here, other = world(uow)
        empty = drafts.begin(uow, other, by=here.mali, now=NOW)
        assert empty is not None
        assert uniting.look(uow, here.group, other, by=here.mali).gone.plans == 0
        drafts.answer(uow, empty, step("problem"), Part("text", "No water"), by=here.mali, now=NOW)
        with pytest.raises(Refused, match="has written a plan"):
            uniting.look(uow, here.group, other, by=here.mali)
        before = rows(uow)
        number = uniting.unite(uow, other, here.group, by=here.mali, now=NOW)
        assert [plan.id for plan in uow.plans.all_of_group(other)] == [empty]
        uniting.undo(uow, number, by=here.mali, now=NOW)
        assert rows(uow) == before
        drafts.answer(uow, here.plan, step("problem"), Part("text", "No road"), by=here.noy, now=NOW)
        with pytest.raises(Refused, match="Both groups"):
            uniting.unite(uow, here.group, other, by=here.mali, now=NOW)


def test_only_staff_join_groups(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here, other = world(uow)
        for by in (here.noy, here.bo):
            with pytest.raises(Forbidden):
                uniting.unite(uow, here.group, other, by=by, now=NOW)
        with pytest.raises(Missing):
            uniting.look(uow, here.group, here.group, by=here.mali)
        number = uniting.unite(uow, here.group, other, by=here.mali, now=NOW)
        with pytest.raises(Forbidden):
            uniting.undo(uow, number, by=here.noy, now=NOW)
