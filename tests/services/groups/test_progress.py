"""How far a group is, on every database."""

from datetime import date, timedelta

from bot.content.library import Library
from bot.domain.plans import ActionState, Part
from bot.services.groups import progress
from bot.settings import shipped
from bot.store.database import Database
from tests.services.groups.test_groups import NOW, settle


def test_the_standing_counts_answers_and_finds_the_next_action(database: Database) -> None:
    library = Library.load(shipped("content"))
    with database.begin() as uow:
        here = settle(uow)
        assert progress.standing(uow, library, here.group, now=NOW).plan is None
        week = timedelta(days=7)
        values = {"name": {"en": "1"}, "opens_at": NOW - week, "deadline": NOW + week, "state": "open"}
        plan = uow.plans.add(here.group, uow.rounds.add(**values, form_version=1), now=NOW)
        uow.answers.put(plan, "problem", [Part("text", "…")], here.noy.id, now=NOW)
        for what, day, state in (("a", 9, "done"), ("b", 20, "planned"), ("c", 12, "late")):
            uow.actions.add(plan, now=NOW, what=what, due_on=date(2026, 12, day), state=ActionState(state).value)
        found = progress.standing(uow, library, here.group, now=NOW)
        assert (found.answered, found.items) == (3, 11)  # the days of the work answer an item of their own
        assert found.next is not None
        assert found.next.what == "c"
