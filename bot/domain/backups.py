"""Back-ups: how they are called, when one is due, and which of them are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import zones

HOUR = time(2)  # o'clock at night, after which the next one is made
AGAIN = timedelta(hours=1)  # after one that failed
OLD = timedelta(days=2)  # since the last good one, after which administrators hear of it
DAILY = timedelta(days=7)  # for which every one is kept; of older ones the first of each week
_NAME = re.compile(r"phaen-(\d{8}T\d{6})Z\.tar(\.age)?")


def name_of(at: datetime, *, encrypted: bool) -> str:
    """What an archive of an instant is called."""
    return f"phaen-{at.astimezone(UTC):%Y%m%dT%H%M%S}Z.tar{'.age' if encrypted else ''}"


def made_at(name: str) -> datetime | None:
    """When an archive of this name was made; None for what is none of ours."""
    found = _NAME.fullmatch(name)
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if found else None


def due(now: datetime, zone: ZoneInfo, *, good: datetime | None, tried: datetime | None) -> bool:
    """Whether one is due: the last good one is of before this night, and none was tried within the hour."""
    local = zones.local(now, zone)
    night = datetime.combine(local.date(), HOUR, zone)
    night = night if night <= local else night - timedelta(days=1)
    return (good is None or good < night) and (tried is None or tried <= now - AGAIN)


def outdated(names: Iterable[str], now: datetime, days: int) -> list[str]:
    """Those that are kept no longer: older than so many days, and of a week all but the first. Never the newest."""
    found = sorted((at, name) for name in names if (at := made_at(name)) is not None)
    weeks: set[tuple[int, int]] = set()
    gone = []
    for at, name in found[:-1]:
        week = at.isocalendar()[:2]
        extra = at < now - DAILY and week in weeks
        if extra or at < now - timedelta(days=days):
            gone.append(name)
        else:
            weeks.add(week)
    return gone
