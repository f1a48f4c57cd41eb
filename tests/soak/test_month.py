"""A month of a programme of 300 groups: what rang is what the rules say, whoever died in between."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from bot.store.database import Database
from tests.soak.programme import Soak

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("begun", [datetime(2027, 3, 20, tzinfo=UTC)])
def test_a_month_of_300_groups_rings_as_the_rules_say(sqlite: Database, begun: datetime) -> None:
    """From before the summer time of Berlin over Lao New Year."""
    soak = Soak(sqlite, random.Random(1), begun, days=30, step=3)
    soak.settle(groups=300, actions=1)
    soak.run(soak.look)
    soak.check()
