"""The check before sending: what is missing, what does not add up, and the questions that experts are going to ask."""

from __future__ import annotations

from datetime import date

from bot.services.plans import actions, plan_view, readiness
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, Village, settle

TODAY = date(2026, 11, 23)


def found(village: Village) -> list[str]:
    """What is found about the actions."""
    whole = plan_view.whole(village.uow, LIBRARY, village.now())
    return [one.lacks for one in readiness.findings(whole, TODAY) if one.action]


def test_an_empty_plan_lacks_every_required_answer_and_a_full_one_none(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        whole = plan_view.whole(uow, LIBRARY, village.now())
        grave = [one.step.key for one in readiness.findings(whole, TODAY) if one.grave]
        assert grave == [step.key for step in LIBRARY.form.steps if step.required]
        asked = readiness.expert_questions(whole, LIBRARY, TODAY)
        assert asked
        assert not any(question.ready for question in asked)
        village.fill()
        whole = plan_view.whole(uow, LIBRARY, village.now())
        assert [one for one in readiness.findings(whole, TODAY) if one.grave] == []
        assert any(question.ready for question in readiness.expert_questions(whole, LIBRARY, TODAY))


def test_an_action_that_does_not_add_up_is_named(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
        assert found(village) == ["who", "due", "cost"]
        actions.own(uow, line, village.seng.id, by=village.noy, now=NOW)
        actions.price(uow, line, "cost", 0, by=village.noy, now=NOW)
        actions.plan_day(uow, line, "due", date(2026, 11, 1), by=village.noy, now=NOW)
        actions.plan_day(uow, line, "start", date(2026, 11, 2), by=village.noy, now=NOW)
        assert found(village) == ["order", "past"]
        actions.plan_day(uow, line, "due", date(2027, 1, 15), by=village.noy, now=NOW)
        assert found(village) == []
        uow.rounds.change(village.now().round, work_until=date(2026, 12, 31))
        assert found(village) == ["span"]
