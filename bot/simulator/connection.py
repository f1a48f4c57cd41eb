"""A connection to the local Telegram: HTTP requests, the event stream, the state and transcript drawn from it."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

import aiohttp

from bot.simulator import transcript
from bot.simulator.payload import Json

TIMEOUT = 10.0  # seconds in which the bot has to react
IDLE_TIME = 0.12  # seconds without an event after which the bot counts as finished


class RequestError(Exception):
    """An error response of the local API, with its text."""


class Connection:
    def __init__(self, url: str, *, timeout: float = TIMEOUT, idle_time: float = IDLE_TIME) -> None:
        self.url = url
        self.timeout = timeout
        self.idle_time = idle_time
        self.transcript: list[str] = []
        self.chats: dict[int, dict[int, Json]] = {}
        self.keyboards: dict[int, Json | None] = {}
        self.names: dict[int, str] = {}
        self.event_count = 0
        self._changed = asyncio.Condition()
        self._events: list[Json] = []

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        self._socket = await self.session.ws_connect(f"{self.url}/api/events", params={"after": "0"})
        self._receiver = asyncio.create_task(self._receive())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._receiver.cancel()
        with suppress(asyncio.CancelledError):
            await self._receiver
        await self._socket.close()
        await self.session.close()

    async def get(self, path: str) -> Json:
        async with self.session.get(self.url + path) as response:
            return await _parse(response)

    async def upload(self, path: str, form: aiohttp.FormData) -> Json:
        async with self.session.post(self.url + path, data=form) as response:
            return await _parse(response)

    async def post(self, path: str, body: Json | None = None) -> Json:
        async with self.session.post(self.url + path, json=body or {}) as response:
            return await _parse(response)

    async def delete(self, path: str) -> Json:
        async with self.session.delete(self.url + path) as response:
            return await _parse(response)

    async def wait_for_bot(self, chat_id: int, since: int, *, timeout: float | None = None) -> None:
        """Waits until the bot has shown something new in a chat and then been idle for a moment.

        AssertionError after `timeout` seconds, by default those of the connection.
        """
        limit = self.timeout if timeout is None else timeout
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: self._has_shown(chat_id, since)), limit)
            except TimeoutError:
                raise AssertionError(f"the bot showed nothing to {self.names.get(chat_id)} in {limit} s") from None
        await self.wait_until_idle()

    async def wait_until_idle(self) -> None:
        """Waits until no event has come for `idle_time`."""
        count = -1
        while count != self.event_count:
            count = self.event_count
            await asyncio.sleep(self.idle_time)

    def _has_shown(self, chat_id: int, since: int) -> bool:
        return any(event["chat_id"] == chat_id and _by_bot(event) for event in self._events[since:])

    async def _receive(self) -> None:
        async for frame in self._socket:
            event = frame.json()
            async with self._changed:
                self._apply(event)
                self._changed.notify_all()

    def _apply(self, event: Json) -> None:
        self._events.append(event)
        self.event_count += 1
        if event["type"] in ("message", "edited", "deleted"):
            message, chat = event["message"], event["message"]["chat"]
            self.names.setdefault(chat["id"], chat.get("title") or chat.get("first_name"))
            self.chats.setdefault(chat["id"], {})[message["message_id"]] = message
        if event["type"] == "keyboard":
            self.keyboards[event["chat_id"]] = event["keyboard"]
        if line := transcript.line(event, self.names):
            self.transcript.append(line)


def _by_bot(event: Json) -> bool:
    """Whether the event shows something of the bot in the chat; an empty answer to a tap does not."""
    if event["type"] in ("message", "edited", "deleted"):
        return bool(event["message"]["from"]["is_bot"])
    return event["type"] == "answer" and bool(event["answer"]["text"])


async def _parse(response: aiohttp.ClientResponse) -> Json:
    body = await response.json()
    if response.status >= 400:
        raise RequestError(body["error"])
    return dict(body)
