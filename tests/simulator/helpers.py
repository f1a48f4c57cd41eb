"""Helpers of these tests: a clock that stands still, a bot that is a plain HTTP client, images, lists of updates."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import aiohttp

from bot.simulator import LocalTelegram

Json = dict[str, Any]
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # eight o'clock in Vientiane


class StillClock:
    """Moves only when a test moves it."""

    def __init__(self) -> None:
        self.moment = MORNING

    def now(self) -> datetime:
        return self.moment

    async def advance(self, target: datetime) -> None:
        self.moment = target

    def skip(self, **span: float) -> None:
        self.moment += timedelta(**span)


class BareBot:
    """A bot that sends exactly the requests it is given, valid or not, and returns the responses unchanged."""

    def __init__(self, session: aiohttp.ClientSession, telegram: LocalTelegram) -> None:
        self.session = session
        self.telegram = telegram

    async def call(self, method: str, *, token: str | None = None, **parameters: Any) -> Json:
        url = f"{self.telegram.url}/bot{token or self.telegram.token}/{method}"
        async with self.session.post(url, json=parameters) as response:
            body = await response.json()
            assert response.status == body.get("error_code", 200)
            return dict(body)

    async def get(self, method: str, **parameters: Any) -> Any:
        """The result of a request that has to succeed."""
        body = await self.call(method, **parameters)
        assert body["ok"], body
        return body["result"]

    async def error(self, method: str, **parameters: Any) -> str:
        """Error code and description of a request that has to fail."""
        body = await self.call(method, **parameters)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"

    async def upload(self, method: str, files: dict[str, tuple[str, bytes]], **parameters: Any) -> Json:
        """A multipart request: files by field name, each with its file name and bytes."""
        form = aiohttp.FormData()
        for name, value in parameters.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for field, (name, data) in files.items():
            form.add_field(field, BytesIO(data), filename=name)
        async with self.session.post(f"{self.telegram.url}/bot{self.telegram.token}/{method}", data=form) as response:
            return dict(await response.json())

    async def updates(self, offset: int = 0, *, timeout: int = 0, **more: Any) -> list[Json]:
        return list(await self.get("getUpdates", offset=offset, timeout=timeout, **more))


def png(width: int = 4, height: int = 3) -> bytes:
    """A valid PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x60" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def newest(updates: list[Json]) -> int:
    """The offset that confirms all these updates."""
    return int(updates[-1]["update_id"]) + 1


def kinds(updates: list[Json]) -> list[str]:
    """The kind of each update."""
    return [next(key for key in update if key != "update_id") for update in updates]
