"""What Phaen serves over HTTP: Telegram's webhook, its health and its metrics."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from asyncio import AbstractServer
from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web

from bot.messenger.incoming import stored_update
from bot.store.inbox import StoredUpdate

log = logging.getLogger(__name__)
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 – the name of a header
METRICS = "text/plain; version=0.0.4; charset=utf-8"  # the format that Prometheus reads
LARGEST = 1024 * 1024  # bytes of an update; Telegram's own are some kilobytes
PATIENCE = 10.0  # seconds in which a request has to be here, its head as well as its body
KEPT = 75.0  # seconds that a connection without a request is kept


class Web:
    """One small server. Its answers are given by whoever builds it."""

    def __init__(
        self,
        health: Callable[[], Awaitable[dict[str, object]]],
        metrics: Callable[[], Awaitable[str]],
    ) -> None:
        self._health, self._metrics = health, metrics
        self._silent: set[asyncio.Protocol] = set()  # young connections on which no whole request has come
        self._app = web.Application(client_max_size=LARGEST, middlewares=[self._ask])
        self._app.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._show)])
        self._runner: web.AppRunner | None = None
        self._server: AbstractServer | None = None

    def take_updates(
        self, path: str, secret: str, keep: Callable[[list[StoredUpdate]], Awaitable[None]], now: Callable[[], datetime]
    ) -> None:
        """Serve the webhook: 200 says that the update is in the database, nothing less."""

        async def take(request: web.Request) -> web.Response:
            if not _same(request.headers.get(SECRET, ""), secret):
                return web.Response(status=403)
            try:
                raw = await asyncio.wait_for(request.json(), PATIENCE)
                update = stored_update(raw, now())
            except TimeoutError:
                return web.Response(status=408)
            except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
                return web.Response(status=400)
            try:
                await keep([update])
            except Exception as error:  # noqa: BLE001 – Telegram keeps what we could not, and sends it again
                log.warning("an update could not be written down: %s", error.__class__.__name__)
                return web.Response(status=503, headers={"Retry-After": "2"})
            return web.Response()

        self._app.router.add_post(path, take)

    async def start(self, listen: str) -> None:
        """Listen at host:port."""
        host, _, port = listen.rpartition(":")
        self._runner = web.AppRunner(
            self._app, access_log=None, shutdown_timeout=5, keepalive_timeout=KEPT, lingering_time=PATIENCE
        )
        await self._runner.setup()
        listening = asyncio.get_running_loop().create_server(self._connection, host.strip("[]") or None, int(port))
        self._server = await listening

    async def stop(self) -> None:
        """Answer what is being asked, then close."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _connection(self) -> asyncio.Protocol:
        """Somebody connects: whoever has not asked anything in time goes again, or half a request stays for ever."""
        assert self._runner is not None
        assert self._runner.server is not None
        handler = self._runner.server()
        self._silent.add(handler)
        asyncio.get_running_loop().call_later(PATIENCE, self._close, handler)
        return handler

    def _close(self, handler: web.RequestHandler) -> None:
        if handler in self._silent:
            self._silent.remove(handler)
            handler.force_close()

    @web.middleware
    async def _ask(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        self._silent.discard(request.protocol)
        return await handler(request)

    async def _healthz(self, _request: web.Request) -> web.Response:
        state = await self._health()
        body = json.dumps(state)
        return web.Response(text=body, status=200 if state["healthy"] else 503, content_type="application/json")

    async def _show(self, _request: web.Request) -> web.Response:
        return web.Response(body=(await self._metrics()).encode(), headers={"Content-Type": METRICS})


def _same(given: str, secret: str) -> bool:
    """Whether a secret is ours, in a time that says nothing of it; headers may hold any bytes."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())
