"""Fixtures for the tests of the local Telegram."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator import LocalTelegram
from bot.simulator.client import Client, Person
from tests.simulator.helpers import BareBot, StillClock


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def telegram(clock: StillClock) -> AsyncIterator[LocalTelegram]:
    """A running local Telegram without people, whose clock stands still."""
    telegram = LocalTelegram(clock=clock, advance=clock.advance)
    await telegram.start()
    yield telegram
    await telegram.stop()


@pytest.fixture
async def bot(telegram: LocalTelegram) -> AsyncIterator[BareBot]:
    async with aiohttp.ClientSession() as session:
        yield BareBot(session, telegram)


@pytest.fixture
async def client(telegram: LocalTelegram) -> AsyncIterator[Client]:
    async with Client(telegram.url, timeout=3, idle_time=0.03) as client:
        yield client


@pytest.fixture
async def noy(client: Client) -> Person:
    return await client.person("Noy", language_code="lo", started=True)


@pytest.fixture
async def seng(client: Client) -> Person:
    return await client.person("Seng", started=True)
