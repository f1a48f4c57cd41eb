"""The competition of the demo: people live through it while the clock moves, and a visitor may act any of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest

from bot.app import App
from bot.demo.demo import Demo
from bot.domain.contests import PHASES, Contest, Phase
from bot.domain.reviews import Reading, ReviewState
from bot.services.contests import peers
from bot.store.database import UnitOfWork

pytestmark = pytest.mark.slow
T = TypeVar("T")
STEPS = 40  # "next event" until the winners; far fewer are needed
GROUPS = 8


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    """The living programme of the demo, without a browser."""
    demo = Demo(tmp_path)
    await demo.start(0, empty=False)
    yield demo
    await demo.stop()


def running(demo: Demo) -> App:
    assert demo._app is not None
    return demo._app


async def asks(demo: Demo, question: Callable[[UnitOfWork], T]) -> T:
    return await running(demo).executor.run(question)


def contest(uow: UnitOfWork) -> Contest:
    return next(found for one in uow.rounds.kept() if (found := uow.contests.get(one.id)))


def read(demo: Demo, name: str) -> list[str]:
    """What the bot wrote to somebody."""
    world = demo.telegram.world
    person = next(one for one in world.people.values() if one.first_name == name)
    messages = world.chats[person.id].messages.values()
    return [str(one.get("text", "")) for one in messages if one["from"]["is_bot"]]


def visitor_gives_a_star(uow: UnitOfWork, now: datetime) -> int:
    """Noy's group gives one star for the first plan that it hears."""
    found = contest(uow)
    for plan in uow.plans.of_round(found.round):
        leader = next(one for one in uow.groups.members(plan.group) if one.leader)
        noy = uow.people.get(leader.person)
        if noy is not None and noy.name == "ນ້ອຍ":
            hearing = uow.pitches.of_group(plan.group, found.round)[0]
            peers.give(uow, hearing.id, 1, by=noy, now=now)
            return hearing.id
    raise AssertionError("Noy's group takes part")


async def test_the_clock_leads_from_the_first_pitch_to_the_final_winners(demo: Demo) -> None:
    assert any("ການປະກວດລະດູແລ້ງ" in words for words in read(demo, "ນ້ອຍ"))
    seen: list[Phase] = []
    given = 0
    for _ in range(STEPS):
        phase = await asks(demo, lambda uow: contest(uow).phase)
        if phase not in seen:
            seen.append(phase)
        if phase is Phase.PEERS and not given:
            given = await asks(demo, lambda uow: visitor_gives_a_star(uow, running(demo).clock.now()))
        if phase is Phase.WINNERS:
            break
        await demo.advance(await demo.following())
    assert seen == list(PHASES[1:])
    kept = await asks(demo, lambda uow: uow.pitches.hearing(given))
    assert kept is not None
    assert kept.stars == 1, "what a visitor gave stands"
    await asks(demo, everybody_had_a_part)
    assert any("🏆" in words for words in read(demo, "ນ້ອຍ"))


def everybody_had_a_part(uow: UnitOfWork) -> None:
    found = contest(uow)
    plans = uow.plans.of_round(found.round)
    assert len(uow.pitches.told(found.round)) == len(plans) == GROUPS
    assert all(hearing.stars for hearing in uow.pitches.of_round(found.round))
    rows = uow.reviews.readings(found.round)
    assert {row.state for row in rows} <= {ReviewState.DONE, ReviewState.DECLINED}
    assert {Reading.FIRST, Reading.FINAL} <= {row.kind for row in rows}
    finals = sorted(plan.final for plan in plans if plan.final)
    assert finals[0] == 1
    assert len(finals) == sum(plan.position is not None for plan in plans) > 2
    assert len(found.dice) == 2


async def test_people_go_on_after_the_demo_was_stopped(demo: Demo, tmp_path: Path) -> None:
    await demo.advance(await demo.following())
    told = await asks(demo, lambda uow: len(uow.pitches.told(contest(uow).round)))
    assert 0 < told < GROUPS
    await demo.stop()
    again = Demo(tmp_path)
    await again.start(0, empty=False)
    try:
        while await asks(again, lambda uow: contest(uow).phase) is Phase.PRESENTING:
            await again.advance(await again.following())
        assert await asks(again, lambda uow: len(uow.pitches.told(contest(uow).round))) == GROUPS
    finally:
        await again.stop()


async def test_members_have_opened_lessons(demo: Demo) -> None:
    """Staff see it in the report: it said that nobody had opened any."""

    def finished(uow: UnitOfWork) -> list[int]:
        return [sum(uow.lessons.finished_in(group.id).values()) for group in uow.groups.all_in_state("active")]

    counted = await asks(demo, finished)
    assert sum(count > 0 for count in counted) >= GROUPS
    assert len(set(counted)) > 3, "not all the same"


async def test_nobody_lives_in_an_empty_demo(tmp_path: Path) -> None:
    demo = Demo(tmp_path)
    await demo.start(0, empty=True)
    try:
        before = running(demo).clock.now()
        assert await demo.following() >= before
        assert await asks(demo, lambda uow: uow.rounds.kept()) == []
    finally:
        await demo.stop()
