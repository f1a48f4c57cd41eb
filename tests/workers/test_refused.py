"""What Telegram refuses is never silence: the person is told with a way on, administrators hear of each kind once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.simulator.files import Upload
from bot.simulator.world import Person
from bot.store.outbox import Lane, Outgoing
from tests.workers.conftest import Engine

pytestmark = pytest.mark.slow

LONG = "\n\n".join(f"Paragraph {number} " + "word " * 100 for number in range(20))


async def member(engine: Engine, name: str, *roles: Role) -> Person:
    """Somebody whom the programme knows."""
    somebody, now = engine.somebody(name), engine.app.clock.now()

    def write(uow: Any) -> None:
        uow.people.account(AccountId(somebody.id), now=now)
        person = uow.people.add(now=now, name=name, language="en", listens=False, consented_at=now)
        uow.people.speak_as(AccountId(somebody.id), person)
        for role in roles:
            uow.people.put_role(person, role, "confirmed", now=now)

    await engine.app.executor.run(write)
    return somebody


async def send(engine: Engine, to: Person, content: dict[str, Any], lane: Lane = Lane.REPLY, **more: Any) -> None:
    def write(uow: Any) -> None:
        person = uow.people.person_of(AccountId(to.id))
        row = Outgoing(0, to.id, lane, person=person, content=content, **more)
        uow.outbox.put(row, now=engine.app.clock.now())

    await engine.app.executor.run(write)
    engine.app.outbox.look()
    await engine.rest()


def fail(engine: Engine, *failures: dict[str, Any]) -> None:
    engine.telegram.world.faults.update({"fail": list(failures)})


def buttons(engine: Engine, chat: int) -> list[str]:
    """The labels under the newest message of a chat."""
    newest = list(engine.telegram.world.chats[chat].messages.values())[-1]
    rows = newest.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


@pytest.mark.parametrize(
    "says", ["Bad Request: message is too long", "Bad Request: can't parse entities: at 5", "Nope"]
)
async def test_a_reply_that_telegram_refuses_is_told_with_a_way_on(engine: Engine, says: str) -> None:
    noy, admin = await member(engine, "Noy"), await member(engine, "Mali", Role.ADMIN)
    for _ in range(2):
        fail(engine, {"method": "sendMessage", "status": 400, "says": says})
        await send(engine, noy, {"text": "a page"}, page={"screen": "plan.step", "args": {}})
    assert (
        engine.read(noy.id)
        == ["Sorry, this page cannot be shown. What you sent is kept, and the staff have been told"] * 2
    )
    assert buttons(engine, noy.id) == ["🏠 First page"]
    told = engine.read(admin.id)
    assert len(told) == 1
    assert "plan.step" in told[0]


async def test_a_row_that_cannot_be_made_is_told_too(engine: Engine) -> None:
    noy, admin = await member(engine, "Noy"), await member(engine, "Mali", Role.ADMIN)
    await send(engine, noy, {"text": "", "medium": {"kind": "photo", "path": "not/there"}})
    assert engine.read(noy.id)[-1].startswith("Sorry, this page cannot be shown")
    assert "FileNotFoundError" in engine.read(admin.id)[-1]


async def test_where_nothing_is_taken_nothing_is_said_for_ever(engine: Engine) -> None:
    noy, admin = await member(engine, "Noy"), await member(engine, "Mali", Role.ADMIN)
    fail(engine, {"method": "sendMessage", "status": 400, "times": 50})
    await send(engine, noy, {"text": "a page"})
    states = await engine.states()
    assert {state for state, _ in states} == {"refused"}
    assert len(states) <= 5
    assert engine.read(noy.id) == engine.read(admin.id) == []


async def test_an_announcement_that_is_refused_is_told_to_administrators_only(engine: Engine) -> None:
    noy, admin = await member(engine, "Noy"), await member(engine, "Mali", Role.ADMIN)
    fail(engine, {"method": "sendMessage", "status": 400})
    await send(engine, noy, {"text": "to all"}, Lane.ANNOUNCEMENT)
    assert engine.read(noy.id) == []
    assert len(engine.read(admin.id)) == 1


@pytest.mark.parametrize("lane", list(Lane))
async def test_a_long_text_leaves_as_several_messages_in_order(engine: Engine, lane: Lane) -> None:
    noy = await member(engine, "Noy")
    await send(engine, noy, {"text": LONG, "rows": [[{"label": "On", "data": "home.menu"}]]}, lane)
    told = engine.read(noy.id)
    assert len(told) == 4
    assert "".join("".join(told).split()) == "".join(LONG.split())
    assert buttons(engine, noy.id) == ["On"]
    assert await engine.states() == [("sent", "")]


async def test_a_part_that_has_to_wait_comes_once(engine: Engine) -> None:
    noy = await member(engine, "Noy")
    await send(engine, noy, {"text": "first"})
    fail(engine, {"method": "sendMessage", "status": 429, "retry_after": 1, "times": 2})
    await send(engine, noy, {"text": LONG})
    assert "".join("".join(engine.read(noy.id)[1:]).split()) == "".join(LONG.split())


async def test_words_too_long_for_a_voice_go_before_it(engine: Engine) -> None:
    noy = await member(engine, "Noy")
    voice = await _voice(engine, noy)
    await send(engine, noy, {"text": "word " * 300, "medium": {"kind": "voice", "file_id": voice}})
    assert engine.read(noy.id) == [("word " * 300).strip()]
    assert "voice" in list(engine.telegram.world.chats[noy.id].messages.values())[-1]


async def test_who_takes_no_voices_gets_a_file(engine: Engine) -> None:
    noy = await member(engine, "Noy")
    voice = await _voice(engine, noy)
    fail(engine, {"method": "sendVoice", "status": 400, "says": "Bad Request: VOICE_MESSAGES_FORBIDDEN", "times": 9})
    await send(engine, noy, {"text": "words", "medium": {"kind": "voice", "file_id": voice}})
    newest = list(engine.telegram.world.chats[noy.id].messages.values())[-1]
    assert (newest["caption"], newest["document"]["file_name"]) == ("words", "voice.ogg")


async def test_where_no_file_goes_the_words_and_buttons_do(engine: Engine) -> None:
    noy = await member(engine, "Noy")
    rows = [[{"label": "On", "data": "home.menu"}]]
    await send(engine, noy, {"text": "words", "rows": rows, "medium": {"kind": "voice", "file_id": "gone"}})
    assert engine.read(noy.id) == ["words\n\n📎 There is a file here that Telegram does not deliver to you"]
    assert buttons(engine, noy.id) == ["On"]


@pytest.mark.parametrize("body", ["[1,2]", '{"ok":true}', '{"ok":true,"result":true}', "<html>", '"result"'])
async def test_an_answer_that_is_none_is_tried_again(engine: Engine, body: str) -> None:
    noy = await member(engine, "Noy")
    fail(engine, {"method": "sendMessage", "status": 200, "body": body})
    await send(engine, noy, {"text": "a page"})
    assert engine.read(noy.id) == ["a page"]
    assert await engine.states() == [("sent", "")]


async def _voice(engine: Engine, somebody: Person) -> str:
    """A voice that Telegram holds."""
    return str(engine.telegram.world.files.store("voice", Upload(b"OggS"), {"duration": 3})["file_id"])
