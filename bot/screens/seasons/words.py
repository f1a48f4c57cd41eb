"""A season as a question: its days, then its beginning, middle and end in the years to come, on buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.chat.address import Go
from bot.chat.message import Button, Rows, grid
from bot.i18n import Html, Say, mark
from bot.services.seasons import Stretch
from bot.understand import dates
from bot.understand.spans import Span

PARTS = {"start": mark("Start ({month})"), "mid": mark("Middle ({month})"), "end": mark("End ({month})")}
_BESIDE = {"before": mark("before {season}"), "after": mark("after {season}"), "": mark("{season}")}


def name(stretch: Stretch, say: Say) -> Html:
    """after the rice harvest"""
    return say(_BESIDE[stretch.named.beside], season=stretch.named.season.title(say.language))


def in_season(stretch: Stretch, say: Say) -> Html:
    """📅 rainy season: 1/5/2027 – 31/10/2027"""
    return say("📅 {season}: {days}", season=name(stretch, say), days=days(stretch.first, stretch.last, say))


def days(first: date, last: date, say: Say) -> str:
    return say.day(first) if first == last else f"{say.day(first)} – {say.day(last)}"


def parts(stretches: Sequence[Stretch], say: Say, *, whole: bool, leads: Callable[[Span], Go]) -> Rows:
    """A row of three for each year; the whole of it where a stretch is wanted, or where it is too short for parts."""
    rows = []
    for stretch in stretches:
        thirds = [(part, span) for part, span in stretch.parts if part]
        rows.append([Button(say(PARTS[part], month=_month(span[0])), leads(span)) for part, span in thirds])
        if whole or not thirds:
            span = (stretch.first, stretch.last)
            rows.append([Button(days(*span, say), leads(span))])
    return rows


def _month(day: date) -> str:
    """12/2026: a year alone is read as the beginning of the year, not of the season."""
    return f"{day.month}/{day.year}"


def months(today: date, say: Say, *, leads: Callable[[Span], Go]) -> Rows:
    """The months of the year to come."""
    firsts = [dates.add_months(today.replace(day=1), later) for later in range(12)]
    spans = [(first, dates.add_months(first, 1) - timedelta(1)) for first in firsts]
    return grid([Button(say.month(span[0]), leads(span)) for span in spans], 2)
