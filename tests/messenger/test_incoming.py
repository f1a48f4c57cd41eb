"""Updates as Telegram writes them, in our own words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.incoming import File, Incoming
from bot.domain.marks import Mark
from bot.messenger.incoming import stored_update, translate

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOY = {"id": 7, "is_bot": False, "first_name": "Noy", "last_name": "ວົງສາ"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Noy"}
CHANNEL = {"id": -200, "type": "channel", "title": "ຂ່າວ"}
GROUP = {"id": -100, "type": "supergroup", "title": "ກຸ່ມ"}
LINK = {"type": "text_link", "offset": 4, "length": 2, "url": "https://x.la"}
VOICE = {"file_id": "v1", "file_unique_id": "u1", "duration": 42, "mime_type": "audio/ogg", "file_size": 9000}
SMALL, LARGE = (
    {"file_id": f"p{n}", "file_unique_id": f"q{n}", "width": n, "height": n, "file_size": n} for n in (1, 2)
)


def private(kind: str, **more: Any) -> Incoming:
    return Incoming(kind, 7, 7, AT, first_name="Noy ວົງສາ", message=5, **more)  # type: ignore[arg-type]


MESSAGES: dict[str, tuple[dict[str, Any], Incoming]] = {
    "a text": ({"text": "ນ້ຳ"}, private("text", text="ນ້ຳ")),
    "a command": (
        {"text": "/Start@phaen_bot i-abc "},
        private("command", text="start", payload="i-abc", addressee="phaen_bot"),
    ),
    "a line break ends a command": ({"text": "/ask\nmy pigs"}, private("command", text="ask", payload="my pigs")),
    "so do full stops": ({"text": "/plan. Please"}, private("command", text="plan", payload="Please")),
    "a path is a text": ({"text": "/5,000 or /usr/bin"}, private("text", text="/5,000 or /usr/bin")),
    "Lao behind a slash is a text": ({"text": "/ນ້ຳ"}, private("text", text="/ນ້ຳ")),
    "a text with a link behind its words": (
        {"text": "see 💧", "entities": [LINK, {"type": "hashtag", "offset": 0, "length": 3}]},
        private("text", text="see 💧", marks=(Mark("a", 4, 2, "https://x.la"),)),
    ),
    "a slash is a text": ({"text": "/"}, private("text", text="/")),
    "a reply": ({"text": "ok", "reply_to_message": {"message_id": 3}}, private("text", text="ok", reply_to=3)),
    "a voice": (
        {"voice": VOICE, "caption": "ຟັງ"},
        private("file", text="ຟັງ", file=File("voice", "v1", "u1", "audio/ogg", "", 9000, 42)),
    ),
    "the largest size of a photo of an album": (
        {"photo": [SMALL, LARGE], "media_group_id": "a1"},
        private("file", file=File("photo", "p2", "q2", "image/jpeg", "", 2), album="a1"),
    ),
    "a round video": (
        {"video_note": {"file_id": "n1", "file_unique_id": "m1", "length": 240, "duration": 3}},
        private("file", file=File("video", "n1", "m1", seconds=3)),
    ),
    "a document": (
        {
            "document": {
                "file_id": "d1",
                "file_unique_id": "e1",
                "file_name": "plan.pdf",
                "mime_type": "application/pdf",
            }
        },
        private("file", file=File("document", "d1", "e1", "application/pdf", "plan.pdf")),
    ),
    "a contact": ({"contact": {"phone_number": "+8562055", "first_name": "x"}}, private("contact", text="+8562055")),
    "a contact of somebody else who is on Telegram": (
        {"contact": {"phone_number": "85620", "first_name": "x", "user_id": 8}},
        private("contact", text="85620"),
    ),
    "one's own contact": (
        {"contact": {"phone_number": "85620", "first_name": "x", "user_id": 7}},
        private("contact", text="85620", own=True),
    ),
    "a place": ({"location": {"latitude": 15.5, "longitude": 107}}, private("location", text="15.50000, 107.00000")),
    "a sticker": ({"sticker": {"file_id": "s", "file_unique_id": "t"}}, private("other")),
    "what bots cannot see": ({}, private("other")),
    "what comes next year": ({"hologram": {"file_id": "h"}}, private("other")),
    "a pinned message": ({"pinned_message": {"message_id": 2}}, private("ignored")),
}


@pytest.mark.parametrize("what", MESSAGES)
def test_a_message_is_understood(what: str) -> None:
    body, expected = MESSAGES[what]
    message = {"message_id": 5, "date": 0, "chat": PRIVATE, "from": NOY} | body
    assert translate({"update_id": 1, "message": message}, AT) == expected


def test_an_edited_message_is_said_to_be_one() -> None:
    message = {"message_id": 5, "date": 0, "edit_date": 1, "chat": PRIVATE, "from": NOY, "text": "ນ້ຳ"}
    assert translate({"update_id": 1, "edited_message": message}, AT) == private("edited", text="ນ້ຳ")


def test_a_tap_brings_its_data_and_the_message_below_which_it_was() -> None:
    query = {"id": "99", "chat_instance": "1", "from": NOY, "data": "home.menu"}
    below = {"message_id": 5, "date": 0, "chat": PRIVATE}  # as Telegram shows one that is too old
    assert translate({"update_id": 1, "callback_query": query | {"message": below}}, AT) == private(
        "tap", text="home.menu", tap="99"
    )
    assert translate({"update_id": 1, "callback_query": query}, AT).kind == "ignored"


@pytest.mark.parametrize(
    ("chat", "old", "new", "kind"),
    [
        (PRIVATE, "member", "kicked", "blocked"),
        (PRIVATE, "kicked", "member", "unblocked"),
        (GROUP, "left", "member", "joined"),
        (GROUP, "administrator", "kicked", "removed"),
        (GROUP, "member", "administrator", "ignored"),
        (GROUP, "member", "restricted", "ignored"),
        (CHANNEL, "left", "administrator", "ignored"),
        (CHANNEL, "administrator", "kicked", "ignored"),
    ],
)
def test_what_became_of_the_bot_in_a_chat_is_told(chat: dict[str, Any], old: str, new: str, kind: str) -> None:
    change = {"chat": chat, "from": NOY, "date": 0, "old_chat_member": {"status": old}}
    found = translate({"update_id": 1, "my_chat_member": change | {"new_chat_member": {"status": new}}}, AT)
    assert (found.kind, found.chat, found.account, found.title) == (kind, chat["id"], 7, chat.get("title", ""))


def test_a_group_that_became_a_supergroup_and_an_anonymous_administrator_are_recognised() -> None:
    message = {"message_id": 5, "date": 0, "chat": {"id": -5, "type": "group", "title": "ກຸ່ມ"}, "from": NOY}
    moved = translate({"update_id": 1, "message": message | {"migrate_to_chat_id": -100}}, AT)
    assert (moved.kind, moved.chat, moved.new_chat) == ("migrated", -5, -100)
    anonymous = {"sender_chat": GROUP, "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}
    said = translate({"update_id": 1, "message": message | anonymous | {"chat": GROUP, "text": "/plan"}}, AT)
    assert (said.kind, said.private, said.anonymous, said.title) == ("command", False, True, "ກຸ່ມ")


def test_a_kind_of_update_that_nobody_asked_for_is_ignored() -> None:
    assert translate({"update_id": 1, "poll": {"id": "1"}}, AT).kind == "ignored"


def test_a_place_that_moves_is_no_edit_and_a_channel_says_nothing() -> None:
    message = {"message_id": 5, "date": 0, "edit_date": 1, "chat": PRIVATE, "from": NOY}
    moved = message | {"location": {"latitude": 15.5, "longitude": 107}}
    assert translate({"update_id": 1, "edited_message": moved}, AT).kind == "ignored"
    for content in ({"text": "/plan"}, {"photo": [SMALL]}):
        assert translate({"update_id": 1, "message": message | content | {"chat": CHANNEL}}, AT).kind == "ignored"
    query = {"id": "99", "from": NOY, "data": "home.menu", "message": {"message_id": 5, "date": 0, "chat": CHANNEL}}
    assert translate({"update_id": 1, "callback_query": query}, AT).kind == "ignored"


def test_what_telegram_repeats_of_our_own_words_is_not_written_down() -> None:
    ours = {"message_id": 4, "date": 0, "chat": PRIVATE, "text": "a word that nobody else reads", "reply_markup": {}}
    query = {"id": "99", "chat_instance": "1", "from": NOY, "data": "home.menu", "message": ours}
    reply = {"message_id": 5, "date": 0, "chat": PRIVATE, "from": NOY, "text": "ok", "reply_to_message": ours}
    for raw in ({"update_id": 1, "callback_query": query}, {"update_id": 1, "message": reply}):
        kept = stored_update(raw, AT)
        assert "nobody else" not in kept.raw
        assert translate(json.loads(kept.raw), AT) == translate(raw, AT)
    for odd in ({"update_id": 1, "callback_query": "x"}, {"update_id": 1, "message": {"reply_to_message": 3}}):
        assert json.loads(stored_update(odd, AT).raw) == odd
