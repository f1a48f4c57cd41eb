"""What several pages about seasons load and share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.chat.address import Value
from bot.chat.screen import Turn
from bot.content.seasons import Season
from bot.domain.refused import Missing
from bot.screens.widgets import calendar, read_back
from bot.services.seasons import Slot
from bot.understand import dates
from bot.understand.spans import Span

ALL = "all"  # everywhere, in an address


def load_season(turn: Turn) -> Season:
    found = turn.library.seasons.season(turn.word("season"))
    if found is None:
        raise Missing
    return found


@dataclass(frozen=True, slots=True)
class SetView:
    """What is being set, the month of the calendar, and the first day where it is chosen already."""

    season: Season
    slot: Slot
    title: str
    today: date
    month: int
    first: date | None
    own: bool
    chosen: Span | None = None

    @property
    def here(self) -> dict[str, Value]:
        return {"season": self.season.key, "region": self.slot.region or ALL, "year": self.slot.year}

    @property
    def within(self) -> calendar.Within:
        """The year for the first day, and the twelve months behind it for the last one."""
        if self.first:
            return self.first, dates.add_months(self.first, 12) - timedelta(1)
        year = self.slot.year or self.today.year
        return date(year, 1, 1), date(year, 12, 31)


def load_days(turn: Turn) -> SetView:
    season, region, year = load_season(turn), turn.word("region"), turn.number("year")
    known = {one.key: one.title(turn.say.language) for one in turn.library.seasons.regions}
    if (region != ALL and region not in known) or not (year == 0 or 2000 <= year < 2100):
        raise Missing
    slot = Slot(season.key, "" if region == ALL else region, year)
    first = read_back.unpacked(turn.word("first")).get("day")
    title = f"{season.title(turn.say.language)}, {known.get(region) or str(turn.say('Everywhere'))}"
    return SetView(
        season,
        slot,
        f"{title}, {year}" if year else title,
        turn.say.today(turn.now),
        0,
        date.fromisoformat(first) if first else None,
        (slot.region, year) in turn.uow.seasons.of(season.key),
    )
