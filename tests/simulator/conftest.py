"""What the tests of the local Telegram ask for."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator import LocalTelegram, client
from tests.simulator.bench import BareBot, StillClock


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def telegram(clock: StillClock) -> AsyncIterator[LocalTelegram]:
    """A started local Telegram with nobody in it, its clock standing still."""
    telegram = LocalTelegram(clock=clock, advance=clock.advance)
    await telegram.start()
    yield telegram
    await telegram.stop()


@pytest.fixture
async def bot(telegram: LocalTelegram) -> AsyncIterator[BareBot]:
    async with aiohttp.ClientSession() as session:
        yield BareBot(session, telegram)


@pytest.fixture
async def world(telegram: LocalTelegram) -> AsyncIterator[client.World]:
    async with client.World(telegram.url, patience=3, quiet=0.03) as world:
        yield world


@pytest.fixture
async def noy(world: client.World) -> client.Person:
    return await world.person("Noy", language_code="lo", started=True)


@pytest.fixture
async def seng(world: client.World) -> client.Person:
    return await world.person("Seng", started=True)
