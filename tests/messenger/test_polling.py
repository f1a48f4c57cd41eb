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


CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


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
        if found == [CONFLICT]:
            return web.json_response({"ok": False, "error_code": 409, "description": CONFLICT}, status=409)
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
        self.fails, self.kept, self.told = fails, list[int](), list[bool]()

    async def taken(self, away: bool) -> None:
        self.told.append(away)

    async def keep(self, updates: list[StoredUpdate]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("no room")
        self.kept += [update.id for update in updates]


async def polled(server: Server, keeper: Keeper, *, times: int) -> list[int]:
    """From which updates on Telegram was asked, until it was so many times, or for a moment."""
    polling = asyncio.ensure_future(poll(server.telegram, keeper.keep, lambda: NOW, keeper.taken))
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


@pytest.mark.parametrize(("conflicts", "told"), [(2, []), (3, [True, False]), (9, [True, False])])
async def test_another_program_that_takes_updates_is_told_of_once_and_when_it_is_over(
    server: Server, monkeypatch: pytest.MonkeyPatch, conflicts: int, told: list[bool]
) -> None:
    monkeypatch.setattr("bot.messenger.polling.BACKOFF", (0.0,))
    server.answers, keeper = [*[[CONFLICT]] * conflicts, [said(5)], []], Keeper()
    await polled(server, keeper, times=conflicts + 2)
    assert keeper.kept == [5]
    assert keeper.told == told
