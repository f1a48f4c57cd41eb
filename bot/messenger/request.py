"""python-telegram-bot's network behind its own seam, on aiohttp: many calls at once without a bottleneck."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

# Seconds that an unused connection is kept: shorter than servers keep theirs, for a message that leaves on a connection
# which the other side is just closing may have arrived or not.
KEPT = 15
JSON = "application/json"
_NO_ANSWER = "the answer was none of the Bot API"
SLOWER = 5  # seconds to wait where Telegram asks for a pause and does not say how long


class NotTaken(NetworkError):
    """For sure nothing arrived: no connection came about, or the other side said that it takes nothing."""


@dataclass(frozen=True, slots=True)
class _Plain:
    """A parameter that is JSON already, as `RequestData` reads it."""

    name: str
    value: object
    input_files: None = None


class AiohttpRequest(BaseRequest):
    """One connection pool. The library's own httpx pool is the bottleneck that telegram.md measured."""

    def __init__(self, *, connections: int, read_timeout: float) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None
        self.heard_at = -math.inf  # monotonic time of the last answer to this bot, whatever it said
        self.dated_at = -math.inf  # the same of the last answer that told the time
        self._dated: datetime | None = None  # what Telegram's clock showed then

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=KEPT)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _hear(self, status: int, date: str) -> None:
        """An answer came, dated by Telegram's clock; a gateway's word that Telegram is away is none.

        Where the token is no good any more Telegram still tells the time, but it does not hear this bot.
        """
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return
        now = time.monotonic()
        if status != HTTPStatus.UNAUTHORIZED:
            self.heard_at = now
        with suppress(ValueError):  # an answer without a date, or with one that nobody can read
            found = parsedate_to_datetime(date)
            self.dated_at, self._dated = now, found if found.tzinfo else None

    def true_time(self) -> datetime | None:
        """Telegram's time now: as its last answer was dated, and what has passed since by a clock that nobody sets."""
        if self._dated is None:
            return None
        return self._dated + timedelta(seconds=time.monotonic() - self.dated_at)

    async def call(self, url: str, parameters: Mapping[str, object], *, read_timeout: float | None = None) -> Any:
        """Call a method with plain JSON; returns its result. Raises the library's errors, Telegram's among them.

        For what leaves and comes often: through the library's objects (`Bot.send_message`) a message costs 0.41 ms of
        processor, this way 0.05 ms.
        """
        waits = self._read_timeout if read_timeout is None else read_timeout
        given: list[Any] = [_Plain(name, value) for name, value in parameters.items()]
        return await self.post(url, RequestData(given), read_timeout=waits)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        assert self._session is not None, "initialize() comes first"
        waits = self._read_timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=waits)
        with _network_errors():
            async with self._session.request(method, url, timeout=timeout, data=_body(request_data)) as response:
                body = await response.read()
        self._hear(response.status, response.headers.get("Date", ""))
        _check(method, response.status, body)
        return response.status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """What Telegram says. What is no answer of the Bot API counts as a broken network: it is asked again."""
        found = _json(payload)
        if not isinstance(found, dict):
            raise NetworkError(_NO_ANSWER)
        return found


def _json(payload: bytes) -> object:
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _check(method: str, status: int, body: bytes) -> None:
    """Raise for an answer that the library would take for a broken network, after which nobody knows what arrived."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        found = _json(body)
        asked = found.get("parameters") if isinstance(found, dict) else None
        raise RetryAfter(int((isinstance(asked, dict) and asked.get("retry_after")) or SLOWER))
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(_json(body), dict):
        raise NotTaken(f"HTTP {status}, {_NO_ANSWER}")
    if method == "POST" and status == HTTPStatus.OK and b'"result"' not in body:
        raise NetworkError(_NO_ANSWER)


@contextmanager
def _network_errors() -> Iterator[None]:
    """aiohttp's errors become the library's; their words name no address, for addresses hold the token."""
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NotTaken(f"no connection: {error.__class__.__name__}") from None
    except TimeoutError:
        raise TimedOut("no answer in time") from None
    except aiohttp.ClientError as error:
        raise NetworkError(f"the connection broke: {error.__class__.__name__}") from None


def _body(data: RequestData | None) -> object:
    """JSON, which costs half of a form; a form where there are files."""
    if data is None:
        return None
    if not data.contains_files:
        return aiohttp.BytesPayload(json.dumps(data.parameters, ensure_ascii=False).encode(), content_type=JSON)
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
