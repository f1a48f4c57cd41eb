"""What only `make soak` runs is not collected without it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from bot.simulator import LocalTelegram

_LONG = (
    "test_bucket.py",
    "test_contest.py",
    "test_flood.py",
    "test_image.py",
    "test_machine.py",
    "test_rehearsal.py",
    "test_replica.py",
)
collect_ignore = [] if os.environ.get("PHAEN_SOAK") else [*_LONG]


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    telegram = LocalTelegram()
    await telegram.start()
    yield telegram
    await telegram.stop()
