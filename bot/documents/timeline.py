"""The actions on a line of months, for a template to draw: shares of the whole width, from 0 to 1."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

_POINT = 0.06  # months: wide enough to be seen, too narrow to say that the work begins before it
LONGEST = 36  # months; later ones are drawn at the end of the line

Span = tuple[date | None, date | None]


def drawn(spans: Sequence[Span]) -> dict[str, Any] | None:
    """The months from the first day to the last, and where each action's bar begins and ends; None without any day."""
    days = [day for span in spans for day in span if day]
    if not days:
        return None
    first = min(days)
    count = min(LONGEST, _months(first, max(days)) + 1)
    return {
        "months": [(first.month - 1 + n) % 12 + 1 for n in range(count)],
        "years": list(_years(first, count)),
        "bars": [_bar(span, first, count) for span in spans],
    }


def _bar(span: Span, first: date, count: int) -> list[float] | None:
    """Beginning and end; an action with one day only is a point that ends there."""
    start, due = span
    if not (start or due):
        return None
    begin, end = sorted((_position(start or due, first, 0), _position(due or start, first, 1)))
    return [round(min(max(at, 0.0), count) / count, 4) for at in (begin if start else end - _POINT, end)]


def _position(day: date | None, first: date, whole: int) -> float:
    """In months after the beginning of the first month; `whole` 1 counts the day itself."""
    assert day is not None
    return _months(first, day) + (day.day - 1 + whole) / monthrange(day.year, day.month)[1]


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _years(first: date, count: int) -> Iterable[dict[str, int]]:
    """Each year with the number of its months that are drawn."""
    for year in range(first.year, first.year + count // 12 + 2):
        begin = max(0, _months(first, date(year, 1, 1)))
        end = min(count, _months(first, date(year + 1, 1, 1)))
        if begin < end:
            yield {"year": year, "months": end - begin}
