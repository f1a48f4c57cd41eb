"""Figures through the real engine: made in the process that prints, and arrived as pictures, a page and a workbook."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.store.database import UnitOfWork
from tests.workers.conftest import Engine
from tests.workers.test_confidential import says, settled, taps

pytestmark = pytest.mark.slow


async def test_pictures_the_page_and_the_workbook_arrive(engine: Engine) -> None:
    _, staff = await settled(engine)

    def hired(uow: UnitOfWork) -> None:
        for one in uow.people.with_role(Role.ADMIN):
            uow.people.put_role(one.id, Role.STAFF, "confirmed", now=engine.app.clock.now())

    await engine.app.executor.run(hired)
    await says(engine, staff, "/report")
    for label in ("📷 Pictures", "📄 PDF", "Excel"):
        await taps(engine, staff, label)
    messages = list(engine.telegram.world.chats[staff.id].messages.values())
    assert sum("photo" in message for message in messages) == 3
    names = [message["document"]["file_name"] for message in messages if "document" in message]
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "xlsx"]
    assert {state for state, _ in await engine.states()} <= {"sent", "superseded"}
