"""Webhook delivery: each update is posted to the bot's URL and retried with backoff until the response is 2xx."""

import asyncio
import re
from contextlib import suppress
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.simulator.clock import Clock
from bot.simulator.errors import bad_request
from bot.simulator.payload import Json
from bot.simulator.updates import Update, Updates

TIMEOUT = 60  # seconds for one delivery; telegram-bot-api, WebhookActor.h
MAX_BACKOFF = 60.0  # seconds; telegram-bot-api, WebhookActor.cpp
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Webhook:
    """Delivers concurrently, but the updates of one lane (a chat's messages, a person's taps) in order."""

    def __init__(self, updates: Updates, clock: Clock, *, first_backoff: float = 2.0) -> None:
        self.url = ""
        self.first_backoff = first_backoff  # seconds before the second retry; the first is immediate
        self._updates = updates
        self._clock = clock
        self._secret = ""
        self._connections = 40
        self._error: Json = {}
        self._task: asyncio.Task[None] | None = None

    async def set(self, url: str, *, secret: str = "", connections: int = 40) -> None:
        """Starts delivering to `url`; error 400 unless it is https, or http on the loopback interface."""
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        await self.delete()
        self.url, self._secret, self._connections, self._error = url, secret, connections, {}
        self._task = asyncio.create_task(self._run())

    async def delete(self) -> None:
        task, self._task, self.url = self._task, None, ""
        if task:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def info(self) -> Json:
        info = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.oldest(len(self._updates.pending))),
        }
        return info | ({"max_connections": self._connections} | self._error if self.url else {})

    async def _run(self) -> None:
        in_flight: dict[str, asyncio.Task[None]] = {}
        async with ClientSession(timeout=ClientTimeout(total=TIMEOUT)) as session:
            try:
                while True:
                    self._updates.arrived.clear()
                    self._start_deliveries(session, in_flight)
                    await self._next(in_flight)
            finally:
                for task in in_flight.values():
                    task.cancel()
                await asyncio.gather(*in_flight.values(), return_exceptions=True)

    def _start_deliveries(self, session: ClientSession, in_flight: dict[str, asyncio.Task[None]]) -> None:
        for update in self._updates.oldest(len(self._updates.pending)):
            if len(in_flight) >= self._connections:
                return
            if update.lane not in in_flight:
                in_flight[update.lane] = asyncio.create_task(self._deliver(session, update))

    async def _next(self, in_flight: dict[str, asyncio.Task[None]]) -> None:
        """Waits for a new update or a finished delivery, and frees the lanes of finished deliveries."""
        arrival = asyncio.ensure_future(self._updates.arrived.wait())
        try:
            await asyncio.wait({arrival, *in_flight.values()}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
        for lane in [lane for lane, task in in_flight.items() if task.done()]:
            in_flight.pop(lane).result()

    async def _deliver(self, session: ClientSession, update: Update) -> None:
        backoff = 0.0
        while update.deliveries_left > 0 and update.expires_at > self._clock.now():
            retry_after = await self._post(session, update)
            if retry_after is None:
                self._updates.acknowledge(update)
                continue
            await asyncio.sleep(retry_after or backoff)
            backoff = min(MAX_BACKOFF, backoff * 2 or self.first_backoff)

    async def _post(self, session: ClientSession, update: Update) -> float | None:
        """None for a 2xx response, else the seconds of its Retry-After header, 0 without one."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update.as_json(), headers=headers) as response:
                if 200 <= response.status < 300:
                    return None
                problem = f"Wrong response from the webhook: {response.status} {response.reason}"
                retry_after = response.headers.get("Retry-After", "")
        except (ClientError, TimeoutError, OSError):
            problem, retry_after = "Connection refused", ""
        self._error = {"last_error_date": int(self._clock.now().timestamp()), "last_error_message": problem}
        return float(retry_after) if retry_after.isdecimal() else 0.0
