"""Rate limits, with Telegram's real rates."""

from __future__ import annotations

import pytest

from bot.simulator.client import Client, Person, RequestError
from bot.simulator.errors import BotApiError
from bot.simulator.limits import Limits, Rates
from tests.simulator.helpers import BareBot


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def limits(stopwatch: Stopwatch) -> Limits:
    return Limits(Rates(), stopwatch.now)


def wait(limits: Limits, chat_id: int, *, group: bool = False) -> int:
    """The retry_after of a message in seconds; 0 when it is accepted."""
    try:
        limits.consume(chat_id, group=group)
    except BotApiError as error:
        return error.parameters["retry_after"]
    return 0


def test_thirty_messages_a_second_over_all(limits: Limits, stopwatch: Stopwatch) -> None:
    assert [wait(limits, chat) for chat in range(31)] == [0] * 30 + [1]
    stopwatch.seconds = 1
    assert wait(limits, 99) == 0


def test_a_private_chat_takes_a_short_burst_then_one_a_second(limits: Limits, stopwatch: Stopwatch) -> None:
    assert [wait(limits, 1) for _ in range(4)] == [0, 0, 0, 3]
    assert wait(limits, 2) == 0
    stopwatch.seconds = 3
    assert wait(limits, 1) == 0


def test_a_group_takes_twenty_messages_a_minute(limits: Limits, stopwatch: Stopwatch) -> None:
    assert [wait(limits, -1, group=True) for _ in range(21)] == [0] * 20 + [60]
    stopwatch.seconds = 59.5
    assert wait(limits, -1, group=True) == 1
    stopwatch.seconds = 60
    assert wait(limits, -1, group=True) == 0


async def test_a_hasty_bot_is_told_how_long_to_wait(bot: BareBot, client: Client, noy: Person) -> None:
    await client.set_faults(limits="real")
    answers = [await bot.call("sendMessage", chat_id=noy.id, text=str(number)) for number in range(4)]
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    wait = answers[3]["parameters"]["retry_after"]
    assert answers[3]["description"] == f"Too Many Requests: retry after {wait}"
    assert [message["text"] for message in noy.messages()][1:] == ["0", "1", "2"]


async def test_an_album_counts_as_many_messages(bot: BareBot, client: Client, noy: Person) -> None:
    await client.set_faults(limits={"overall_per_second": 3, "chat_per_second": 100})
    file = (await bot.upload("sendDocument", {"document": ("a.txt", b"a")}, chat_id=noy.id))["result"]
    media = [{"type": "document", "media": file["document"]["file_id"]}] * 3
    assert (await bot.call("sendMediaGroup", chat_id=noy.id, media=media))["error_code"] == 429


async def test_without_limits_nobody_waits(bot: BareBot, noy: Person) -> None:
    assert [(await bot.call("sendMessage", chat_id=noy.id, text=str(number)))["ok"] for number in range(40)] == (
        [True] * 40
    )


async def test_limits_that_are_not_understood_are_refused(client: Client) -> None:
    with pytest.raises(RequestError, match="not understood"):
        await client.set_faults(limits="some")
