"""What Phaen serves: the webhook's secret, 200 only after the commit, health and metrics."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.messenger import web
from bot.messenger.web import SECRET, Web
from bot.store.inbox import StoredUpdate
from tests.process import free_port

UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}


class Server:
    """A server whose inbox is a list, and a database that can be away."""

    def __init__(self) -> None:
        self.kept: list[StoredUpdate] = []
        self.away = False
        self.web = Web(self.health, self.metrics)
        self.web.take_updates("/telegram", "secret", self.keep, lambda: datetime.now(UTC))
        self.url, self.port = "", 0

    async def keep(self, updates: list[StoredUpdate]) -> None:
        if self.away:
            raise OSError("no database")
        self.kept += updates

    async def health(self) -> dict[str, Any]:
        return {"healthy": not self.away}

    async def metrics(self) -> str:
        return "phaen_updates_total 1\n"

    async def post(self, body: Any, secret: str = "secret") -> int:
        url, headers = f"{self.url}/telegram", {SECRET: secret}
        async with aiohttp.ClientSession() as session, session.post(url, json=body, headers=headers) as answer:
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server, port = Server(), free_port()
    await server.web.start(f"127.0.0.1:{port}")
    server.url, server.port = f"http://127.0.0.1:{port}", port
    yield server
    await server.web.stop()


async def test_an_update_with_the_secret_is_kept_and_one_without_is_not(server: Server) -> None:
    assert await server.post(UPDATE, secret="wrong") == 403
    assert await server.post(UPDATE, secret="") == 403
    assert server.kept == []
    assert await server.post(UPDATE) == 200
    assert [(update.id, update.chat) for update in server.kept] == [(5, 7)]


async def test_without_a_database_telegram_is_asked_to_come_again(server: Server) -> None:
    server.away = True
    assert await server.post(UPDATE) == 503
    server.away = False
    assert await server.post(UPDATE) == 200


@pytest.mark.parametrize("body", [[], {"message": {}}, {"update_id": None}, "text"])
async def test_what_is_no_update_is_refused(server: Server, body: Any) -> None:
    assert await server.post(body) == 400
    assert server.kept == []


async def test_an_update_of_an_unknown_shape_is_kept_all_the_same(server: Server) -> None:
    assert await server.post({"update_id": 6, "message": {"chat": "?"}}) == 200
    assert [(update.id, update.chat) for update in server.kept] == [(6, 0)]


async def test_health_says_when_the_database_is_away(server: Server) -> None:
    assert (await server.get("/healthz"))[0] == 200
    server.away = True
    assert (await server.get("/healthz"))[0] == 503


async def test_metrics_are_served(server: Server) -> None:
    assert await server.get("/metrics") == (200, "phaen_updates_total 1\n")


async def test_a_secret_of_strange_letters_is_a_wrong_one(server: Server) -> None:
    assert await server.post(UPDATE, secret="ກ") == 403
    head = f"POST /telegram HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n{SECRET}: ".encode()
    assert (await raw(server, head + b"\xff\xfe\r\n\r\n{}")).startswith(b"HTTP/1.1 403")
    assert server.kept == []


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"POST /telegram HT",
        b"POST /telegram HTTP/1.1\r\nHost: x\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /hea",
        f"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n{SECRET}: secret\r\n\r\n{{".encode(),
    ],
)
async def test_half_a_request_does_not_stay(monkeypatch: pytest.MonkeyPatch, half: bytes) -> None:
    for patience in ("PATIENCE", "KEPT"):
        monkeypatch.setattr(web, patience, 0.2)
    server = Server()
    server.port = free_port()
    await server.web.start(f"127.0.0.1:{server.port}")
    answer = await raw(server, half)
    assert answer == b"" or answer.startswith((b"HTTP/1.1 408", b"HTTP/1.1 200"))
    await server.web.stop()


async def raw(server: Server, sent: bytes) -> bytes:
    """All that the server says until it closes the connection, or for a while."""
    reading, writing = await asyncio.open_connection("127.0.0.1", server.port)
    writing.write(sent)
    answer = await asyncio.wait_for(reading.read(), 10)
    writing.close()
    return answer


@pytest.mark.parametrize("number", [2**70, -(2**70)])
async def test_numbers_that_no_database_holds_are_kept_under_others(server: Server, number: int) -> None:
    chat = {"update_id": 7, "message": {"message_id": 1, "date": 0, "chat": {"id": number, "type": "private"}}}
    for body in (UPDATE | {"update_id": number}, chat):
        assert await server.post(body) == 200
    (first, second) = server.kept
    assert (first.id < 0, first.chat) == (True, 7)
    assert (second.id, second.chat) == (7, 0)


async def test_half_a_character_does_not_spoil_a_text(server: Server) -> None:
    message = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}, "text": "a\ud83db\0c \\u0000"}
    assert await server.post(UPDATE | {"message": message}) == 200
    assert json.loads(server.kept[0].raw)["message"]["text"] == "a\ufffdb\ufffdc \\u0000"
