"""A month on buttons, for every page that asks for a day: a page shows `rows` under its question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Rows, row
from bot.domain.refused import Refused
from bot.i18n import Say
from bot.understand import dates

Within: TypeAlias = tuple[date, date]  # the first and the last day that may be chosen
AHEAD = dates.FAR  # years that can be turned to
_BLANK = "·"  # a button has to have a label
_OVER = "–"  # a day that may not be chosen


def to_come(today: date) -> Within:
    """Every day from today on."""
    return today, dates.add_months(today, 12 * AHEAD)


def month_of(day: date) -> int:
    """A month as a number that a button can carry."""
    return day.year * 12 + day.month - 1


def month_in(written: object, within: Within) -> int:
    """The month that a page's argument names, the nearest one that has days to choose from; the first for any other."""
    first, last = map(month_of, within)
    return min(max(written, first), last) if isinstance(written, int) else first


def rows(
    say: Say,
    month: int,
    *,
    within: Within,
    today: date,
    turn: Callable[[int], Go],
    take: Callable[[date], Go | Tap],
) -> Rows:
    """The days of `month` under their weekdays, today between dots, with the months before and after on top.

    Weeks that are over already are left out. In a month of six weeks the weekdays stand in the blank places of its
    first week, for a page has room for eight rows.
    """
    first = date(month // 12, month % 12 + 1, 1)
    stay = turn(month)
    before, after = month > month_of(within[0]), month < month_of(within[1])
    head = row(
        Button("◀", turn(month - 1)) if before else Button(_BLANK, stay),
        Button(say.month(first, short=True), stay),
        Button("▶", turn(month + 1)) if after else Button(_BLANK, stay),
    )
    monday = first - timedelta(first.weekday())
    weeks = [[monday + timedelta(7 * week + day) for day in range(7)] for week in range(6)]

    def cell(day: date) -> Button:
        if day.month != first.month:
            return Button(_BLANK, stay)
        label = str(day.day) if within[0] <= day <= within[1] else _OVER
        return Button(f"·{label}·" if day == today else label, take(day))

    choosable = [week for week in weeks if any(day.month == first.month and day >= within[0] for day in week)]
    shown = [[cell(day) for day in week] for week in choosable]
    names = [Button(name, stay) for name in say.weekdays()]
    if len(shown) == len(weeks):
        return [head, [*names[: first.weekday()], *shown[0][first.weekday() :]], *shown[1:]]
    return [head, names, *shown]


def chosen(day: date, within: Within) -> date:
    """The day that was tapped. Refused, with what may be chosen, outside of `within`."""
    if day < within[0]:
        raise Refused("This day cannot be chosen. Choose {day} or later", day=within[0])
    if day > within[1]:
        raise Refused("This day is too far away. Choose a day up to {day}", day=within[1])
    return day
