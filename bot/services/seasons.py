"""Times of the year as answers: which seasons a text names, their days in a region, and what staff set instead.

A season word is never silently a day: its days are shown, a part of them and a year are asked, and the answer is read
back (seasons.md, the rule at its top).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.content.library import Library
from bot.content.seasons import Season
from bot.domain.people import OFFICE, Person
from bot.domain.refused import Missing, Refused
from bot.services import of_all
from bot.store.database import UnitOfWork
from bot.understand import dates
from bot.understand.spans import Span

PARTS = ("start", "mid", "end")
YEARS = 2  # coming seasons that are offered
EVERY_YEAR = 2000  # a leap year that stands for all
_SHORT = 12  # days; a festival has no beginning, middle and end
_BESIDE = timedelta(days=30)  # how long "before" and "after" a season are meant to last
_AFTER = ("ຫຼັງ", "ຫຼັງຈາກ", "after", "afterthe")
_BEFORE = ("ກ່ອນ", "before", "beforethe")


@dataclass(frozen=True, slots=True)
class Named:
    """A season that somebody named, and whether they meant the time "before" or "after" it ("" is in it)."""

    season: Season
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a season in one year, or those before or after it."""

    named: Named
    first: date
    last: date

    @property
    def parts(self) -> tuple[tuple[str, Span], ...]:
        """The whole and its beginning, middle and end, each with its days."""
        days = (self.last - self.first).days + 1
        whole = ("", (self.first, self.last))
        if days <= _SHORT:
            return (whole,)
        ends = [self.first + timedelta(days * third // 3) for third in range(4)]
        thirds = [(part, (ends[at], ends[at + 1] - timedelta(1))) for at, part in enumerate(PARTS)]
        return (*thirds, whole)


def named(library: Library, text: str) -> tuple[Named, ...]:
    """The seasons that a text names, the longest name first."""
    return tuple(Named(season, _beside(before)) for season, before in library.seasons.named(text))


def _beside(words: str) -> str:
    if words.endswith(_AFTER):
        return "after"
    return "before" if words.endswith(_BEFORE) else ""


def stretches(uow: UnitOfWork, library: Library, found: Named, province: str, *, today: date) -> tuple[Stretch, ...]:
    """The coming ones; none when the sources know no days there: then months are to be asked."""
    region = library.seasons.region(province) or ""
    coming = _coming(uow, found, region, today)
    return tuple(stretch for stretch, _ in zip(coming, range(YEARS), strict=False))


def _coming(uow: UnitOfWork, found: Named, region: str, today: date) -> Iterator[Stretch]:
    for year in range(today.year - 1, today.year + YEARS + 2):
        if days := days_in(uow, found.season, region, year):
            first, last = _moved(days, found.beside)
            if last >= today:
                yield Stretch(found, first, last)


def _moved(days: Span, beside: str) -> Span:
    first, last = days
    if beside == "after":
        return last + timedelta(1), last + _BESIDE
    return (first - _BESIDE, first - timedelta(1)) if beside == "before" else days


def days_in(uow: UnitOfWork, season: Season, region: str, year: int) -> Span | None:
    """The days of the season that begins in `year`: set by staff for this year, known for it, set for all, known."""
    set_days = uow.seasons.of(season.key)
    for area in (region, ""):
        if (area, year) in set_days:
            return set_days[area, year]
    if known := next((day for day in season.dates if day.year == year), None):
        return known, known
    for area in (region, ""):
        if (area, 0) in set_days:
            first, last = set_days[area, 0]
            return dates.add_months(first, 12 * (year - EVERY_YEAR)), dates.add_months(last, 12 * (year - EVERY_YEAR))
    months = season.range(region or None)
    return months.in_year(year) if months else None


# What staff set -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Slot:
    """What the days of a season are set for: a region ("" is everywhere) and the year of their first day (0: each)."""

    season: str
    region: str = ""
    year: int = 0


def set_days(uow: UnitOfWork, library: Library, slot: Slot, days: Span, *, by: Person, now: datetime) -> None:
    """Set the days of a season; staff's, and written down in the audit log. Raises: Missing, Forbidden, Refused."""
    _check(library, slot, by)
    first, last = days
    if not first <= last < dates.add_months(first, 12):
        raise Refused("The first day has to stand before the last one, and less than a year")
    if slot.year == 0:  # kept as the season that begins in 2000
        back = 12 * (EVERY_YEAR - first.year)
        days = dates.add_months(first, back), dates.add_months(last, back)
    elif first.year != slot.year:
        raise Refused("These days are not in the year {year}", year=slot.year)
    uow.seasons.put(slot.season, slot.region, slot.year, days, by.id, now=now)
    uow.audit.note(by.id, "set the days of", _subject(slot), now=now)


def forget_days(uow: UnitOfWork, library: Library, slot: Slot, *, by: Person, now: datetime) -> None:
    """Let content/seasons.yaml speak again; idempotent. Raises: Missing, Forbidden."""
    _check(library, slot, by)
    if uow.seasons.drop(slot.season, slot.region, slot.year):
        uow.audit.note(by.id, "forgot the days of", _subject(slot), now=now)


def _check(library: Library, slot: Slot, by: Person) -> None:
    of_all.check(by=by, roles=OFFICE)
    regions = ("", *(known.key for known in library.seasons.regions))
    if library.seasons.season(slot.season) is None or slot.region not in regions or not 0 <= slot.year < 2100:
        raise Missing


def _subject(slot: Slot) -> str:
    return " ".join(filter(None, ("season", slot.season, slot.region, str(slot.year or ""))))
