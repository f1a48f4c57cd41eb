"""Jobs and documents of another version: set aside and told of, or done under the name that they have now."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.documents.workshop import NotMade
from bot.domain import renamed
from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.papers.makers import Making
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing
from tests.workers.conftest import Engine

RECIPE = {"kind": "document", "name": "pig.pdf", "recipe": {"paper": "pig", "stall": 7}}


async def administrator(engine: Engine) -> int:
    """Mali, who is told of what is set aside."""
    mali = engine.somebody("Mali")

    def known(uow: UnitOfWork) -> None:
        now = engine.clock.now()
        uow.people.account(AccountId(mali.id), now=now)
        person = uow.people.add(now=now, name="Mali", language="en", listens=False, consented_at=now)
        uow.people.speak_as(AccountId(mali.id), person)
        uow.people.put_role(person, Role.ADMIN, "confirmed", now=now)

    await engine.app.executor.run(known)
    return mali.id


async def ask(engine: Engine, kind: str, key: str) -> None:
    await engine.app.executor.run(lambda uow: uow.jobs.add(kind, now=engine.clock.now(), key=key, pig=7))


async def no_job_waits(engine: Engine) -> None:
    """Until no job is to be done, neither now nor after a pause: `quiet` may look just before one is found."""
    for _ in range(200):
        await engine.quiet()
        if not await engine.app.executor.run(lambda uow: uow.jobs.waiting(now=engine.clock.now() + timedelta(days=9))):
            await engine.quiet()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("a job waits for another try")


async def write(engine: Engine, chat: int, text: str) -> None:
    """A message with a document that another version makes."""
    row = Outgoing(0, chat, Lane.REPLY, content={"text": text, "medium": RECIPE})
    await engine.app.executor.run(lambda uow: uow.outbox.put(row, now=engine.clock.now()))


async def test_a_job_of_an_unknown_kind_is_set_aside_at_once_until_a_version_knows_it(engine: Engine) -> None:
    mali, done = await administrator(engine), list[dict[str, Any]]()
    await ask(engine, "weigh", "7")
    await ask(engine, "weigh", "8")
    await no_job_waits(engine)
    assert [text.count("job weigh") for text in engine.read(mali)] == [1]

    async def weigh(args: dict[str, Any]) -> None:
        done.append(args)

    engine.app.jobs.handlers["weigh"] = weigh
    await engine.app.jobs.recover()
    await no_job_waits(engine)
    assert done == [{"pig": 7}, {"pig": 7}]


async def test_a_job_of_a_renamed_kind_is_done(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    done = list[dict[str, Any]]()

    async def feed(args: dict[str, Any]) -> None:
        done.append(args)

    engine.app.jobs.handlers["feed"] = feed
    monkeypatch.setattr(renamed, "RENAMED", {"job": {"fatten": "feed"}})
    await ask(engine, "fatten", "7")
    await no_job_waits(engine)
    assert done == [{"pig": 7}]


async def test_a_document_that_nobody_makes_is_set_aside_and_holds_up_nothing(engine: Engine) -> None:
    mali, noy = await administrator(engine), engine.somebody("Noy")
    for text in ("", "a page with a paper", ""):
        await write(engine, noy.id, text)
    await engine.write(noy.id, "the next")
    engine.app.outbox.look()
    await engine.rest()
    assert engine.read(noy.id) == ["a page with a paper", "the next"]
    assert [text.count("paper pig") for text in engine.read(mali)] == [1]
    states = [state for state, _ in await engine.states()]
    assert states.count("superseded") == 2
    assert "refused" not in states


async def test_a_document_of_a_renamed_recipe_is_made(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    noy, asked = engine.somebody("Noy"), list[dict[str, Any]]()

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        asked.append(recipe)
        return Making(lambda: b"%PDF-1.7")

    engine.app.delivery.makers["hog"] = make
    monkeypatch.setattr(renamed, "RENAMED", {"paper": {"pig": "hog"}, "paper argument": {"hog:stall": "hog:pen"}})
    await write(engine, noy.id, "look")
    engine.app.outbox.look()
    await engine.quiet()
    assert asked == [{"paper": "hog", "pen": 7}]
    assert [state for state, _ in await engine.states()] == ["sent"]


async def test_a_document_that_cannot_be_made_is_told_of_and_holds_up_nothing(engine: Engine) -> None:
    mali, noy = await administrator(engine), engine.somebody("Noy")

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        def die() -> bytes:
            raise NotMade

        return Making(die)

    engine.app.delivery.makers["pig"] = make
    for text in ("", "a page with a paper", ""):
        await write(engine, noy.id, text)
    engine.app.outbox.look()
    await engine.rest()
    assert sorted(set(engine.read(noy.id))) == [
        "a page with a paper",
        "ຂໍໂທດ, ຍັງເຮັດເອກະສານນີ້ບໍ່ໄດ້. ຄຳຕອບຂອງທ່ານຍັງຢູ່ຄົບ. ລອງໃໝ່ພາຍຫຼັງ",
    ]
    assert [text for text in engine.read(mali) if "paper" in text] == [
        "A paper could not be made today. The log says more"
    ]
