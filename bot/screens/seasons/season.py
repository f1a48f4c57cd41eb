"""One season: its days by region and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.content.seasons import Region, Season
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.seasons.views import ALL, load_season
from bot.screens.seasons.words import days
from bot.services import seasons
from bot.understand.spans import Span

_YEARS = 3  # years whose days can be set one by one


@dataclass(frozen=True, slots=True)
class SeasonView:
    """A season with the days that hold: (region, year) → days; `own` are those that staff set."""

    season: Season
    regions: tuple[Region, ...]
    year: int
    days: Mapping[tuple[str, int], Span | None]
    own: frozenset[tuple[str, int]]
    sets: bool  # whoever looks after all projects sets them


class Page(Screen[SeasonView]):
    name = "seasons.season"
    args = ("season",)
    roles = STAFF
    help: ClassVar[str] = mark("Set the days of a region, or the official days of a year. Groups see them at once")

    def load(self, turn: Turn) -> SeasonView:
        season, year = load_season(turn), turn.say.today(turn.now).year
        regions = turn.library.seasons.regions
        slots = [
            *(("" if not one else one.key, 0) for one in (None, *regions)),
            *(("", year + at) for at in range(_YEARS)),
        ]
        found = {slot: seasons.days_in(turn.uow, season, slot[0], slot[1] or year) for slot in slots}
        return SeasonView(
            season, regions, year, found, frozenset(turn.uow.seasons.of(season.key)), not turn.person.own_projects
        )

    def render(self, view: SeasonView, say: Say) -> Message:
        names = {"": say("Everywhere"), **{one.key: one.title(say.language) for one in view.regions}}
        regions = [self._line(view, (key, 0), name, say) for key, name in names.items()]
        years = [self._line(view, ("", year), str(year), say) for year in self._years(view)]
        set_region = [Button(f"✍️ {name}", self._set(view, key, 0)) for key, name in names.items()]
        set_year = [Button(f"✍️ {year}", self._set(view, "", year)) for year in self._years(view)]
        text = paragraphs(
            bold(view.season.title(say.language)),
            lines(bold(say("Every year")), *regions),
            lines(bold(say("Days of one year")), *years),
        )
        own_days = [*grid(set_region, 2), set_year] if view.sets else []
        return Message(text, [*own_days, [Button(say("◀ Back"), Go("seasons.list"))]])

    def _years(self, view: SeasonView) -> range:
        return range(view.year, view.year + _YEARS)

    def _line(self, view: SeasonView, slot: tuple[str, int], name: str, say: Say) -> Html:
        found = view.days[slot]
        sign = "✍️" if slot in view.own else "•"
        return safe(f"{sign} {name}: {days(*found, say) if found else '?'}")

    def _set(self, view: SeasonView, region: str, year: int) -> Go:
        return Go("seasons.set", {"season": view.season.key, "region": region or ALL, "year": year})
