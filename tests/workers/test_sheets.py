"""A spreadsheet through the running bot: sent, read by the process of the papers, taken with a tap; a hostile one."""

from __future__ import annotations

import pytest

from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.simulator import user_actions
from bot.simulator.files import Upload
from bot.simulator.world import Person
from bot.store.database import UnitOfWork
from tests.documents.test_sheets import laughing
from tests.sheets import excel, row
from tests.workers.conftest import Engine

pytestmark = pytest.mark.slow


async def staff(engine: Engine) -> Person:
    mali, now = engine.somebody("Mali"), engine.app.clock.now()

    def known(uow: UnitOfWork) -> None:
        uow.people.account(AccountId(mali.id), now=now)
        person = uow.people.add(now=now, name="Mali", language="en", listens=False, consented_at=now)
        uow.people.speak_as(AccountId(mali.id), person)
        uow.people.put_role(person, Role.STAFF, "confirmed", now=now)

    await engine.app.executor.run(known)
    return mali


async def sends(engine: Engine, mali: Person, content: bytes, name: str) -> None:
    """Mali sends a file to the page that waits for one."""
    world = engine.telegram.world
    await tap(engine, mali, "sheets.begin")
    user_actions.send_media(world, mali, world.chats[mali.id], "document", [Upload(content, name)], {})
    await engine.rest()
    await engine.quiet()


async def tap(engine: Engine, mali: Person, data: str) -> None:
    world = engine.telegram.world
    await user_actions.tap(world, mali, world.chats[mali.id], max(world.chats[mali.id].messages), data)
    await engine.rest()
    await engine.quiet()


async def test_a_table_is_fetched_read_taken_and_its_hostile_brother_is_not(engine: Engine) -> None:
    mali = await staff(engine)
    user_actions.start(engine.telegram.world, mali)
    await engine.rest()
    await sends(engine, mali, laughing(), "bad.xlsx")
    assert "This file cannot be opened" in engine.read(mali.id)[-1]
    given = [row(group=f"ກຸ່ມ {n}", name=f"ນາງ {n}") for n in range(300)]
    await sends(engine, mali, excel([*given, row(district="Nowhere")]), "good.xlsx")
    assert "300 new lines\n1 line has a fault\n\nLine 302: no district" in engine.read(mali.id)[-1]
    await tap(engine, mali, "sheets.page!take:2")
    assert "✅ Taken: 300 groups, 300 people" in engine.read(mali.id)[-1]
    await tap(engine, mali, "sheets.begin!template")
    newest = list(engine.telegram.world.chats[mali.id].messages.values())[-1]
    assert newest["document"]["file_name"] == "phaen-groups.xlsx"
