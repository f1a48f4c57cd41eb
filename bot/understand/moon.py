"""Nights of the moon as the Lao calendar counts them: ຂຶ້ນ 15 ຄ່ຳ is the full moon; reckoned, so a day may be one off.

Moons after Meeus, Astronomical Algorithms (2nd edition, 1998), chapter 49, with its largest terms: within an hour for
our century, while the calendar's own rules may differ by a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from math import floor, radians, sin

FULL = 15  # the night of the full moon; ແຮມ 1 is 16
LAST = 30  # of a month, the night before the new moon
HOLY = (8, FULL, FULL + 8, LAST)  # ວັນສິນ

_EPOCH = datetime(2000, 1, 6, 14, 20, 37, tzinfo=UTC)  # mean new moon of January 2000
_MONTH = 29.530588861  # days
_IN_LAOS = timedelta(hours=7)


def nights(wanted: Sequence[int], *, first: date, last: date) -> Iterator[date]:
    """The days from one day to another whose night of the moon, 1 to 30, is wanted, in their order."""
    month = floor((first - _EPOCH.date()).days / _MONTH) - 1
    while (full := _day(month + 0.5)) <= last + timedelta(FULL):
        dark = _day(month + 1) - timedelta(1)
        for night in sorted(wanted):
            day = min(full + timedelta(night - FULL), dark)
            if first <= day <= last:
                yield day
        month += 1


def _day(moon: float) -> date:
    """The day in Laos of the new moon that comes `moon` months after that of January 2000; at n + 0.5 a full one."""
    sun, anomaly, node = (
        radians(start + step * moon)
        for start, step in ((2.5534, 29.10535670), (201.5643, 385.81693528), (160.7108, 390.67050284))
    )
    large = -0.407 * sin(anomaly) + 0.172 * sin(sun) + 0.016 * sin(2 * anomaly) + 0.0104 * sin(2 * node)
    small = 0.0073 * sin(anomaly - sun) - 0.0051 * sin(anomaly + sun) + 0.0021 * sin(2 * sun)
    return (_EPOCH + timedelta(days=moon * _MONTH + large + small) + _IN_LAOS).date()
