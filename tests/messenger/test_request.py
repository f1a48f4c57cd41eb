"""What an answer of a server shows: that Telegram hears this bot, and what time it is – or neither."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from aiohttp import web
from telegram.error import TelegramError

from bot.chat.delivery import Barred, Gone, Malformed, Moved, NotSent, Taken, TooFast, Unreachable
from bot.messenger.request import AiohttpRequest
from bot.messenger.telegram import Telegram
from tests.messenger.serving import ME, serving
from tests.process import free_port

THEN = datetime(2024, 2, 29, 12, 0, tzinfo=UTC)  # what the server's clock shows
BROKEN = "<html>Bad Gateway</html>"


class Server:
    """Says one thing to everything, once the bot has connected."""

    def __init__(self, port: int) -> None:
        self.status, self.date = 200, ""
        self.body: Any = {"ok": True, "result": ME}
        self.told: dict[str, Any] = {}  # what the bot called with last
        self.url = f"http://127.0.0.1:{port}"
        self.telegram = Telegram("1:x", self.url)

    async def answer(self, request: web.Request) -> web.Response:
        if request.content_type == "application/json":
            self.told = await request.json()
        headers = {"Date": self.date} if self.date else {}
        if isinstance(self.body, str):
            return web.Response(status=self.status, text=self.body, headers=headers)
        return web.json_response(self.body, status=self.status, headers=headers)

    async def asked(self, status: int, body: Any) -> AiohttpRequest:
        """A connection on which the server has said this and nothing else."""
        self.status, self.body = status, body
        request = AiohttpRequest(connections=1, read_timeout=30)
        await request.initialize()
        with suppress(TelegramError):
            await request.call(f"{self.url}/bot1:x/sendMessage", {"chat_id": 7, "text": "x"})
        await request.shutdown()
        return request

    async def sends(self, status: int, body: Any) -> NotSent | None:
        """How a message fares when the server answers so."""
        self.status, self.body = status, body
        try:
            await self.telegram.send(7, {"text": "x"})
        except NotSent as error:
            return error
        return None


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server(free_port())
    async with serving(server):
        yield server


def no(code: int, words: str, **parameters: object) -> dict[str, Any]:
    more = {"parameters": parameters} if parameters else {}
    return {"ok": False, "error_code": code, "description": words} | more


@pytest.mark.parametrize(
    ("status", "body", "heard", "dated"),
    [
        (200, {"ok": True, "result": {"message_id": 5}}, True, True),
        (400, no(400, "Bad Request: chat not found"), True, True),
        (403, no(403, "Forbidden: bot was blocked by the user"), True, True),
        (429, no(429, "Too Many Requests", retry_after=3), True, True),
        (401, no(401, "Unauthorized"), False, True),
        (500, no(500, "Internal Server Error"), False, False),
        (502, BROKEN, False, False),
        (504, BROKEN, False, False),
    ],
)
async def test_which_answers_show_that_telegram_hears_us_and_what_time_it_is(
    server: Server, status: int, body: Any, heard: bool, dated: bool
) -> None:
    server.date = format_datetime(THEN, usegmt=True)
    request = await server.asked(status, body)
    shown = request.true_time()
    assert (request.heard_at > -math.inf, shown is not None) == (heard, dated)
    assert shown is None or abs(shown - THEN) < timedelta(minutes=1)


@pytest.mark.parametrize("date", ["yesterday", "Thu, 29 Feb 2024 12:00:00 -0000"])
async def test_an_answer_whose_time_nobody_can_read_tells_none(server: Server, date: str) -> None:
    server.date = date
    request = await server.asked(200, {"ok": True, "result": {"message_id": 5}})
    assert request.heard_at > -math.inf
    assert request.true_time() is None


REFUSALS: list[tuple[int, Any, NotSent]] = [
    (401, no(401, "Unauthorized"), Unreachable("", left=False)),
    (404, no(404, "Not Found"), Unreachable("", left=False)),
    (409, no(409, "Conflict: terminated by other getUpdates request"), Taken()),
    (403, "an office's proxy", Unreachable("", left=False)),
    (500, no(500, "Internal Server Error"), Unreachable("", left=True)),
    (502, BROKEN, Unreachable("", left=True)),
    (200, "<html>Log in to this network</html>", Unreachable("", left=True)),
    (429, no(429, "Too Many Requests: retry after 9", retry_after=9), TooFast(9)),
    (429, "slow down", TooFast(5)),
    (400, no(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1009), Moved(-1009)),
    (400, no(400, "Bad Request: chat not found"), Gone("")),
    (403, no(403, "Forbidden: bot was kicked from the group chat"), Gone("")),
    (400, no(400, "Bad Request: not enough rights to send text messages to the chat"), Barred("")),
    (403, no(403, "Forbidden: CHAT_WRITE_FORBIDDEN"), Barred("")),
    (400, no(400, "Bad Request: can't parse entities"), Malformed("")),
]


@pytest.mark.parametrize(("status", "body", "meant"), REFUSALS)
async def test_what_each_refusal_means_and_whether_the_message_may_have_arrived(
    server: Server, status: int, body: Any, meant: NotSent
) -> None:
    """What cannot have arrived is sent again; an announcement that may have is unsure."""
    found = await server.sends(status, body)
    assert type(found) is type(meant)
    for name in ("left", "seconds", "chat"):
        assert getattr(found, name, None) == getattr(meant, name, None)


async def test_a_text_leaves_with_its_marks_and_without_a_picture_of_what_it_links_to(server: Server) -> None:
    """A preview would cost data, and show a stranger's page below our words."""
    content = {"text": "<b>x</b> https://example.org", "rows": [[{"label": "a", "data": "b"}]]}
    server.body = {"ok": True, "result": {"message_id": 5}}
    await server.telegram.send(7, content | {"thread": 3})
    sent = server.told
    await server.telegram.edit(7, 5, content)
    for told in (sent, server.told):
        assert (told["chat_id"], told["text"], told["parse_mode"]) == (7, content["text"], "HTML")
        assert told["link_preview_options"] == {"is_disabled": True}
        assert told["reply_markup"] == {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    assert (sent.get("message_thread_id"), server.told.get("message_thread_id")) == (3, None)
    assert server.told["message_id"] == 5


async def test_the_large_keyboard_stays_and_asks_for_a_number_only_where_it_is_meant_to(server: Server) -> None:
    server.body = {"ok": True, "result": {"message_id": 5}}
    await server.telegram.send(7, {"text": "x", "keyboard": [["Menu"]], "contact": "My number", "hint": "write"})
    assert server.told["reply_markup"] == {
        "keyboard": [[{"text": "My number", "request_contact": True}], [{"text": "Menu"}]],
        "resize_keyboard": True,
        "is_persistent": True,
        "input_field_placeholder": "write",
    }
    await server.telegram.send(7, {"text": "x", "keyboard": [["Menu"]]})
    assert server.told["reply_markup"]["keyboard"] == [[{"text": "Menu"}]]


@pytest.mark.parametrize(("words", "alert"), [("Kept", False), ("Not you", True), ("", True)])
async def test_a_tap_is_answered_with_what_is_said_as_it_is_meant(server: Server, words: str, alert: bool) -> None:
    server.body = {"ok": True, "result": True}
    await server.telegram.answer_tap("9", words, alert=alert)
    assert server.told == {"callback_query_id": "9"} | ({"text": words, "show_alert": alert} if words else {})


PHOTO = [{"file_id": size, "file_unique_id": size, "width": 1, "height": 1} for size in ("small", "large")]


@pytest.mark.parametrize(
    ("kind", "found", "kept"),
    [
        ("photo", {"photo": PHOTO}, "large"),
        ("voice", {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}}, "v"),
        ("document", {"document": {"file_id": "d", "file_unique_id": "d"}}, "d"),
    ],
)
async def test_of_a_file_that_was_sent_its_largest_size_is_kept(
    server: Server, kind: str, found: dict[str, Any], kept: str
) -> None:
    message = {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}}
    server.body = {"ok": True, "result": message | found}
    sent = await server.telegram.send(7, {"text": "<b>x</b>", "medium": {"kind": kind, "file_id": "before"}})
    assert (sent.message_id, sent.file_id) == (5, kept)
    assert (server.told[kind], server.told["caption"], server.told["parse_mode"]) == ("before", "<b>x</b>", "HTML")
