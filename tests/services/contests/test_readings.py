"""Experts decide on plans by lot, never with a conflict; finalists are read by all; places are shared."""

from collections import Counter

import pytest

from bot.domain.contests import Phase
from bot.domain.plans import PlanState
from bot.domain.refused import Forbidden, Refused, Stale
from bot.domain.reviews import Reading, ReviewState
from bot.domain.rounds import Rules
from bot.services.contests import contests, readings, standings
from bot.services.reviews import decisions, reviews
from bot.services.reviews.judged import of_plan
from bot.store.database import Database, UnitOfWork
from tests import planning
from tests.competing import Competition, competition, finish, read
from tests.planning import LIBRARY, NOW


def ready(uow: UnitOfWork, count: int = 11, experts: int = 6) -> Competition:
    """A competition whose experts are about to be drawn."""
    here = competition(uow, count, experts)
    here.on_to(Phase.PRESENTING)
    here.tell()
    here.on_to(Phase.PEERS)
    return here


def asked(here: Competition) -> list[tuple[int, int]]:
    """(plan, expert) of who was asked for the decision."""
    return [(one.plan, one.expert or 0) for one in here.uow.reviews.readings(here.round)]


def test_eleven_plans_are_read_by_three_of_six_experts_each_equally_often(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow)
        here.on_to(Phase.EXPERTS)
        found = asked(here)
        assert set(Counter(plan for plan, _ in found).values()) == {3}
        assert sorted(Counter(expert for _, expert in found).values()) == [5, 5, 5, 6, 6, 6]
        told = Counter(who for name, who in planning.told(uow) if name == "review_asked")
        assert told == Counter(expert for _, expert in found)


def test_who_advised_is_near_said_so_or_is_forbidden_does_not_decide_and_who_is_pinned_does(
    database: Database,
) -> None:
    with database.begin() as uow:
        here = ready(uow)
        adviser, neighbour, declined, forbidden, pinned, free = here.experts
        plan, group = here.plans[0], here.groups[0]
        latest = uow.submissions.latest(plan)
        assert latest is not None
        advice = uow.reviews.assign(latest.id, adviser.id, now=NOW)
        said = uow.reviews.assign(latest.id, declined.id, now=NOW)
        assert advice is not None
        assert said is not None
        reviews.accept(uow, advice, by=adviser)
        reviews.decline(uow, said, by=declined, now=NOW)
        uow.groups.join(here.groups[3], neighbour.id, leader=False, now=NOW)  # of the same district
        readings.set_reader(uow, plan, forbidden.id, False, by=here.mali, now=NOW)
        readings.set_reader(uow, plan, pinned.id, True, by=here.mali, now=NOW)
        with pytest.raises(Forbidden):
            readings.set_reader(uow, plan, free.id, True, by=here.leaders[0], now=NOW)
        here.on_to(Phase.EXPERTS)
        readers = {expert for one, expert in asked(here) if one == plan}
        assert readers == {pinned.id, free.id}  # nobody else may
        assert adviser.id in {expert for one, expert in asked(here) if one != plan}
        with pytest.raises(Stale):
            readings.set_reader(uow, plan, free.id, True, by=here.mali, now=NOW)
        assert group


def test_a_late_refusal_is_reassigned_by_itself_and_never_to_a_conflict(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow, 4, 5)
        here.on_to(Phase.EXPERTS)
        plan = here.plans[0]
        for _ in range(5):
            waiting = [one for one in uow.reviews.readings_of(plan) if one.state is ReviewState.ASKED]
            if not waiting:
                break
            expert = next(one for one in here.experts if one.id == waiting[0].expert)
            reviews.decline(uow, waiting[0].id, by=expert, now=NOW)
        found = uow.reviews.readings_of(plan)
        assert len({one.expert for one in found}) == len(found) == 5  # all of them, each once
        assert ("review_nobody", here.mali.id) in planning.told(uow)


def test_a_reading_needs_every_mark_a_strength_and_a_suggestion(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow, 4, 3)
        here.on_to(Phase.EXPERTS)
        expert = here.experts[0]
        one = uow.reviews.of_expert(expert.id)[0]
        reviews.accept(uow, one.id, by=expert)
        with pytest.raises(Refused, match="no points yet"):
            reviews.save(uow, LIBRARY, one.id, by=expert, seen=revision(uow, one.id), now=NOW)
        for criterion in LIBRARY.rubric.criteria:
            reviews.score(uow, LIBRARY, one.id, criterion.key, 2, by=expert, now=NOW)
        with pytest.raises(Refused, match="one strength and one suggestion"):
            reviews.save(uow, LIBRARY, one.id, by=expert, seen=revision(uow, one.id), now=NOW)
        finish(here, one.id, expert, 2)
        with pytest.raises(Refused, match="decided already"):
            reviews.save(uow, LIBRARY, one.id, by=expert, seen=revision(uow, one.id), now=NOW)
        decisions.take_back(uow, one.id, Rules(), by=expert, now=NOW)
        finish(here, one.id, expert, 3)
        assert uow.plans.get(one.plan).state is PlanState.SUBMITTED  # type: ignore[union-attr]


def revision(uow: UnitOfWork, assignment: int) -> int:
    found = uow.reviews.get(assignment)  # type: ignore[arg-type]
    assert found is not None
    return found.revision


def test_others_points_are_hidden_until_ones_own_are_in(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow, 3, 3)
        here.on_to(Phase.EXPERTS)
        first, second = (uow.reviews.readings_of(here.plans[0])[n] for n in range(2))
        experts = {one.id: one for one in here.experts}
        finish(here, first.id, experts[first.expert], 3)  # type: ignore[index]
        rules = Rules()
        assert decisions.others(uow, second, rules, now=NOW + 2 * rules.waits) == []
        finish(here, second.id, experts[second.expert], 2)  # type: ignore[index]
        done = uow.reviews.get(second.id)
        assert done is not None
        assert [row[1] for row in decisions.others(uow, done, rules, now=NOW + 2 * rules.waits)] == [30]


def test_two_who_differ_by_a_fifth_call_a_third(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow, 3, 4)
        contests.set_count(uow, here.round, "experts", 2, by=here.mali, now=NOW)
        here.on_to(Phase.EXPERTS)
        experts = {one.id: one for one in here.experts}
        for plan, marks in ((here.plans[0], (3, 1)), (here.plans[1], (2, 2))):
            for one, mark in zip(uow.reviews.readings_of(plan), marks, strict=True):
                finish(here, one.id, experts[one.expert], mark)  # type: ignore[index]
        assert [one.kind for one in uow.reviews.readings_of(here.plans[0])] == [Reading.FIRST] * 2 + [Reading.THIRD]
        assert len(uow.reviews.readings_of(here.plans[1])) == 2


def test_who_is_silent_is_told_to_staff_and_does_not_count(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow)
        here.on_to(Phase.EXPERTS)
        read(here, {0: 3}, without=(5,))
        assert readings.busy(uow, here.round) == [here.experts[5].id]
        assert readings.finalists_now(uow, here.round, by=here.mali, now=NOW) >= 5
        here.on_to(Phase.DECISION)
        assert ("readers_silent", here.mali.id) in planning.told(uow)
        late = next(one for one in uow.reviews.of_expert(here.experts[5].id) if one.state is ReviewState.ASKED)
        with pytest.raises(Refused, match="Reading is over"):
            reviews.accept(uow, late.id, by=here.experts[5])


def test_a_group_hears_points_and_words_of_the_decision_with_the_results_only(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow, 4, 3)
        contests.set_flag(uow, here.round, "withhold", True, by=here.mali, now=NOW)
        here.on_to(Phase.EXPERTS)
        read(here, {0: 3})
        here.on_to(Phase.DECISION)
        standings.put(uow, LIBRARY, here.round, by=here.mali, now=NOW)
        plan, round_ = uow.plans.get(here.plans[0]), uow.rounds.get(here.round)
        assert plan is not None
        assert round_ is not None
        assert of_plan(uow, LIBRARY, plan, round_).comments == ()
        here.on_to(Phase.RELEASED)
        round_ = uow.rounds.get(here.round)
        assert round_ is not None
        judged = of_plan(uow, LIBRARY, plan, round_)
        assert judged.points == 30
        assert len(judged.comments) == 6
        assert {one.author_name for one in judged.comments} == {""}  # names are withheld


def test_reading_for_the_decision_changes_nothing_of_the_advice(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow, 3, 3)
        here.on_to(Phase.EXPERTS)
        read(here, {0: 3})
        for plan in here.plans:
            assert decisions.settle(uow, LIBRARY, plan, Rules(), now=NOW + 9 * Rules().waits) == ""
        assert decisions.next_at(uow, Rules()) is None
