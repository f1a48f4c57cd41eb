"""What is confidential leaves no copy: not in the inbox or the outbox, not in a log line, an error or a notice."""

from __future__ import annotations

import asyncio
import logging

import pytest
import sqlalchemy as sa

from bot.domain.ids import AccountId, PersonId
from bot.domain.people import Role
from bot.simulator import user_actions
from bot.simulator.world import Person
from bot.store.database import UnitOfWork
from bot.store.tables import metadata
from tests.workers.conftest import Engine

OWN_PLACE = {"complaint_words", "persons"}  # where it is kept, and nowhere else
SECRET, ANSWER, PHONE = "Our leader keeps the money", "I shall look into it", "+8562055123456"


async def settled(engine: Engine) -> tuple[Person, Person]:
    """Noy, and Somphone the administrator, who reads."""
    noy, somphone, now = engine.somebody("Noy"), engine.somebody("Somphone"), engine.app.clock.now()

    def known(uow: UnitOfWork) -> None:
        for one in (noy, somphone):
            uow.people.account(AccountId(one.id), now=now)
            values = {"name": one.first_name, "language": "en", "listens": False, "consented_at": now}
            person: PersonId = uow.people.add(now=now, asked="call,ethnic,phone,sex,youth", **values)
            uow.people.speak_as(AccountId(one.id), person)
            if one is somphone:
                uow.people.put_role(person, Role.ADMIN, "confirmed", now=now)

    await engine.app.executor.run(known)
    return noy, somphone


async def says(engine: Engine, who: Person, words: str) -> None:
    user_actions.send_text(engine.telegram.world, who, engine.telegram.world.chats[who.id], words)
    await engine.rest()


async def taps(engine: Engine, who: Person, label: str) -> None:
    chat = engine.telegram.world.chats[who.id]
    for number in sorted(chat.messages, reverse=True):
        rows = chat.messages[number].get("reply_markup", {}).get("inline_keyboard", [])
        for button in (button for row in rows for button in row if label in button["text"]):
            await user_actions.tap(engine.telegram.world, who, chat, number, button["callback_data"])
            await engine.rest()
            return
    raise AssertionError(f"no button {label!r}")


def places(uow: UnitOfWork, words: str) -> set[str]:
    """The tables in which some words stand, in whatever column."""
    found = set()
    for table in metadata.sorted_tables:
        for row in uow.outbox.connection.execute(sa.select(table)):
            if any(words in str(value) for value in row):
                found.add(table.name)
    return found


async def test_a_word_and_a_number_are_kept_in_their_own_place_alone(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    noy, somphone = await settled(engine)
    await says(engine, noy, "/complain")
    await says(engine, noy, SECRET)
    await taps(engine, noy, "without my name")
    await taps(engine, somphone, "Read it")
    assert any(SECRET in text for text in engine.read(somphone.id))
    await says(engine, somphone, ANSWER)
    await taps(engine, somphone, "📤 Send")
    await taps(engine, noy, "Read it")
    assert any(ANSWER in text for text in engine.read(noy.id))
    await taps(engine, noy, "Back")
    await taps(engine, somphone, "Back")
    await says(engine, noy, "/settings")
    await taps(engine, noy, "🧭")
    await taps(engine, noy, "My phone number")
    await says(engine, noy, "020 5512 3456")
    await taps(engine, noy, "My phone number")
    assert any(PHONE in text for text in engine.read(noy.id))
    user_actions.send_contact(engine.telegram.world, noy, engine.telegram.world.chats[noy.id])
    await engine.rest()
    await asyncio.sleep(0.2)
    for words in (SECRET, ANSWER, "5512", str(noy.contact["phone_number"])):
        kept = await engine.app.executor.run(lambda uow, words=words: places(uow, words))  # type: ignore[misc]
        assert kept <= OWN_PLACE, (words, kept)
        assert words not in caplog.text
