"""Visits in the field: what counts, and how they choose the final winners."""

from fractions import Fraction

import pytest

from bot.domain.contests import Phase
from bot.domain.incoming import Answer
from bot.domain.refused import Forbidden, Refused, Stale
from bot.services import erasures
from bot.services.contests import standings, visits
from bot.store.database import Database
from bot.store.tables import media
from tests.competing import sent
from tests.planning import LIBRARY, NOW
from tests.services.contests.test_shared_plans import released


def test_a_visit_counts_with_points_photo_and_place_and_the_chain_parts_who_is_equal(database: Database) -> None:
    with database.begin() as uow:
        here = released(uow)
        expert, plans = here.experts[0], here.plans
        with pytest.raises(Refused, match="is over"):
            visits.give(uow, plans[1], 8, by=expert, now=NOW)
        here.on_to(Phase.FOLLOW_UP)
        assert {one.plan.id for one in visits.to_visit(uow, by=expert)} == set(plans)
        for plan in plans[1:]:
            visits.give(uow, plan, 8, by=expert, now=NOW)
            visits.show(uow, plan, sent(uow, expert, "photo"), by=expert, now=NOW)
        assert standings.finals(uow, LIBRARY, here.now) == ()  # the places are missing
        for plan in plans[1:]:
            visits.show(uow, plan, Answer("text", "Village"), by=expert, now=NOW)
        found = standings.finals(uow, LIBRARY, here.now)
        assert [(row.plan.id, row.final.position, row.by) for row in found] == [
            (plans[1], 1, None),
            (plans[2], 2, "peers"),  # equal in points and in the field: the stars of groups part them
        ]
        with pytest.raises(Stale):
            visits.give(uow, plans[1], 11, by=expert, now=NOW)
        with pytest.raises(Refused, match="photo, or the place"):
            visits.show(uow, plans[1], sent(uow, expert, "voice"), by=expert, now=NOW)
        with pytest.raises(Forbidden):
            visits.give(uow, plans[1], 1, by=here.leaders[1], now=NOW)


def test_who_is_connected_gives_no_points_in_the_field(database: Database) -> None:
    with database.begin() as uow:
        here = released(uow)
        here.on_to(Phase.FOLLOW_UP)
        uow.groups.join(here.groups[1], here.experts[0].id, leader=False, now=NOW)
        with pytest.raises(Refused, match="connected"):
            visits.give(uow, here.plans[1], 8, by=here.experts[0], now=NOW)


def test_what_an_erased_expert_gave_in_the_field_goes_on_to_count(database: Database) -> None:
    with database.begin() as uow:
        here = released(uow)
        expert, plan = here.experts[0], here.plans[1]
        here.on_to(Phase.FOLLOW_UP)
        visits.give(uow, plan, 8, by=expert, now=NOW)
        visits.show(uow, plan, sent(uow, expert, "photo"), by=expert, now=NOW)
        visits.show(uow, plan, Answer("text", "Village"), by=expert, now=NOW)
        visits.give(uow, here.plans[2], 3, by=expert, now=NOW)  # without a photo: it never counted
        visits.show(uow, here.plans[2], Answer("text", "Village"), by=expert, now=NOW)
        erasures.erase(uow, LIBRARY, expert.id, 0, now=NOW)
        [visit] = uow.reviews.visits(plan)
        assert (visit.expert, visit.photo, visit.name) == (None, None, "")
        assert standings.field_share(uow, plan) == Fraction(8, 10)
        assert standings.field_share(uow, here.plans[2]) is None


def test_a_visit_outlives_its_photo(database: Database) -> None:
    with database.begin() as uow:
        here = released(uow)
        here.on_to(Phase.FOLLOW_UP)
        visits.show(uow, here.plans[1], sent(uow, here.experts[0], "photo"), by=here.experts[0], now=NOW)
        uow.connection.execute(media.delete())
        assert [visit.photo for visit in uow.reviews.visits(here.plans[1])] == [None]
