"""The delivery of updates to a bot's own URL, repeated until the bot answers with 2xx."""

import asyncio
import re
from contextlib import suppress
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.simulator.clock import Clock
from bot.simulator.errors import bad_request
from bot.simulator.payload import Json
from bot.simulator.updates import Update, Updates

ANSWER_SECONDS = 60  # telegram-bot-api, WebhookActor.h: how long a delivery may take
LONGEST_PAUSE = 60.0  # telegram-bot-api, WebhookActor.cpp: pauses double up to here
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Webhook:
    """Takes several updates at a time, but those of one lane (a chat's messages, a person's taps) one by one."""

    def __init__(self, updates: Updates, clock: Clock, *, first_pause: float = 2.0) -> None:
        self.url = ""
        self.first_pause = first_pause  # seconds before the second repetition; the first comes at once
        self._updates = updates
        self._clock = clock
        self._secret = ""
        self._connections = 40
        self._error: Json = {}
        self._task: asyncio.Task[None] | None = None

    async def set(self, url: str, *, secret: str = "", connections: int = 40) -> None:
        """Starts delivering to `url`; refused unless it is https, or plain http on this computer."""
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
        known = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.head(len(self._updates.waiting))),
        }
        return known | ({"max_connections": self._connections} | self._error if self.url else {})

    async def _run(self) -> None:
        under_way: dict[str, asyncio.Task[None]] = {}
        async with ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS)) as session:
            try:
                while True:
                    self._updates.arrived.clear()
                    self._start_deliveries(session, under_way)
                    await self._next(under_way)
            finally:
                for task in under_way.values():
                    task.cancel()
                await asyncio.gather(*under_way.values(), return_exceptions=True)

    def _start_deliveries(self, session: ClientSession, under_way: dict[str, asyncio.Task[None]]) -> None:
        for update in self._updates.head(len(self._updates.waiting)):
            if len(under_way) >= self._connections:
                return
            if update.lane not in under_way:
                under_way[update.lane] = asyncio.create_task(self._deliver(session, update))

    async def _next(self, under_way: dict[str, asyncio.Task[None]]) -> None:
        """Waits for a new update or a finished delivery, and frees the lanes of finished ones."""
        arrival = asyncio.ensure_future(self._updates.arrived.wait())
        try:
            await asyncio.wait({arrival, *under_way.values()}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrival.cancel()
        for lane in [lane for lane, task in under_way.items() if task.done()]:
            under_way.pop(lane).result()

    async def _deliver(self, session: ClientSession, update: Update) -> None:
        pause = 0.0
        while update.copies > 0 and update.expires_at > self._clock.now():
            wait = await self._post(session, update)
            if wait is None:
                self._updates.settle(update)
                continue
            await asyncio.sleep(wait or pause)
            pause = min(LONGEST_PAUSE, pause * 2 or self.first_pause)

    async def _post(self, session: ClientSession, update: Update) -> float | None:
        """None when the bot took it, else the seconds that it asks to wait, 0 when it does not say."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update.body(), headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return None
                problem = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                wait = answer.headers.get("Retry-After", "")
        except (ClientError, TimeoutError, OSError):
            problem, wait = "Connection refused", ""
        self._error = {"last_error_date": int(self._clock.now().timestamp()), "last_error_message": problem}
        return float(wait) if wait.isdecimal() else 0.0
