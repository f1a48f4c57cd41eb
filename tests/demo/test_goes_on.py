"""A demo in a folder of its own goes on where it was stopped or killed; another kind of folder is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.demo import Demo
from bot.simulator.user_actions import send_text
from bot.store.database import UnitOfWork
from bot.store.errors import Unusable

pytestmark = pytest.mark.slow


async def counted(demo: Demo) -> tuple[int, int, int]:
    """Accounts, members and groups."""
    assert demo._app is not None

    def count(uow: UnitOfWork) -> tuple[int, int]:
        groups = uow.groups.all_in_state("active")
        return sum(len(uow.groups.members(group.id)) for group in groups), len(groups)

    return len(demo.telegram.world.people), *await demo._app.executor.run(count)


def says(demo: Demo, name: str, words: str) -> None:
    world = demo.telegram.world
    person = next(one for one in world.people.values() if one.first_name == name)
    send_text(world, person, world.chats[person.id], words)


def read(demo: Demo, name: str) -> list[str]:
    person = next(one for one in demo.telegram.world.people.values() if one.first_name == name)
    chat = demo.telegram.world.chats[person.id]
    return [message["text"] for message in chat.messages.values() if message["from"]["is_bot"] and "text" in message]


async def answered(demo: Demo, name: str, words: str) -> list[str]:
    """Somebody writes; what the bot answered."""
    before = len(read(demo, name))
    says(demo, name, words)
    assert demo._app is not None
    for _ in range(100):
        await demo._app.quiet()
        if not demo.telegram.world.updates.pending and len(read(demo, name)) > before:
            break
    return read(demo, name)[before:]


@pytest.mark.parametrize("ends", ["stopped", "killed"])
async def test_it_goes_on_with_the_same_people_and_their_phones(ends: str, tmp_path: Path) -> None:
    """It had made every group a second time, and staff wrote to accounts that nobody knew any more."""
    first = Demo(tmp_path)
    await first.start(0, empty=False)
    before = await counted(first)
    assert await answered(first, "ມາລີ", "/menu")
    told, moved = read(first, "ມາລີ"), first.clock.ahead
    await first.switch(False)
    says(first, "ນ້ອຍ", "/menu")  # waits at Telegram while the bot is off
    if ends == "killed":
        first._save()  # what its last look kept
    await first.stop()
    again = Demo(tmp_path)
    await again.start(0, empty=False)
    assert await counted(again) == before
    assert read(again, "ມາລີ")[: len(told)] == told
    assert again.clock.ahead >= moved
    assert await answered(again, "ມາລີ", "/menu")
    assert again.telegram.user_api.phones == first.telegram.user_api.phones
    await again.stop()


async def test_a_folder_without_phones_is_refused_in_one_line(tmp_path: Path) -> None:
    first = Demo(tmp_path)
    await first.start(0, empty=False)
    await first.stop()
    (tmp_path / "telegram" / "world.json").unlink()
    again = Demo(tmp_path)
    with pytest.raises(Unusable, match="no phones"):
        await again.start(0, empty=False)


async def test_untouched_phones_speak_the_language_in_which_the_page_is_read(tmp_path: Path) -> None:
    demo = Demo(tmp_path)
    await demo.start(0, empty=False)
    assert not await demo.speak("lo")
    assert await demo.speak("en")
    world = demo.telegram.world
    noy = next(one for one in world.people.values() if one.first_name == "ນ້ອຍ")
    left = [message for number, message in world.chats[noy.id].messages.items() if world.chats[noy.id].message(number)]
    assert left
    assert any("pieces of work done" in message.get("text", "") for message in left)
    assert noy.language_code == "en"
    await answered(demo, "ນ້ອຍ", "/menu")
    assert not await demo.speak("lo")  # somebody has begun: from now on each phone has its own setting
    await demo.stop()
