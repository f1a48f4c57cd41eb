"""The library: who may put a plan there and read it, and when."""

import pytest

from bot.domain.contests import Phase
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services.contests import certificates, shared_plans, standings
from bot.store.database import Database, UnitOfWork
from tests.competing import Competition, competition, read
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
