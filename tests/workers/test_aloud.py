"""Pages read aloud over the transport: one voice below the page, from PHAEN_DATA once and by Telegram's id after."""

from __future__ import annotations

from datetime import timedelta

from bot.content import pieces
from bot.domain.ids import AccountId, PersonId
from bot.simulator import user_actions
from bot.simulator.world import Person
from bot.store import files
from bot.store.database import UnitOfWork
from tests.workers.conftest import Engine

LESSON = "three-groups"


async def recorded(engine: Engine) -> None:
    """Every card of a lesson but the third is spoken in Lao; the files are in PHAEN_DATA, Telegram knows none."""
    lesson = engine.app.library.lesson(LESSON)
    assert lesson is not None
    now = engine.app.clock.now()
    spoken = [pieces.of_card(lesson, card) for index, card in enumerate(lesson.cards) if index != 2]

    def keep(uow: UnitOfWork) -> None:
        mali = uow.people.add(now=now, name="Mali", language="lo")
        for piece in spoken:
            path = files.keep(engine.app.media, f"the voice of {piece.name}".encode())
            medium = uow.media.add(now=now, kind="voice", path=path, seconds=20, size=90_000)
            one = uow.narrations.add(piece.key, "lo", piece.version("lo"), medium, mali, now=now)
            uow.narrations.put(one, state="kept")

    await engine.app.executor.run(keep)


async def reader(engine: Engine) -> Person:
    """Noy, who wants to be read to."""
    noy, now = engine.somebody("Noy"), engine.app.clock.now()

    def known(uow: UnitOfWork) -> PersonId:
        uow.people.account(AccountId(noy.id), now=now)
        values = {"name": "Noy", "language": "en", "listens": True, "consented_at": now}
        person = uow.people.add(now=now, **values)
        uow.people.speak_as(AccountId(noy.id), person)
        return person

    await engine.app.executor.run(known)
    return noy


def heard(engine: Engine, noy: Person) -> list[bytes]:
    """The voices that stand in the chat."""
    world = engine.telegram.world
    chat = world.chats[noy.id]
    standing = [message for number in chat.messages if (message := chat.message(number))]
    found = [world.files.find(message["voice"]["file_id"]) for message in standing if "voice" in message]
    return [world.files.read(file) for file in found if file]


def page(engine: Engine, noy: Person) -> int:
    """The number of the page with the card."""
    standing = engine.telegram.world.chats[noy.id].messages.values()
    return max(int(message["message_id"]) for message in standing if message["from"]["is_bot"] and "text" in message)


async def turn(engine: Engine, noy: Person, index: int) -> None:
    """Press Next or Page before on the card."""
    chat = engine.telegram.world.chats[noy.id]
    await user_actions.tap(engine.telegram.world, noy, chat, page(engine, noy), f"lessons.card!turn:{LESSON},0;{index}")


async def test_cards_are_turned_and_one_voice_follows(engine: Engine) -> None:
    await recorded(engine)
    noy = await reader(engine)
    user_actions.start(engine.telegram.world, noy, f"l-{LESSON}")
    await engine.rest()
    assert heard(engine, noy) == [b"the voice of visit"]
    await turn(engine, noy, 1)
    await engine.rest()
    assert heard(engine, noy) == [b"the voice of asparagus"]
    await turn(engine, noy, 2)
    await engine.rest()
    assert heard(engine, noy) == []
    await turn(engine, noy, 0)
    await engine.rest()
    assert heard(engine, noy) == [b"the voice of visit"]
    assert {state for state, _ in await engine.states()} == {"sent"}


async def test_a_voice_that_telegram_does_not_delete_any_more_stops_nothing(engine: Engine) -> None:
    await recorded(engine)
    noy = await reader(engine)
    user_actions.start(engine.telegram.world, noy, f"l-{LESSON}")
    await engine.rest()
    world = engine.telegram.world
    voice = next(message for message in world.chats[noy.id].messages.values() if "voice" in message)
    voice["date"] -= int(timedelta(hours=49).total_seconds())  # a bot deletes its own messages for two days only
    await turn(engine, noy, 1)
    await engine.rest()
    assert heard(engine, noy) == [b"the voice of visit", b"the voice of asparagus"]
    assert {state for state, _ in await engine.states()} == {"sent"}
