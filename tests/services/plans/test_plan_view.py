"""A plan and its actions are read by members and staff; its title is always something."""

import pytest

from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services.groups import progress
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


def test_the_table_of_work_answers_who_and_when_and_the_money(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        line = actions.add(uow, village.plan, "Dig", by=village.noy, now=NOW)
        found = plan_view.whole(uow, LIBRARY, village.now())
        who_when, money = step("who_when"), step("money")
        assert [found.done(one) for one in (who_when, money)] == [False, False]
        assert found.after("actions") == who_when
        actions.own(uow, line, village.seng.id, by=village.noy, now=NOW)
        found = plan_view.whole(uow, LIBRARY, village.now())
        assert [found.done(one) for one in (who_when, money)] == [True, False]
        assert found.after("actions") == money
        actions.price(uow, line, "cost", 0, by=village.noy, now=NOW)  # no money is an answer too
        found = plan_view.whole(uow, LIBRARY, village.now())
        assert found.done(money)
        assert found.after("actions") == step("partners")
        said = Part("text", "Noy looks after everything")
        drafts.answer(uow, village.plan, who_when, said, by=village.noy, now=NOW)
        assert plan_view.whole(uow, LIBRARY, village.now()).after("actions") == who_when  # what was written is shown
        standing = progress.standing(uow, LIBRARY, village.group, now=NOW)
        assert standing.answered == 3
