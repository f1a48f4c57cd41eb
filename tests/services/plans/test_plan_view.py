"""A plan and its actions are read by members and staff; its title is always something."""

import pytest

from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services.plans import actions, drafts, plan_view
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, settle, step


def test_the_title_is_the_given_one_then_the_idea_then_the_group(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        assert plan_view.whole(uow, LIBRARY, village.now()).title == "Asparagus"
        idea = Part("text", "Cut early\nand wrap")
        drafts.answer(uow, village.plan, step("idea"), idea, by=village.noy, now=NOW)
        assert plan_view.whole(uow, LIBRARY, village.now()).title == "Cut early"
        drafts.name(uow, village.plan, " Fresh   spears ", by=village.noy, now=NOW)
        assert plan_view.whole(uow, LIBRARY, village.now()).title == "Fresh spears"
        for title, by in (("", village.noy), ("x" * 121, village.noy), ("ours", village.bo)):
            with pytest.raises(Refused):
                drafts.name(uow, village.plan, title, by=by, now=NOW)


def test_members_and_staff_open_a_plan_and_its_actions(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
        for person in (village.noy, village.seng, village.mali):
            assert plan_view.open_plan(uow, LIBRARY, village.plan, by=person).plan.id == village.plan
            assert plan_view.open_action(uow, line, by=person)[1].what == "Dig holes"
        with pytest.raises(Forbidden):
            plan_view.open_plan(uow, LIBRARY, village.plan, by=village.bo)
        with pytest.raises(Forbidden):
            plan_view.open_action(uow, line, by=village.bo)
        with pytest.raises(Missing):
            plan_view.open_plan(uow, LIBRARY, 999, by=village.noy)
        with pytest.raises(Missing):
            plan_view.open_action(uow, 999, by=village.noy)
