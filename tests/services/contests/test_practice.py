"""Experts practise on two invented plans before they read real ones; who differs talks and repeats."""

from __future__ import annotations

import pytest

from bot.domain.contests import Phase
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.contests import contests, practice
from bot.services.reviews import reviews
from bot.store.database import Database, UnitOfWork
from tests import planning
from tests.competing import Competition, finish
from tests.planning import LIBRARY, NOW
from tests.services.contests.test_readings import ready

PLANS = [plan.key for plan in LIBRARY.practice]


def reading(uow: UnitOfWork, experts: int = 4) -> Competition:
    """Experts read, and practise before that."""
    here = ready(uow, 4, experts)
    contests.set_flag(uow, here.round, "practice", True, by=here.mali, now=NOW)
    here.on_to(Phase.EXPERTS)
    return here


def practise(here: Competition, expert: Person, mark: int) -> None:
    """Both plans, each question with one mark."""
    for plan in PLANS:
        for criterion in LIBRARY.rubric.criteria:
            practice.mark(here.uow, LIBRARY, here.round, plan, criterion.key, mark, by=expert)
        practice.say(here.uow, LIBRARY, here.round, plan, Answer("text", f"because {mark}"), by=expert)
        practice.finish(here.uow, LIBRARY, here.round, plan, by=expert, now=NOW)


def first(here: Competition, expert: Person) -> int:
    return next(one.id for one in here.uow.reviews.readings(here.round) if one.expert == expert.id)


def test_a_real_plan_is_read_after_two_for_practice_and_nobody_is_asked_twice(database: Database) -> None:
    with database.begin() as uow:
        here = reading(uow)
        one = here.experts[0]
        with pytest.raises(Refused, match="Two plans for practice come first"):
            finish(here, first(here, one), one, 2)  # type: ignore[arg-type]
        practise(here, one, 2)
        assert not practice.needed(uow, here.round, one.id)
        finish(here, first(here, one), one, 2)  # type: ignore[arg-type]
        with pytest.raises(Stale):
            practice.finish(uow, LIBRARY, here.round, PLANS[0], by=one, now=NOW)
        assert practice.needed(uow, here.round, here.experts[1].id)


def test_others_points_and_reasons_are_shown_once_one_s_own_are_in(database: Database) -> None:
    with database.begin() as uow:
        here = reading(uow)
        one, other, *_ = here.experts
        practise(here, one, 2)
        assert practice.open_practice(uow, LIBRARY, here.round, by=other).others(PLANS[0]) == ()
        practise(here, other, 1)
        (seen,) = practice.open_practice(uow, LIBRARY, here.round, by=other).others(PLANS[0])
        assert (seen.expert, seen.text, set(seen.marks.values())) == (one.id, "because 2", {2})


def test_who_differs_by_more_than_eight_tenths_talks_and_repeats_and_staff_hear_of_it_once(database: Database) -> None:
    with database.begin() as uow:
        here = reading(uow)
        strict, *others = here.experts
        practise(here, strict, 0)
        finish(here, first(here, strict), strict, 1)  # type: ignore[arg-type]
        practise(here, others[0], 2)
        assert not practice.needed(uow, here.round, strict.id)  # two cannot be compared
        practise(here, others[1], 2)
        assert practice.needed(uow, here.round, strict.id)
        told = [(name, who) for name, who in planning.told(uow) if name.startswith("practice")]
        assert told == [("practice_differs", strict.id), ("practice_talk", here.mali.id)]
        practise(here, others[2], 2)
        assert len([name for name, _ in planning.told(uow) if name.startswith("practice")]) == 2
        found = {one.expert: one for one in practice.progress(uow, here.round, by=here.mali)}
        assert found[strict.id].talks
        assert found[strict.id].apart == 2
        assert [found[one.id].ready for one in others] == [True, True, True]
        practise(here, strict, 0)  # after the talk an honest difference stands
        assert not practice.needed(uow, here.round, strict.id)
        seen = practice.open_practice(uow, LIBRARY, here.round, by=others[0]).others(PLANS[0])
        assert len(seen) == 3  # first marks are kept, and those alone are compared


def test_nothing_is_saved_without_all_marks_and_a_reason(database: Database) -> None:
    with database.begin() as uow:
        here, plan = reading(uow), PLANS[0]
        one = here.experts[0]
        with pytest.raises(Refused, match="no points yet"):
            practice.finish(uow, LIBRARY, here.round, plan, by=one, now=NOW)
        for criterion in LIBRARY.rubric.criteria:
            practice.mark(uow, LIBRARY, here.round, plan, criterion.key, 1, by=one)
        with pytest.raises(Refused, match="why"):
            practice.finish(uow, LIBRARY, here.round, plan, by=one, now=NOW)
        with pytest.raises(Stale):
            practice.mark(uow, LIBRARY, here.round, plan, LIBRARY.rubric.criteria[0].key, 4, by=one)
        with pytest.raises(Missing):
            practice.mark(uow, LIBRARY, here.round, "none", LIBRARY.rubric.criteria[0].key, 1, by=one)


def test_who_is_not_asked_or_connected_with_all_does_not_practise(database: Database) -> None:
    with database.begin() as uow:
        here = reading(uow)
        connected, stranger = here.experts[0], here.leaders[0]
        for one in uow.reviews.of_expert(connected.id):
            if one.kind.decides:
                reviews.decline(uow, one.id, by=connected, now=NOW)  # before practising, so that others are asked soon
        for person in (connected, stranger, here.mali):
            with pytest.raises(Forbidden):
                practice.open_practice(uow, LIBRARY, here.round, by=person)
        with pytest.raises(Forbidden):
            practice.progress(uow, here.round, by=here.experts[1])


def test_practice_does_not_begin_once_experts_read_and_can_be_ended(database: Database) -> None:
    with database.begin() as uow:
        here = reading(uow)
        contests.set_flag(uow, here.round, "practice", False, by=here.mali, now=NOW)
        assert not practice.needed(uow, here.round, here.experts[0].id)
        with pytest.raises(Stale):
            contests.set_flag(uow, here.round, "practice", True, by=here.mali, now=NOW)
