"""A server that says what a test wants, and the bot's connection to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol
from urllib.parse import urlsplit

from aiohttp import web

from bot.messenger.telegram import Telegram

ME = {"id": 1, "is_bot": True, "first_name": "Phaen", "username": "phaen_bot"}


class Answering(Protocol):
    """What answers at `url` every request of `telegram`."""

    url: str
    telegram: Telegram

    async def answer(self, request: web.Request) -> web.Response: ...


@asynccontextmanager
async def serving(server: Answering) -> AsyncIterator[None]:
    """It listens, and the bot is connected, from here to the end."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", urlsplit(server.url).port).start()
    await server.telegram.open()
    yield
    await server.telegram.close()
    await runner.cleanup()
