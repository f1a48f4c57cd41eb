"""Season words, crops and festivals that people use as dates, as ranges of months by region, in content/seasons.yaml.

A season word is never silently a date: the range is shown, and the day is asked.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.content.fault import Fault
from bot.content.page import Entry, open_page
from bot.content.text import Text
from bot.understand import names

SURE = ("sure", "fair", "weak", "none")
"""How well the sources agree on a range."""

LONGEST_KEY, LONGEST_REGION = 20, 6  # characters: buttons carry both in 64 bytes
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Region:
    """Provinces that share a calendar of work."""

    key: str
    title: Text
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """Months from `first` to `last`, both included; `first` > `last` passes the new year."""

    region: str  # a region's key, or "all"
    first: int
    last: int
    sure: str

    def days(self, today: date) -> tuple[date, date]:
        """First and last day of the range that is now or comes next."""
        year = today.year - 1
        while self.in_year(year)[1] < today:
            year += 1
        return self.in_year(year)

    def in_year(self, year: int) -> tuple[date, date]:
        """First and last day of the range that begins in `year`."""
        length = (self.last - self.first) % 12
        return _month(year, self.first, 0), _month(year, self.first, length + 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Season:
    """A season, a piece of farm work or a festival, and the words for it."""

    key: str
    kind: str  # "weather", "rice", "crop", "festival"
    title: Text
    words: tuple[str, ...]  # other words for it, in any language
    ranges: tuple[Range, ...]
    dates: tuple[date, ...]  # days worked out for single years, ±1 day; official dates win
    sources: tuple[str, ...]

    def range(self, region: str | None) -> Range | None:
        """The months in `region`, else those that hold everywhere, else None: then months must be asked."""
        by_region = {found.region: found for found in self.ranges}
        return by_region.get(region or _ALL) or by_region.get(_ALL)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of the year on which offices close."""

    month: int
    day: int
    title: Text
    sure: str


@dataclass(frozen=True, slots=True)
class Seasons:
    """All that the year of a farmer consists of."""

    regions: tuple[Region, ...]
    seasons: tuple[Season, ...]
    holidays: tuple[Holiday, ...]

    def region(self, province: str) -> str | None:
        """The region of a province's code."""
        return next((region.key for region in self.regions if province in region.provinces), None)

    def season(self, key: str) -> Season | None:
        return next((season for season in self.seasons if season.key == key), None)

    def named(self, words: str) -> tuple[tuple[Season, str], ...]:
        """The seasons that `words` name, the longest name first, each with what stands before it.

        A name inside another's ("harvest" in "after the harvest") counts only once; two seasons may share a name.
        """
        typed, found = names.fold(words), []
        while named := [name for season in self.seasons for name in _names(season) if name in typed]:
            longest = max(named, key=len)
            before, _, after = typed.partition(longest)
            found += [(season, before) for season in self.seasons if longest in _names(season)]
            typed = f"{before}|{after}"
        return tuple(found)


def read_seasons(path: Path, provinces: Collection[str], sources: Collection[str], faults: list[Fault]) -> Seasons:
    """Read the calendar; `provinces` are the codes and `sources` the keys that it may name."""
    with open_page(path, faults) as page:
        regions = tuple(
            Region(_key(entry, LONGEST_REGION), entry.text("title"), entry.words("provinces", among=provinces))
            for entry in page.entries("regions")
        )
        known = (_ALL, *(region.key for region in regions))
        seasons = tuple(_season(entry, known, sources) for entry in page.entries("seasons"))
        holidays = tuple(_holiday(entry) for entry in page.entries("holidays"))
        return Seasons(regions, seasons, holidays)


def _key(entry: Entry, longest: int) -> str:
    key = entry.word("key")
    if len(key) > longest or not re.fullmatch(r"[A-Za-z0-9_-]*", key):
        entry.fault("key", f"“{key}” cannot be carried by a button", f"Use up to {longest} letters a-z, figures and -")
    return key


def _season(entry: Entry, regions: Collection[str], sources: Collection[str]) -> Season:
    ranges = tuple(_range(item, regions) for item in entry.entries("ranges", optional=True))
    dates = tuple(item.day("day") for item in entry.entries("dates", optional=True))
    return Season(
        key=_key(entry, LONGEST_KEY),
        kind=entry.word("kind", among=("weather", "rice", "crop", "festival")),
        title=entry.text("title"),
        words=entry.words("words", default=()),
        ranges=ranges,
        dates=dates,
        sources=entry.words("sources", among=sources),
    )


def _range(entry: Entry, regions: Collection[str]) -> Range:
    first, last = entry.number("first"), entry.number("last")
    for key, month in (("first", first), ("last", last)):
        if not 1 <= month <= 12:
            entry.fault(key, f"{month} is not a month", "Write a number from 1 to 12")
    return Range(entry.word("region", _ALL, among=regions), first, last, entry.word("sure", among=SURE))


def _holiday(entry: Entry) -> Holiday:
    return Holiday(entry.number("month"), entry.number("day"), entry.text("title"), entry.word("sure", among=SURE))


def _month(year: int, month: int, later: int) -> date:
    """The first day of the month that is `later` months after `month` of `year`."""
    years, months = divmod(month - 1 + later, 12)
    return date(year + years, months + 1, 1)


def _names(season: Season) -> set[str]:
    return {names.fold(name) for name in (*season.title.by_language.values(), *season.words)}
