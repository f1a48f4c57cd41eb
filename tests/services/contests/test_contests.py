"""What staff set of a competition: days, score sheets, prizes, categories."""

from datetime import date

import pytest

from bot.domain.contests import Phase
from bot.domain.refused import Refused, Stale
from bot.services.contests import contests, phases
from bot.store.database import Database
from tests import planning
from tests.planning import LIBRARY, NOW
from tests.services.contests.test_phases import contest, settled
from tests.services.rights import ZONE


def test_days_follow_one_another_and_a_phase_that_is_over_has_none(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        contests.set_end(uow, round_id, "presenting", date(2026, 12, 10), zone=ZONE, by=village.mali, now=NOW)
        with pytest.raises(Refused, match="follow one another"):
            contests.set_end(uow, round_id, "peers", date(2026, 12, 9), zone=ZONE, by=village.mali, now=NOW)
        with pytest.raises(Refused, match="gone already"):
            contests.set_end(uow, round_id, "peers", date(2026, 11, 1), zone=ZONE, by=village.mali, now=NOW)
        phases.advance(uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
        with pytest.raises(Stale):
            contests.set_end(uow, round_id, "drafting", date(2026, 12, 9), zone=ZONE, by=village.mali, now=NOW)
        contests.set_end(uow, round_id, "presenting", None, zone=ZONE, by=village.mali, now=NOW)
        assert contest(uow, round_id).ends is None


def test_a_project_has_its_own_score_sheet_until_a_plan_was_sent(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        round_id = village.now().round
        contests.begin(uow, round_id, by=village.mali, now=NOW)
        assert contests.rubric_of(uow, LIBRARY, village.plan).key == "rubric"
        contests.set_rubric(uow, LIBRARY, round_id, "SSSJ", "procasur", by=village.mali, now=NOW)
        assert contests.rubric_of(uow, LIBRARY, village.plan).key == "rubric"
        contests.set_rubric(uow, LIBRARY, round_id, "RLIP", "procasur", by=village.mali, now=NOW)
        assert contests.rubric_of(uow, LIBRARY, village.plan).key == "procasur"
        with pytest.raises(Stale):
            contests.set_rubric(uow, LIBRARY, round_id, "RLIP", "unknown", by=village.mali, now=NOW)
        planning.sent(village)
        with pytest.raises(Refused, match="stays as it is"):
            contests.set_rubric(uow, LIBRARY, round_id, "RLIP", "rubric", by=village.mali, now=NOW)


def test_prizes_categories_and_counts_are_kept_and_tidied(database: Database) -> None:
    with database.begin() as uow:
        village, round_id = settled(uow)
        by = village.mali
        contests.set_prize(uow, round_id, 1, "  A  pump ", by=by, now=NOW)
        contests.set_prize(uow, round_id, 2, "Seed", by=by, now=NOW)
        contests.set_prize(uow, round_id, 2, "", by=by, now=NOW)
        contests.set_categories(uow, round_id, "women's groups, youth, youth", by=by, now=NOW)
        contests.set_category(uow, village.plan, "youth", by=by, now=NOW)
        contests.set_count(uow, round_id, "experts", 2, by=by, now=NOW)
        contests.set_flag(uow, round_id, "withhold", True, by=by, now=NOW)
        rules = contest(uow, round_id).rules
        assert dict(rules.prizes) == {1: "A pump"}
        assert rules.categories == ("women's groups", "youth")
        assert dict(rules.of_plans) == {village.plan: "youth"}
        assert (rules.experts, rules.withhold, rules.own_winners) == (2, True, False)
        contests.set_categories(uow, round_id, "women's groups", by=by, now=NOW)
        assert dict(contest(uow, round_id).rules.of_plans) == {}
        for what, count in (("experts", 0), ("experts", 99), ("heard", 1), ("nothing", 3)):
            with pytest.raises(Stale):
                contests.set_count(uow, round_id, what, count, by=by, now=NOW)
