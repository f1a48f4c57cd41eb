"""Certificates: what they say, and who gets one."""

import pytest

from bot.domain.refused import Forbidden
from bot.services.contests import certificates
from bot.store.database import Database
from tests.planning import NOW
from tests.services.contests.test_shared_plans import released


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
