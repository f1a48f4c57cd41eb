"""Moving an answer to the step where it belongs – on every database, each refusal beside its success."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Refused, Stale
from bot.services.plans import drafts, moves
from bot.store.database import Database
from tests.planning import NOW, Village, settle, step

PROBLEM, LEARNED = step("problem"), step("learned")


def says(village: Village, text: str, *, minute: int, at: str = "problem", add: bool = False) -> None:
    now, part = NOW + timedelta(minutes=minute), Part("text", text)
    if add:
        drafts.append(village.uow, village.plan, step(at), part, by=village.noy, now=now)
    else:
        drafts.answer(village.uow, village.plan, step(at), part, by=village.noy, now=now)


def stands(village: Village) -> tuple[str, str]:
    found = village.uow.answers.of_plan(village.plan)
    one, other = found.get("problem"), found.get("learned")
    return one.text if one else "", other.text if other else ""


def test_a_piece_goes_and_comes_back_and_the_plan_grows(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "water", minute=0)
        says(village, "a pump", minute=1, add=True)
        before = village.now().revision
        there = moves.move(uow, village.plan, PROBLEM, LEARNED, seen=2, by=village.noy, now=NOW + timedelta(minutes=2))
        assert stands(village) == ("water", "a pump")
        assert village.now().revision == before + 1
        moves.move(uow, village.plan, LEARNED, PROBLEM, seen=there, by=village.noy, now=NOW + timedelta(minutes=3))
        assert stands(village) == ("water\na pump", "")


def test_an_answer_that_replaced_another_goes_whole_and_comes_back_whole(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "heat", minute=0)
        says(village, "a pump", minute=1)
        there = moves.move(uow, village.plan, PROBLEM, LEARNED, seen=2, by=village.noy, now=NOW + timedelta(minutes=2))
        assert stands(village) == ("heat", "a pump")
        moves.move(uow, village.plan, LEARNED, PROBLEM, seen=there, by=village.noy, now=NOW + timedelta(minutes=3))
        assert stands(village) == ("a pump", "")


def test_what_stands_at_the_other_step_stays_whoever_wrote_it(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        drafts.answer(uow, village.plan, LEARNED, Part("text", "cut at dawn"), by=village.seng, now=NOW)
        says(village, "a pump", minute=1)
        moves.move(uow, village.plan, PROBLEM, LEARNED, seen=1, by=village.noy, now=NOW + timedelta(minutes=2))
        assert stands(village) == ("", "cut at dawn\na pump")


def test_only_ones_own_present_answer_moves_and_only_once(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "a pump", minute=0)
        for person, seen, goal in ((village.seng, 1, LEARNED), (village.noy, 2, LEARNED), (village.noy, 1, PROBLEM)):
            with pytest.raises(Stale):
                moves.move(uow, village.plan, PROBLEM, goal, seen=seen, by=person, now=NOW)
        with pytest.raises(Forbidden):
            moves.move(uow, village.plan, PROBLEM, LEARNED, seen=1, by=village.bo, now=NOW)
        moves.move(uow, village.plan, PROBLEM, LEARNED, seen=1, by=village.noy, now=NOW + timedelta(minutes=1))
        with pytest.raises(Stale):
            moves.move(uow, village.plan, PROBLEM, LEARNED, seen=1, by=village.noy, now=NOW + timedelta(minutes=1))


def test_where_there_is_no_room_nothing_moves(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        says(village, "x" * LEARNED.longest, minute=0, at="learned")
        says(village, "a pump", minute=1)
        with pytest.raises(Refused, match="too long"), uow.savepoint():
            moves.move(uow, village.plan, PROBLEM, LEARNED, seen=1, by=village.noy, now=NOW + timedelta(minutes=2))
        assert stands(village)[0] == "a pump"
        uow.plans.change(village.plan, now=NOW, state="submitted")
        with pytest.raises(Refused, match="is sent"):
            moves.move(uow, village.plan, PROBLEM, LEARNED, seen=1, by=village.noy, now=NOW)
