"""What was replaced: who is told, what comes back, and for how long – on every database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Refused, Stale
from bot.services.plans import drafts, replaced
from bot.store.database import Database
from tests.planning import NOW, Village, settle, step, told

PROBLEM = step("problem")


def says(village: Village, text: str, *, minute: int, by: str = "noy") -> None:
    person = village.seng if by == "seng" else village.noy
    now = NOW + timedelta(minutes=minute)
    drafts.answer(village.uow, village.plan, PROBLEM, Part("text", text), by=person, now=now)
    if by == "seng":
        drafts.settle(village.uow, village.plan, PROBLEM, "mine", by=person, now=now)


def stands(village: Village) -> str:
    found = village.uow.answers.get(village.plan, "problem")
    return found.text if found else ""


def test_what_comes_back_stood_within_a_week_and_is_not_part_of_what_stands(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "one", minute=0)
        says(village, "two", minute=1)
        drafts.append(uow, village.plan, PROBLEM, Part("text", "more"), by=village.noy, now=NOW + timedelta(minutes=2))
        current = uow.answers.get(village.plan, "problem")
        for days, found in ((0, "one"), (6, "one"), (8, "")):
            at = NOW + timedelta(days=days, minutes=3)
            old = replaced.comes_back(uow, village.plan, PROBLEM, current, now=at)
            assert (old.text if old else "") == found
        assert replaced.comes_back(uow, village.plan, PROBLEM, None, now=NOW) is None


def test_an_answer_that_only_waited_never_stood(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "hers", minute=0)
        drafts.answer(uow, village.plan, PROBLEM, Part("text", "his"), by=village.seng, now=NOW)
        drafts.settle(uow, village.plan, PROBLEM, "theirs", by=village.seng, now=NOW)
        current = uow.answers.get(village.plan, "problem")
        assert replaced.comes_back(uow, village.plan, PROBLEM, current, now=NOW) is None
        with pytest.raises(Stale):
            drafts.bring_back(uow, village.plan, PROBLEM, 2, by=village.seng, now=NOW)


def test_whoever_loses_an_answer_is_told_once(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "hers", minute=0)
        says(village, "his", minute=1, by="seng")
        assert told(uow) == [("answer_replaced", village.noy.id)]
        drafts.bring_back(uow, village.plan, PROBLEM, 1, by=village.noy, now=NOW + timedelta(minutes=2))
        assert stands(village) == "hers"
        found = uow.answers.get(village.plan, "problem")
        assert found is not None
        assert found.author == village.noy.id
        assert told(uow)[1:] == [("answer_replaced", village.seng.id)]
        with pytest.raises(Stale):
            drafts.bring_back(uow, village.plan, PROBLEM, 1, by=village.noy, now=NOW + timedelta(minutes=2))


def test_only_the_group_brings_back_and_only_while_it_writes(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "one", minute=0)
        says(village, "two", minute=1)
        with pytest.raises(Forbidden):
            drafts.bring_back(uow, village.plan, PROBLEM, 1, by=village.bo, now=NOW)
        with pytest.raises(Stale):
            drafts.bring_back(uow, village.plan, PROBLEM, 1, by=village.noy, now=NOW + timedelta(days=8))
        uow.plans.change(village.plan, now=NOW, state="submitted")
        with pytest.raises(Refused, match="is sent"):
            drafts.bring_back(uow, village.plan, PROBLEM, 1, by=village.noy, now=NOW)
