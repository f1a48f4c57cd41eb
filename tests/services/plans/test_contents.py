"""What a plan says at one moment, as it is kept and compared."""

from __future__ import annotations

import json
from datetime import date

from bot.services.plans import actions, contents, drafts
from bot.store.database import Database
from tests.planning import NOW, settle, step


def test_a_snapshot_says_what_the_plan_said(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        village.fill()
        before = contents.now(uow, village.now())
        contents.keep(uow, village.now())
        revision = village.now().revision
        drafts.clear(uow, village.plan, step("problem"), by=village.noy, now=NOW)
        assert contents.kept(uow, village.now(), revision) == before
        assert contents.kept(uow, village.now(), revision + 7) is None
        (change,) = contents.changes(before, contents.now(uow, village.now()))
        assert (change.step, change.new) == ("problem", None)
        assert contents.steps([change]) == {"problem"}


def test_what_is_kept_as_json_is_read_back_whole(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        village.fill()
        line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
        actions.plan_day(uow, line, "due", date(2027, 1, 15), by=village.noy, now=NOW)
        content = contents.now(uow, village.now())
        assert contents.read(json.loads(json.dumps(contents.written(content))), village.plan) == content


def test_a_changed_action_names_its_fields_and_touches_the_steps_of_the_table(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        lines = [actions.add(uow, village.plan, what, by=village.noy, now=NOW) for what in ("Dig", "Plant")]
        before = contents.now(uow, village.now())
        actions.price(uow, lines[0], "cost", 500, by=village.noy, now=NOW)
        (change,) = contents.changes(before, contents.now(uow, village.now()))
        assert change.fields == ("cost",)
        assert contents.steps([change]) == {*contents.TABLE}
        actions.move(uow, lines[0], up=False, by=village.noy, now=NOW)
        assert contents.changes(before, contents.now(uow, village.now()))[-1].moved
