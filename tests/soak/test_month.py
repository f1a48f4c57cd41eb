"""A month of 300 groups (of a third outside `make soak`): what rang is what the rules say, whoever died in between."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime

import pytest

from bot.store.database import Database
from tests.soak.programme import Soak

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("begun", [datetime(2027, 3, 20, tzinfo=UTC)])
def test_a_month_of_a_programme_rings_as_the_rules_say(sqlite: Database, begun: datetime) -> None:
    """From before the summer time of Berlin over Lao New Year."""
    soak = Soak(sqlite, random.Random(1), begun, days=30, step=3)
    soak.settle(groups=300 if "PHAEN_SOAK" in os.environ else 100, actions=1)
    soak.run(soak.look)
    soak.check()
