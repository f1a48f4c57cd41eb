"""Files that leave: uploaded once however many get them, then sent by Telegram's id, also after a restart."""

from __future__ import annotations

from typing import Any

from bot import app as phaen
from bot.domain.ids import ChatId
from bot.papers.makers import Making
from bot.store import files
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing
from tests.workers.conftest import Engine

LEAFLET = b"%PDF what staff send to all"


async def announce(engine: Engine, name: str, people: int) -> set[str]:
    """Send the leaflet to so many new people at once; returns the ids under which Telegram shows it to them."""
    chats = [engine.somebody(f"{name}{number}").id for number in range(people)]
    medium = {"kind": "document", "path": files.keep(engine.settings.data / "media", LEAFLET), "name": "a.pdf"}
    rows = [
        Outgoing(0, ChatId(chat), Lane.ANNOUNCEMENT, content={"text": "", "medium": medium}, key=f"{name} {chat}")
        for chat in chats
    ]
    await engine.app.executor.run(lambda uow: uow.outbox.put_many(rows, now=engine.app.clock.now()))
    engine.app.outbox.look()
    await engine.quiet()
    shown = [message for chat in chats for message in engine.telegram.world.chats[chat].messages.values()]
    assert len(shown) == people
    return {message["document"]["file_id"] for message in shown}


def uploaded(engine: Engine) -> int:
    """How many files Telegram was given."""
    return len(engine.telegram.world.files._files)


async def test_a_file_for_many_people_at_once_is_uploaded_once(engine: Engine) -> None:
    assert len(await announce(engine, "H", 20)) == 1
    assert uploaded(engine) == 1


async def test_after_a_restart_it_still_is_telegrams_own(engine: Engine) -> None:
    first = await announce(engine, "H", 3)
    await engine.stop()
    engine.app = phaen.build(engine.settings)
    await engine.start()
    assert await announce(engine, "G", 3) == first
    assert uploaded(engine) == 1


async def test_where_telegram_does_not_know_its_id_any_more_it_is_uploaded_anew(engine: Engine) -> None:
    (first,) = await announce(engine, "H", 3)
    engine.telegram.world.files._contents.pop(first)  # as for a bot with another token
    (second,) = await announce(engine, "G", 1)
    assert second != first
    assert await announce(engine, "F", 5) == {second}
    assert uploaded(engine) == 2


def drawn(engine: Engine, source: str) -> list[bytes]:
    """Drawings of this source are made from now on; the list grows with each that is."""
    made = list[bytes]()

    def draw() -> bytes:
        made.append(b"\x89PNG")
        return made[-1]

    def maker(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        return Making(draw, source)

    engine.app.delivery.makers["pond"] = maker
    return made


async def show(engine: Engine, name: str, people: int) -> list[int]:
    """The drawing for so many new people at once; returns how many messages each of them has."""
    chats = [engine.somebody(f"{name}{number}").id for number in range(people)]
    medium = {"kind": "document", "recipe": {"paper": "pond"}, "name": "pond.png", "shared": True}
    for chat in chats:
        await engine.write(chat, "", content={"text": "", "medium": medium})
    engine.app.outbox.look()
    await engine.quiet()
    return [len(engine.telegram.world.chats[chat].messages) for chat in chats]


async def test_a_drawing_that_everybody_gets_is_made_once_and_never_again(engine: Engine) -> None:
    made = drawn(engine, "pond with three ducks")
    assert await show(engine, "H", 20) == [1] * 20
    assert len(made) == 1
    await engine.stop()
    engine.app = phaen.build(engine.settings)
    await engine.start()
    made = drawn(engine, "pond with three ducks")
    assert await show(engine, "G", 3) == [1] * 3
    assert made == []
    assert uploaded(engine) == 1


async def test_a_drawing_that_was_changed_is_made_anew(engine: Engine) -> None:
    drawn(engine, "pond with three ducks")
    await show(engine, "H", 2)
    made = drawn(engine, "pond with four ducks")
    assert await show(engine, "G", 2) == [1, 1]
    assert (len(made), uploaded(engine)) == (1, 2)
