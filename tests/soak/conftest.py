"""What only `make soak` runs is not collected without it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from bot.simulator import LocalTelegram

collect_ignore = [] if os.environ.get("PHAEN_SOAK") else ["test_contest.py", "test_flood.py", "test_machine.py"]


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    telegram = LocalTelegram()
    await telegram.start()
    yield telegram
    await telegram.stop()
