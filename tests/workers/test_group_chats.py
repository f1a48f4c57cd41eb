"""Group chats as Telegram has them: locked for a moment, gone for good, with topics."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.ids import AccountId, ChatId, GroupId
from bot.domain.notices.groups import GroupPaused
from bot.services import notices
from bot.simulator import groups as phones
from bot.simulator import user_actions
from bot.simulator.files import Upload
from bot.simulator.world import Chat, Person
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane
from bot.workers import outbox
from tests.workers.conftest import Engine

pytestmark = pytest.mark.slow

CLOSED = (
    "🔇 I may not write in the Telegram chat of Shoots now\n"
    "Please allow it in the settings of that chat. I will keep trying for a day"
)
ENDED = "🔗 The Telegram chat of Shoots is gone, or I was taken out of it\nReminders now come to each of you in private"
EVERYTHING = ("text", "photo", "voice", "audio", "video", "document")


async def village(engine: Engine) -> tuple[Person, Chat, GroupId]:
    """Noy, who leads a group, the group's chat in which the bot is, and the group."""
    noy, now = engine.somebody("Noy"), engine.app.clock.now()
    chat = phones.create(engine.telegram.world, noy, "ກຸ່ມ", with_bot=True)
    await engine.rest()

    def write(uow: UnitOfWork) -> GroupId:
        uow.people.account(AccountId(noy.id), now=now)
        person = uow.people.add(now=now, name="Noy", language="en", listens=False, consented_at=now)
        uow.people.speak_as(AccountId(noy.id), person)
        place = uow.groups.village("1704", "ດັກຂຽດ", state="known")
        values = {"village_id": place, "project": "RLIP", "state": "active", "zone": "Asia/Vientiane"}
        group = uow.groups.add(now=now, name="Shoots", **values)
        uow.groups.join(group, person, leader=True, now=now)
        uow.groups.change(group, chat_id=chat.id, chat_language="en")
        return group

    return noy, chat, await engine.app.executor.run(write)


async def linked(engine: Engine, group: GroupId) -> ChatId | None:
    found = await engine.app.executor.run(lambda uow: uow.groups.get(group))
    assert found is not None
    return found.chat


async def until(seen: Callable[[], object]) -> None:
    for _ in range(300):
        if seen():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it does not come")


async def test_a_group_that_is_locked_for_a_moment_keeps_its_link_and_gets_what_waited(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "BARRED", (0.3,))
    noy, chat, group = await village(engine)
    before = len(engine.read(chat.id))
    phones.deny(chat, *EVERYTHING)
    for number in range(3):
        await engine.write(chat.id, f"told {number}", Lane.NOTICE)
    engine.app.outbox.look()
    await until(lambda: engine.read(noy.id))
    await asyncio.sleep(0.7)  # it is tried again, and told no more
    assert engine.read(noy.id) == [CLOSED]
    assert await linked(engine, group) == chat.id
    assert engine.read(chat.id)[before:] == []
    phones.deny(chat)
    await engine.rest()
    assert engine.read(chat.id)[before:] == [f"told {number}" for number in range(3)]


async def test_what_may_not_be_written_for_a_day_is_given_up_and_counted(engine: Engine) -> None:
    _, chat, group = await village(engine)
    phones.deny(chat, *EVERYTHING)
    before = len(await engine.states())
    engine.clock.ahead -= timedelta(days=2)
    await engine.write(chat.id, "old", Lane.NOTICE)
    engine.clock.ahead += timedelta(days=2)
    engine.app.outbox.look()
    await engine.rest()
    assert (await engine.states())[before] == ("refused", "not allowed")
    assert await linked(engine, group) == chat.id


async def test_where_no_pictures_go_the_words_do(engine: Engine) -> None:
    _, chat, _ = await village(engine)
    phones.deny(chat, "voice", "document")
    voice = engine.telegram.world.files.store("voice", Upload(b"OggS"), {"duration": 3})["file_id"]
    row = {"text": "words", "medium": {"kind": "voice", "file_id": voice}}
    await engine.write(chat.id, "", Lane.NOTICE, content=row)
    engine.app.outbox.look()
    await engine.rest()
    assert engine.read(chat.id)[-1].startswith("words\n\n📎")


@pytest.mark.parametrize("how", ["removed", "unnoticed"])
async def test_a_link_ends_when_the_bot_is_put_out_and_the_leader_is_told(engine: Engine, how: str) -> None:
    noy, chat, group = await village(engine)
    if how == "removed":
        phones.remove_bot(engine.telegram.world, chat, noy)
    else:  # while the bot was away, and the update is lost
        chat.bot = "kicked"
        await engine.write(chat.id, "told", Lane.NOTICE)
        await engine.write(chat.id, "and more", Lane.NOTICE)
        engine.app.outbox.look()
    await engine.rest()
    assert await linked(engine, group) is None
    assert engine.read(noy.id) == [ENDED]


async def forum(engine: Engine) -> tuple[Person, Chat, GroupId, int, int]:
    """The same, in a chat with two topics."""
    noy, _, group = await village(engine)
    chat = phones.create(engine.telegram.world, noy, "ກຸ່ມ", supergroup=True, with_bot=True)
    pigs, plan = (phones.open_topic(engine.telegram.world, chat, noy, name) for name in ("Pigs", "Plan"))
    await engine.app.executor.run(lambda uow: uow.groups.change(group, chat_id=chat.id))
    await engine.rest()
    return noy, chat, group, pigs, plan


def newest(engine: Engine, chat: Chat) -> tuple[int, str]:
    """The topic and text of the bot's newest message."""
    message = [one for one in chat.messages.values() if one["from"]["is_bot"]][-1]
    return message.get("message_thread_id", 0), message["text"]


async def remind(engine: Engine, chat: Chat) -> None:
    """Something comes in the chat that nobody asked for."""
    what = GroupPaused(group=GroupId(1), by="Noy")
    await engine.app.executor.run(lambda uow: notices.tell_chat(uow, ChatId(chat.id), what, now=engine.app.clock.now()))
    engine.app.outbox.look()
    await engine.rest()


async def test_an_answer_comes_in_the_topic_in_which_it_was_asked(engine: Engine) -> None:
    noy, chat, _, pigs, _ = await forum(engine)
    user_actions.send_text(engine.telegram.world, noy, chat, "/plan@phaen_bot", thread=pigs)
    await engine.rest()
    assert newest(engine, chat)[0] == pigs
    user_actions.send_text(engine.telegram.world, noy, chat, "/plan@phaen_bot")
    await engine.rest()
    assert newest(engine, chat)[0] == 0


async def test_reminders_come_in_the_topic_that_the_leader_chose(engine: Engine) -> None:
    noy, chat, _, pigs, _ = await forum(engine)
    world = engine.telegram.world
    await remind(engine, chat)
    assert newest(engine, chat)[0] == 0
    user_actions.send_text(world, noy, chat, "/plan@phaen_bot", thread=pigs)
    await engine.rest()
    page = [one for one in chat.messages.values() if one["from"]["is_bot"]][-1]
    await user_actions.tap(world, noy, chat, page["message_id"], "group_chat.plan!here")
    await engine.rest()
    assert newest(engine, chat)[1].endswith("\n📌 Reminders come in this topic now")
    assert "Reminders in this topic" not in str(chat.messages[page["message_id"]])
    await remind(engine, chat)
    assert newest(engine, chat)[0] == pigs


@pytest.mark.parametrize("how", ["closed", "deleted"])
async def test_where_a_topic_is_closed_or_gone_the_chat_itself_is_told(engine: Engine, how: str) -> None:
    noy, chat, group, pigs, plan = await forum(engine)
    await engine.app.executor.run(lambda uow: uow.groups.change(group, thread=plan))
    for topic in (pigs, plan):
        phones.close_topic(chat, topic) if how == "closed" else phones.delete_topic(chat, topic)
    await remind(engine, chat)
    assert newest(engine, chat)[0] == 0
    user_actions.send_text(engine.telegram.world, noy, chat, "/plan@phaen_bot", thread=pigs)
    await engine.rest()
    assert newest(engine, chat)[0] == 0
    assert {state for state, _ in await engine.states()} == {"sent"}
    found = await engine.app.executor.run(lambda uow: uow.groups.get(group))
    assert found is not None
    assert found.thread == (plan if how == "closed" else None)


async def test_where_all_topics_are_closed_it_is_tried_again(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BARRED", (0.3,))
    noy, chat, _, pigs, _ = await forum(engine)
    before = len(engine.read(chat.id))
    for topic in (0, pigs):
        phones.close_topic(chat, topic)
    user_actions.send_text(engine.telegram.world, noy, chat, "/plan@phaen_bot", thread=pigs)
    await until(lambda: engine.read(noy.id))
    assert engine.read(noy.id) == [CLOSED]
    assert len(engine.read(chat.id)) == before
    phones.close_topic(chat, 0, closed=False)
    await engine.rest()
    assert len(engine.read(chat.id)) == before + 1
