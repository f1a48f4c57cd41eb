"""Long polling of a server that says anything: what is not kept is not confirmed, and nobody is asked madly."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.messenger.polling import poll
from bot.messenger.telegram import Telegram
from bot.store.inbox import StoredUpdate
from tests.messenger.serving import ME, serving
from tests.process import free_port

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class Server:
    """Telegram as far as `getUpdates` goes: `answers` in turn, the last one for ever; what it was asked from on."""

    def __init__(self, port: int) -> None:
        self.answers: list[list[Any]] = []
        self.offsets: list[int] = []
        self.url = f"http://127.0.0.1:{port}"
        self.telegram = Telegram("1:x", self.url)

    async def answer(self, request: web.Request) -> web.Response:
        if not request.path.endswith("/getUpdates"):
            return web.json_response({"ok": True, "result": ME})
        self.offsets.append((await request.json())["offset"])
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not found:
            await asyncio.sleep(60)
        return web.json_response({"ok": True, "result": found})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server(free_port())
    async with serving(server):
        yield server


def said(number: int) -> dict[str, Any]:
    person = {"id": 7, "is_bot": False, "first_name": "Noy"}
    message = {"message_id": number, "date": 0, "chat": {"id": 7, "type": "private"}, "from": person, "text": "x"}
    return {"update_id": number, "message": message}


class Keeper:
    """Keeps updates; the first `fails` times it cannot."""

    def __init__(self, fails: int = 0) -> None:
        self.fails, self.kept = fails, list[int]()

    async def keep(self, updates: list[StoredUpdate]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("no room")
        self.kept += [update.id for update in updates]


async def polled(server: Server, keeper: Keeper, *, times: int) -> list[int]:
    """From which updates on Telegram was asked, until it was so many times, or for a moment."""
    polling = asyncio.ensure_future(poll(server.telegram, keeper.keep, lambda: NOW))
    for _ in range(60):
        await asyncio.sleep(0.01)
        if len(server.offsets) >= times:
            break
    polling.cancel()
    with suppress(asyncio.CancelledError):
        await polling
    return server.offsets


async def test_what_is_not_kept_is_not_confirmed_and_comes_again(server: Server) -> None:
    server.answers, keeper = [[said(5), said(6)], [said(5), said(6)], []], Keeper(fails=1)
    assert await polled(server, keeper, times=3) == [0, 0, 7]
    assert keeper.kept == [5, 6]


async def test_what_is_no_update_stops_none_of_the_others(server: Server) -> None:
    server.answers, keeper = [[said(5), {"nothing": 1}, "x", None, said(8)], []], Keeper()
    assert await polled(server, keeper, times=2) == [0, 9]
    assert keeper.kept == [5, 8]


async def test_where_nothing_can_be_confirmed_telegram_is_not_asked_without_a_pause(server: Server) -> None:
    server.answers, keeper = [[{"nothing": 1}]], Keeper()
    assert len(await polled(server, keeper, times=5)) < 5
    assert keeper.kept == []
