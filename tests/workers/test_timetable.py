"""Looks come by a clock that nobody sets; moments of the calendar come by the calendar of their zone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers import base
from apscheduler.triggers import interval

from bot.workers.clock import Calendar, Timetable
from tests.workers.test_processes import until


class SetBack(datetime):
    """What APScheduler takes for the time of the machine."""

    off = timedelta(0)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime.now(UTC) + cls.off


async def test_a_clock_that_is_set_back_an_hour_stops_no_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """It had stopped them all for that hour."""
    for module in (base, interval):
        monkeypatch.setattr(module, "datetime", SetBack)
    looks: list[int] = []

    async def look() -> None:
        looks.append(len(looks))

    timetable = Timetable()
    timetable.add(0.05, look)
    timetable.start()
    try:
        await until(lambda: len(looks) > 2)
        monkeypatch.setattr(SetBack, "off", -timedelta(hours=1))
        seen = len(looks) + 3  # one may be on its way
        await until(lambda: len(looks) > seen, seconds=5)
    finally:
        timetable.stop()


async def test_a_look_that_fails_comes_again_and_none_comes_after_the_stop() -> None:
    looks: list[int] = []

    async def look() -> None:
        looks.append(len(looks))
        raise ZeroDivisionError

    timetable = Timetable()
    timetable.add(0.02, look)
    timetable.start()
    await until(lambda: len(looks) > 3)
    timetable.stop()
    await asyncio.sleep(0)
    seen = len(looks)
    await asyncio.sleep(0.1)
    assert len(looks) == seen


async def test_a_moment_of_the_calendar_is_that_of_its_zone() -> None:
    """The weekly report comes on Monday at eight in Laos, which is one o'clock in the morning of UTC."""

    async def look() -> None: ...

    timetable = Timetable()
    timetable.add(Calendar(8, ZoneInfo("Asia/Vientiane"), "mon"), look)
    timetable.start()
    try:
        (at,) = [at.astimezone(UTC) for at in timetable.moments()]
    finally:
        timetable.stop()
    assert (at.weekday(), at.hour, at.minute) == (0, 1, 0)
