"""Every answer of the local Telegram is dated by its own clock, as the real one's answers are by the true time."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from bot.simulator import LocalTelegram


class Then:
    """A clock that stands still, years ago."""

    def now(self) -> datetime:
        return datetime(2019, 1, 1, 12, tzinfo=UTC)


async def test_answers_carry_the_time_of_the_clock_that_is_shared() -> None:
    telegram = LocalTelegram(clock=Then())
    url = await telegram.start()
    try:
        async with aiohttp.ClientSession() as session:
            for path in (f"/bot{telegram.token}/getMe", f"/bot{telegram.token}/none", "/api/clock"):
                async with session.get(url + path) as answer:
                    assert parsedate_to_datetime(answer.headers["Date"]) == Then().now()
    finally:
        await telegram.stop()
