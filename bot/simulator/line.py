"""A line to the local Telegram: its people API, its events, and the transcript of what people saw."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

import aiohttp

from bot.simulator import transcript
from bot.simulator.payload import Json

PATIENCE = 10.0  # seconds that a person waits for the bot at all
QUIET = 0.12  # seconds without anything new after which the bot is taken to have finished


class Refused(Exception):
    """The people API would not do it."""


class Line:
    def __init__(self, url: str, *, patience: float = PATIENCE, quiet: float = QUIET) -> None:
        self.url = url
        self.patience = patience
        self.quiet = quiet
        self.transcript: list[str] = []
        self.chats: dict[int, dict[int, Json]] = {}
        self.keyboards: dict[int, Json | None] = {}
        self.names: dict[int, str] = {}
        self.heard = 0  # events so far
        self._news = asyncio.Condition()
        self._events: list[Json] = []

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        self._socket = await self.session.ws_connect(f"{self.url}/api/events", params={"after": "0"})
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.cancel()
        with suppress(asyncio.CancelledError):
            await self._listening
        await self._socket.close()
        await self.session.close()

    async def get(self, path: str) -> Json:
        async with self.session.get(self.url + path) as answer:
            return await _body(answer)

    async def upload(self, path: str, form: aiohttp.FormData) -> Json:
        async with self.session.post(self.url + path, data=form) as answer:
            return await _body(answer)

    async def post(self, path: str, wish: Json | None = None) -> Json:
        async with self.session.post(self.url + path, json=wish or {}) as answer:
            return await _body(answer)

    async def delete(self, path: str) -> Json:
        async with self.session.delete(self.url + path) as answer:
            return await _body(answer)

    async def hear(self, chat_id: int, since: int, *, patience: float | None = None) -> None:
        """Waits until the bot has shown something new in a chat and has then been quiet for a moment.

        AssertionError when it shows nothing within the patience of this world.
        """
        limit = self.patience if patience is None else patience
        async with self._news:
            try:
                await asyncio.wait_for(self._news.wait_for(lambda: self._shown(chat_id, since)), limit)
            except TimeoutError:
                raise AssertionError(f"the bot showed nothing to {self.names.get(chat_id)} in {limit} s") from None
        await self.settle()

    async def settle(self) -> None:
        """Waits until nothing has happened for a moment."""
        before = -1
        while before != self.heard:
            before = self.heard
            await asyncio.sleep(self.quiet)

    def _shown(self, chat_id: int, since: int) -> bool:
        return any(event["chat_id"] == chat_id and _by_bot(event) for event in self._events[since:])

    async def _listen(self) -> None:
        async for frame in self._socket:
            event = frame.json()
            async with self._news:
                self._take(event)
                self._news.notify_all()

    def _take(self, event: Json) -> None:
        self._events.append(event)
        self.heard += 1
        if event["type"] in ("message", "edited", "deleted"):
            message, chat = event["message"], event["message"]["chat"]
            self.names.setdefault(chat["id"], chat.get("title") or chat.get("first_name"))
            self.chats.setdefault(chat["id"], {})[message["message_id"]] = message
        if event["type"] == "keyboard":
            self.keyboards[event["chat_id"]] = event["keyboard"]
        if line := transcript.line(event, self.names):
            self.transcript.append(line)


def _by_bot(event: Json) -> bool:
    """Whether the bot did this, to be seen in the chat; an answer counts only when it says something."""
    if event["type"] in ("message", "edited", "deleted"):
        return bool(event["message"]["from"]["is_bot"])
    return event["type"] == "answer" and bool(event["answer"]["text"])


async def _body(answer: aiohttp.ClientResponse) -> Json:
    body = await answer.json()
    if answer.status >= 400:
        raise Refused(body["error"])
    return dict(body)
