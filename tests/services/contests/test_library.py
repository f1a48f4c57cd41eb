"""The library, certificates and visits: who may, when, and what counts."""

import pytest

from bot.domain.contests import Phase
from bot.domain.incoming import Answer
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.contests import certificates, shared_plans, standings, visits
from bot.store.database import Database, UnitOfWork
from tests.competing import Competition, competition, read, sent
from tests.planning import LIBRARY, NOW


def released(uow: UnitOfWork) -> Competition:
    """A small competition whose results are out: plan 0 is first, plan 1 and 2 share the second place."""
    here = competition(uow, 3, 3)
    here.on_to(Phase.PRESENTING)
    here.tell()
    here.on_to(Phase.PEERS)
    here.give({0: 2, 1: 2})
    here.on_to(Phase.EXPERTS)
    read(here, {0: 3, 1: 2, 2: 2})
    here.on_to(Phase.DECISION)
    standings.put(uow, LIBRARY, here.round, by=here.mali, now=NOW)
    here.on_to(Phase.RELEASED)
    return here


def test_the_leader_shares_a_plan_after_the_results_and_takes_it_back(database: Database) -> None:
    with database.begin() as uow:
        here = released(uow)
        plan, leader, other = here.plans[0], here.leaders[0], here.leaders[1]
        with pytest.raises(Forbidden):
            shared_plans.open_shared(uow, plan, by=other)
        with pytest.raises(Forbidden):
            shared_plans.share(uow, plan, True, by=other, now=NOW)
        shared_plans.share(uow, plan, True, by=leader, now=NOW)
        assert shared_plans.open_shared(uow, plan, by=other).plan.id == plan
        assert [one.plan.id for one in shared_plans.listed(uow)] == [plan]
        assert any(one.key == str(plan) for one in shared_plans.passages(uow, LIBRARY))
        shared_plans.share(uow, plan, False, by=leader, now=NOW)
        assert shared_plans.listed(uow) == []
        assert list(shared_plans.passages(uow, LIBRARY)) == []


def test_nothing_is_shared_or_certified_before_the_results(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 1)
        with pytest.raises(Refused, match="not out yet"):
            shared_plans.share(uow, here.plans[0], True, by=here.leaders[0], now=NOW)
        uow.plans.set_position(here.plans[0], 1)
        with pytest.raises(Missing):
            certificates.of_plan(uow, here.plans[0])
        with pytest.raises(Refused, match="no certificate"):
            certificates.send(uow, here.plans[0], chat=5, by=here.leaders[0], now=NOW)  # type: ignore[arg-type]


def test_a_certificate_says_the_place_and_then_the_final_one_with_its_prize(database: Database) -> None:
    with database.begin() as uow:
        here = released(uow)
        found = certificates.of_plan(uow, here.plans[1])
        assert (found.position, found.final, found.group.name) == (2, False, "Group 1")
        uow.plans.set_final(here.plans[1], 1)
        assert certificates.of_plan(uow, here.plans[1]).final
        certificates.send(uow, here.plans[1], chat=5001, by=here.leaders[1], now=NOW)  # type: ignore[arg-type]
        certificates.send(uow, here.plans[1], chat=5001, by=here.leaders[1], now=NOW)  # type: ignore[arg-type]
        rows = [row for row in uow.outbox.due(now=NOW, limit=300) if "certificate" in str(row.content)]
        assert len(rows) == 1
        with pytest.raises(Forbidden):
            certificates.send(uow, here.plans[1], chat=5002, by=here.leaders[2], now=NOW)  # type: ignore[arg-type]


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
