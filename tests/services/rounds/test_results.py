"""The results of a round: a group sees its own once they are out, staff see all points before they place plans."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.domain.plans import RoundState
from bot.domain.refused import Forbidden, Missing, Refused
from bot.domain.rounds import Rules
from bot.services.reviews import reviews
from bot.services.rounds import results, rounds
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, sent, settle
from tests.services.reviews.test_judged import decided
from tests.services.rounds.test_rounds import submitted
from tests.story import AT_ONCE


def test_rank_points_and_who_shares_it_once_the_round_is_released(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        decided(village, "approve", marks=(3, 1, 2))
        other, round_ = submitted(uow, village.now().round, "Others"), village.now().round
        rounds.close(uow, round_, by=village.mali, now=NOW)
        for plan in (village.plan, other):
            rounds.set_position(uow, plan, 1, by=village.mali, now=NOW)
        before = results.open_results(uow, LIBRARY, village.plan, by=village.noy)
        assert (before.out, before.position, before.first, before.weakest_first) == (False, None, (), ())
        rounds.release(uow, round_, by=village.mali, now=NOW)
        found = results.open_results(uow, LIBRARY, village.plan, by=village.seng)
        assert (found.out, found.position, found.shares, set(found.first)) == (True, 1, 1, {"Asparagus", "Others"})
        assert [float(mark.mean) for mark in found.weakest_first] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3]
        assert results.newest(uow, village.seng.id) == village.plan


def test_others_see_nothing_and_a_group_without_a_sent_plan_has_none(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        assert results.newest(uow, village.noy.id) is None
        assert results.newest(uow, village.bo.id) is None
        with pytest.raises(Forbidden):
            results.open_results(uow, LIBRARY, village.plan, by=village.bo)
        with pytest.raises(Missing):
            results.open_results(uow, LIBRARY, 999, by=village.noy)
        uow.rounds.change(village.now().round, state=RoundState.RELEASED.value)
        assert not results.open_results(uow, LIBRARY, village.plan, by=village.noy).out


def test_staff_see_points_when_a_decision_is_final_and_not_of_what_they_read_themselves(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        decided(village, "approve")
        plans, waits = [village.now()], Rules()
        given = results.scored(uow, plans, waits, by=village.mali, now=NOW)[village.plan]
        assert (given.points, given.readers) == (None, ())
        later = NOW + waits.waits
        given = results.scored(uow, plans, waits, by=village.mali, now=later)[village.plan]
        assert (given.points, given.readers) == (20.0, (("Dr. Kham", 20, "approve"),))
        (first,) = uow.reviews.of_plan(village.plan)
        uow.reviews.assign(first.submission, village.mali.id, now=NOW)
        assert results.scored(uow, plans, waits, by=village.mali, now=later)[village.plan].points is None
        with pytest.raises(Forbidden):
            results.scored(uow, plans, waits, by=village.noy, now=later)


def test_a_round_that_ranks_nothing_takes_no_positions_and_no_release(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        round_ = village.now().round
        rounds.set_unranked(uow, round_, True, by=village.mali, now=NOW)
        kham, review = sent(village)
        reviews.accept(uow, review, by=kham)
        assert not results.open_results(uow, LIBRARY, village.plan, by=village.noy).out
        rounds.close(uow, round_, by=village.mali, now=NOW)
        with pytest.raises(Refused):
            rounds.set_unranked(uow, round_, False, by=village.mali, now=NOW)
        for act in (
            lambda: rounds.set_position(uow, village.plan, 1, by=village.mali, now=NOW),
            lambda: rounds.release(uow, round_, by=village.mali, now=NOW),
        ):
            with pytest.raises(Refused, match="ranks no plans"):
                act()
        for criterion in LIBRARY.rubric.criteria:
            reviews.score(uow, LIBRARY, review, criterion.key, 3, by=kham, now=NOW)
        found = uow.reviews.get(review)
        assert found is not None
        reviews.decide(uow, LIBRARY, review, "approve", AT_ONCE, by=kham, seen=found.revision, now=NOW)
        seen = results.open_results(uow, LIBRARY, village.plan, by=village.noy)
        assert (seen.out, seen.position, seen.judged.points) == (True, None, 30.0)


def test_an_expert_who_is_staff_too_places_nothing_by_what_they_have_not_decided(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham, _ = sent(village)
        uow.people.put_role(kham.id, Role.STAFF, "confirmed", now=NOW)
        both = uow.people.get(kham.id)
        assert both is not None
        given = results.scored(uow, [village.now()], AT_ONCE, by=both, now=NOW + timedelta(days=1))
        assert given[village.plan].points is None
