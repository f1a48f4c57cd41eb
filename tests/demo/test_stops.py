"""Timed work is one list: each entry says when it is due next or why nobody knows, and a moved clock stops there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.app.timed import NoMoment, Timed
from bot.demo.demo import Demo
from bot.store.database import UnitOfWork
from bot.workers.clock import Calendar

pytestmark = pytest.mark.slow


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


def moments(app: App, uow: UnitOfWork) -> dict[str, datetime]:
    """Name of timed work → when it is due next, where there is something to wait for."""
    known = {each.name: each.next_at(uow) for each in app.timed if not isinstance(each.next_at, NoMoment)}
    return {name: at for name, at in known.items() if at is not None and at > app.clock.now()}


async def test_all_timed_work_has_a_name_and_a_moment_or_says_why_it_has_none(demo: Demo) -> None:
    timed = running(demo).timed
    assert len({each.name for each in timed}) == len(timed)
    assert [each.name for each in timed if isinstance(each.next_at, NoMoment) and not each.next_at.why] == []
    assert all(isinstance(each.every, Calendar) or each.every > 0 for each in timed)


async def test_a_moved_clock_stops_wherever_something_is_due(demo: Demo) -> None:
    app, stops = running(demo), list[datetime]()
    waiting: list[dict[str, datetime]] = []

    async def note() -> None:
        stops.append(app.clock.now())
        waiting.append(await app.executor.run(lambda uow: moments(app, uow)))

    def somebody_asks_to_lead(uow: UnitOfWork) -> None:
        member = next(one for group in uow.groups.all_in_state("active") for one in uow.groups.members(group.id))
        now = app.clock.now()
        uow.handovers.add(member.group, member.person, until=now + timedelta(hours=30), now=now)

    await app.executor.run(somebody_asks_to_lead)
    app.timed = (*app.timed, Timed("the test", 3600, note, NoMoment("it looks on", at_stops=True)))
    until = app.clock.now() + timedelta(days=4)
    await demo.advance(until)
    assert "handovers" in waiting[0]
    for known in waiting:  # it also stops where people of the demo act
        due = min(known.values(), default=until)
        assert due >= until or any(due <= stop < due + timedelta(hours=1) for stop in stops), known
