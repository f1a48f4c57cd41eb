"""The real process: a clean stop, a second process that takes over, health and metrics while it polls."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.simulator import LocalTelegram, user_actions
from bot.store.database import Database
from bot.store.outbox import Lane, Outgoing
from tests import databases
from tests.process import Phaen, Proxy, free_port

pytestmark = pytest.mark.slow
Sample: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]  # name, and labels in their order


async def until(true: Callable[[], bool], seconds: float = 15) -> None:
    for _ in range(int(seconds * 20)):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen in time")


def put(database: Database, chats: list[int], lane: Lane) -> None:
    rows = [Outgoing(0, chat, lane, content={"text": f"{lane} for {chat}"}, key=f"{lane} {chat}") for chat in chats]
    with database.begin() as uow:
        uow.outbox.put_many(rows, now=datetime.now(UTC))


def states(database: Database) -> Counter[str]:
    with database.begin() as uow:
        return Counter(row.state for row in uow.outbox.log(10_000))


def texts(telegram: LocalTelegram, chat: int) -> list[str]:
    return [message["text"] for message in telegram.world.chats[chat].messages.values() if message["from"]["is_bot"]]


def people(telegram: LocalTelegram, number: int) -> list[int]:
    found = [telegram.world.add_person(f"P{each}", language_code="lo") for each in range(number)]
    for person in found:
        person.started = True
    return [person.id for person in found]


async def test_a_stop_lets_what_is_on_its_way_arrive_and_leaves_nothing_unsure(
    telegram: LocalTelegram, database: Database, url: str, tmp_path: Path
) -> None:
    phaen = Phaen(telegram.url, telegram.token, tmp_path, database_url=url, limit_overall="100")
    await phaen.start()
    telegram.world.faults.delay_ms = 300
    chats = people(telegram, 200)
    put(database, chats, Lane.ANNOUNCEMENT)
    await until(lambda: any(texts(telegram, chat) for chat in chats))
    assert await phaen.stop() == 0
    found = states(database)
    assert set(found) == {"sent", "pending"}
    assert found["sent"] == sum(len(texts(telegram, chat)) for chat in chats)
    assert not [line for line in phaen.output if "Traceback" in line]


async def test_when_the_sender_is_killed_another_process_sends_within_seconds(
    telegram: LocalTelegram, tmp_path: Path
) -> None:
    """On PostgreSQL: SQLite belongs to one process."""
    url, ports = databases.migrated("postgresql", tmp_path), [free_port(), free_port()]
    async with Proxy(*ports) as proxy:
        bots = [
            Phaen(
                telegram.url,
                telegram.token,
                tmp_path,
                database_url=url,
                listen=f"127.0.0.1:{port}",
                webhook_url=f"{proxy.url}/telegram",
            )
            for port in ports
        ]
        database = Database(url)
        try:
            await bots[0].start()
            await bots[1].start()
            (noy,) = people(telegram, 1)
            chat = telegram.world.chats[noy]
            user_actions.send_text(telegram.world, telegram.world.people[noy], chat, "/start")
            await until(lambda: len(texts(telegram, noy)) == 1)
            assert await _senders(ports) == [True, False]
            assert sum("another process sends" in line for line in bots[1].output) == 1
            await bots[0].kill()
            user_actions.send_text(telegram.world, telegram.world.people[noy], chat, "/start")
            await until(lambda: len(texts(telegram, noy)) == 2, seconds=6)
            assert await _senders(ports[1:]) == [True]
        finally:
            for bot in bots:
                await bot.kill()
            database.close()


async def test_a_process_that_does_not_send_calls_the_one_that_does(telegram: LocalTelegram, tmp_path: Path) -> None:
    """The sender takes no updates here and never looks by itself: what leaves was called for from the other process.

    On PostgreSQL: SQLite belongs to one process.
    """
    url, ports = databases.migrated("postgresql", tmp_path), [free_port(), free_port()]
    async with Proxy(ports[1]) as proxy:
        bots = [
            Phaen(
                telegram.url,
                telegram.token,
                tmp_path,
                module="tests.workers.sleeper",
                database_url=url,
                listen=f"127.0.0.1:{port}",
                webhook_url=f"{proxy.url}/telegram",
            )
            for port in ports
        ]
        try:
            await bots[0].start()
            await until(lambda: any("this process sends" in line for line in bots[0].output))
            await bots[1].start()
            (noy,) = people(telegram, 1)
            user_actions.send_text(telegram.world, telegram.world.people[noy], telegram.world.chats[noy], "/start")
            await until(lambda: len(texts(telegram, noy)) == 1)
        finally:
            for bot in bots:
                await bot.kill()


async def test_health_and_metrics_are_there_while_it_polls(telegram: LocalTelegram, url: str, tmp_path: Path) -> None:
    port = free_port()
    phaen = Phaen(telegram.url, telegram.token, tmp_path, database_url=url, listen=f"127.0.0.1:{port}")
    await phaen.start()
    try:
        (noy,) = people(telegram, 1)
        user_actions.send_text(telegram.world, telegram.world.people[noy], telegram.world.chats[noy], "/start")
        await until(lambda: len(texts(telegram, noy)) == 1)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                assert answer.status == 200
                state = await answer.json()
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                text = await answer.text()
    finally:
        await phaen.kill()
    assert state["healthy"]
    assert state["sends"]
    families = {family.name: family for family in text_string_to_metric_families(text)}
    kinds = {name: family.type for name, family in families.items() if not name.endswith("_created")}
    assert kinds == {
        "phaen_updates": "counter",
        "phaen_turn_seconds": "histogram",
        "phaen_turn_errors": "counter",
        "phaen_job_errors": "counter",
        "phaen_sent": "counter",
        "phaen_send_errors": "counter",
        "phaen_outbox_rows": "gauge",
        "phaen_inbox_waiting": "gauge",
        "phaen_inbox_aside": "gauge",
        "phaen_oldest_seconds": "gauge",
        "phaen_sends": "gauge",
    }
    samples = _samples(text)
    assert samples["phaen_updates_total", ()] == samples["phaen_turn_seconds_count", ()] == 1
    assert samples["phaen_turn_seconds_bucket", (("le", "+Inf"),)] == 1
    assert samples["phaen_inbox_waiting", ()] == 0


async def test_whatever_goes_wrong_the_metrics_tell_it_and_the_log_tells_nobodys_words(
    telegram: LocalTelegram, database: Database, url: str, tmp_path: Path
) -> None:
    """A slow-down, a lost network, somebody who blocked the bot, a page that fails, a message that Telegram refuses."""
    port, words = free_port(), "ນ້ຳບໍ່ພໍ secret-words"
    phaen = Phaen(
        *(telegram.url, telegram.token, tmp_path),
        module="tests.workers.notebook",
        database_url=url,
        listen=f"127.0.0.1:{port}",
        log_json="true",
    )
    await phaen.start()
    world = telegram.world
    try:
        noy, bo = people(telegram, 2)
        world.people[bo].blocked = True
        user_actions.send_text(world, world.people[noy], world.chats[noy], words)
        await user_actions.tap(world, world.people[noy], world.chats[noy], 1, "test.poison")
        await until(lambda: len(texts(telegram, noy)) >= 2)
        failures = [{"status": 429, "retry_after": 1}, {"status": 502}, {"status": 500}]
        world.faults.update({"fail": [{"method": "sendMessage", "times": 1} | failure for failure in failures]})
        with database.begin() as uow:
            for chat, text in ((bo, words), (noy, f"<{words}"), (noy, words)):
                uow.outbox.put(Outgoing(0, chat, Lane.NOTICE, content={"text": text}), now=datetime.now(UTC))
        await until(lambda: words in texts(telegram, noy) and states(database)["refused"] == 2)
        measured = await _metrics(port)
    finally:
        await phaen.kill()
    expected = {
        ("phaen_updates_total", ()): 2,
        ("phaen_turn_seconds_count", ()): 1,
        ("phaen_turn_errors_total", (("kind", "ZeroDivisionError"),)): 2,
        ("phaen_send_errors_total", (("kind", "TooFast"),)): 1,
        ("phaen_send_errors_total", (("kind", "Unreachable"),)): 2,
        ("phaen_send_errors_total", (("kind", "Gone"),)): 1,
        ("phaen_send_errors_total", (("kind", "Malformed"),)): 1,
        ("phaen_sent_total", (("state", "refused"),)): 2,
        ("phaen_inbox_aside", ()): 1,
        ("phaen_inbox_waiting", ()): 0,
        ("phaen_oldest_seconds", (("queue", "outbox"),)): 0,
    }
    assert {name: measured.get(name) for name in expected} == expected
    logged = [line for line in phaen.output if line.startswith("{")]
    assert {json.loads(line)["level"] for line in logged} >= {"ERROR"}
    for secret in (words, "secret-words", telegram.token, telegram.token.partition(":")[2], "P0"):
        assert not [line for line in phaen.output if secret in line and "?start=" not in line]


async def _metrics(port: int) -> dict[Sample, float]:
    """What /metrics says."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/metrics") as answer,
    ):
        return _samples(await answer.text())


def _samples(text: str) -> dict[Sample, float]:
    """The metrics as Prometheus' own parser reads them: values by name and labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_a_process_that_was_told_to_end_while_telegram_is_away_ends(
    telegram: LocalTelegram, url: str, tmp_path: Path
) -> None:
    phaen = Phaen(telegram.url, telegram.token, tmp_path, database_url=url)
    await phaen.start()
    telegram.world.faults.offline = True
    assert await asyncio.wait_for(phaen.stop(), 12) == 0


async def _senders(ports: list[int]) -> list[bool]:
    async with aiohttp.ClientSession() as session:
        found = []
        for port in ports:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                found.append(bool((await answer.json())["sends"]))
        return found
