"""Seasons and festivals for staff: their days by region, the official days of a year, and setting them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, column, grid, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant, only_text, paged
from bot.content.seasons import Region, Season
from bot.domain import dates, spans
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.readings import Unclear, Unsure
from bot.domain.refused import Refused, Stale
from bot.domain.spans import Span
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import calendar, plan_values
from bot.screens.season_words import days
from bot.services import answers, seasons
from bot.services.seasons import Slot

STAFF = frozenset({Role.STAFF})
_PAGE = 10  # seasons on one page
_YEARS = 3  # years whose days can be set one by one
_ALL = "all"  # everywhere, in an address
command(Command("seasons", Go("seasons.list"), mark("Seasons and festivals"), roles=STAFF, order=76))


@dataclass(frozen=True, slots=True)
class ListView:
    seasons: tuple[Season, ...]
    page: int


class Listed(Screen[ListView]):
    name = "seasons.list"
    args = ("page",)
    roles = STAFF
    help: ClassVar[str] = mark("Groups may answer with a season. Choose one to see its days and to set them")

    def load(self, turn: Turn) -> ListView:
        page = turn.args.get("page", 0)
        return ListView(turn.library.seasons.seasons, page if isinstance(page, int) else 0)

    def render(self, view: ListView, say: Say) -> Message:
        named = [Button(one.title(say.language), Go("seasons.season", {"season": one.key})) for one in view.seasons]
        shown, page, pages = paged(named, view.page, _PAGE)
        turn = row(
            Button("◀", Go(self.name, {"page": page - 1})) if page else None,
            Button("▶", Go(self.name, {"page": page + 1})) if page + 1 < pages else None,
        )
        return Message(say("🌾 Which season or festival?"), [*column(shown), turn])


@dataclass(frozen=True, slots=True)
class SeasonView:
    """A season with the days that hold: (region, year) → days; `own` are those that staff set."""

    season: Season
    regions: tuple[Region, ...]
    year: int
    days: Mapping[tuple[str, int], Span | None]
    own: frozenset[tuple[str, int]]


def _season(turn: Turn) -> Season:
    found = turn.library.seasons.season(turn.word("season"))
    if found is None:
        raise Refused("This page is not there any more")
    return found


class Page(Screen[SeasonView]):
    name = "seasons.season"
    args = ("season",)
    roles = STAFF
    help: ClassVar[str] = mark("Set the days of a region, or the official days of a year. Groups see them at once")

    def load(self, turn: Turn) -> SeasonView:
        season, year = _season(turn), turn.say.today(turn.now).year
        regions = turn.library.seasons.regions
        slots = [
            *(("" if not one else one.key, 0) for one in (None, *regions)),
            *(("", year + at) for at in range(_YEARS)),
        ]
        found = {slot: seasons.days_in(turn.uow, season, slot[0], slot[1] or year) for slot in slots}
        return SeasonView(season, regions, year, found, frozenset(turn.uow.seasons.of(season.key)))

    def render(self, view: SeasonView, say: Say) -> Message:
        names = {"": say("Everywhere"), **{one.key: one.title(say.language) for one in view.regions}}
        regions = [self._line(view, (key, 0), name, say) for key, name in names.items()]
        years = [self._line(view, ("", year), str(year), say) for year in self._years(view)]
        set_region = [Button(f"✏️ {name}", self._set(view, key, 0)) for key, name in names.items()]
        set_year = [Button(f"✏️ {year}", self._set(view, "", year)) for year in self._years(view)]
        text = paragraphs(
            bold(view.season.title(say.language)),
            lines(bold(say("Every year")), *regions),
            lines(bold(say("Days of one year")), *years),
        )
        return Message(text, [*grid(set_region, 2), set_year, [Button(say("◀ Back"), Go("seasons.list"))]])

    def _years(self, view: SeasonView) -> range:
        return range(view.year, view.year + _YEARS)

    def _line(self, view: SeasonView, slot: tuple[str, int], name: str, say: Say) -> Html:
        found = view.days[slot]
        sign = "✏️" if slot in view.own else "•"
        return Html(f"{sign} {name}: {days(*found, say) if found else '?'}")

    def _set(self, view: SeasonView, region: str, year: int) -> Go:
        return Go("seasons.set", {"season": view.season.key, "region": region or _ALL, "year": year})


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
        return {"season": self.season.key, "region": self.slot.region or _ALL, "year": self.slot.year}

    @property
    def within(self) -> calendar.Within:
        """The year for the first day, and the twelve months behind it for the last one."""
        if self.first:
            return self.first, dates.add_months(self.first, 12) - timedelta(1)
        year = self.slot.year or self.today.year
        return date(year, 1, 1), date(year, 12, 31)


def _set(turn: Turn) -> SetView:
    season, region, year = _season(turn), turn.word("region"), turn.number("year")
    known = {one.key: one.title(turn.say.language) for one in turn.library.seasons.regions}
    if (region != _ALL and region not in known) or not (year == 0 or 2000 <= year < 2100):
        raise Refused("This page is not there any more")
    slot = Slot(season.key, "" if region == _ALL else region, year)
    first = plan_values.unpacked(turn.word("first")).get("day")
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


class Set(Screen[SetView]):
    """The first and the last day, from the calendar or typed."""

    name = "seasons.set"
    args: ClassVar[tuple[str, ...]] = ("season", "region", "year", "month", "first")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Choose the first and the last day, or write both: 14/4/2027 – 16/4/2027")

    def load(self, turn: Turn) -> SetView:
        view = _set(turn)
        month = calendar.month_in(turn.args.get("month"), view.within)
        return SetView(view.season, view.slot, view.title, view.today, month, view.first, view.own)

    def render(self, view: SetView, say: Say) -> Message:
        rows = calendar.rows(
            say,
            view.month,
            within=view.within,
            today=view.today,
            turn=lambda month: Go("seasons.set", self._at(view, month, view.first)),
            take=lambda day: self._take(view, day),
        )
        ask = lines(
            say("▶ From {date}", date=say.date(view.first)) if view.first else "",
            say("Choose the last day") if view.first else say("Choose the first day"),
        )
        forget = Button(say("↩️ As in the content"), Tap("forget")) if view.own else None
        back = Button(say("◀ Back"), Go("seasons.season", {"season": view.season.key}))
        return Message(paragraphs(bold(view.title), ask), [*rows, row(forget), [back]])

    def _at(self, view: SetView, month: int, first: date | None) -> dict[str, Value]:
        chosen = {"first": plan_values.packed({"day": first.isoformat()})} if first else {}
        return view.here | {"month": month} | chosen

    def _take(self, view: SetView, day: date) -> Go:
        if not view.within[0] <= day <= view.within[1]:
            return Go("seasons.set", self._at(view, view.month, view.first))
        if view.first is None:
            return Go("seasons.set", self._at(view, view.month, day))
        return _asked(view, (view.first, day))

    def tap_forget(self, turn: Turn, view: SetView) -> Go:
        seasons.forget_days(turn.uow, turn.library, view.slot, by=turn.person, now=turn.now)
        return Go("seasons.season", {"season": view.season.key}, note=turn.say("✅ Saved"))

    def on_answer(self, turn: Turn, view: SetView, answer: Answer) -> Go:
        match spans.read(only_text(answer), today=view.within[0]):
            case Unclear():
                raise Refused("This time is not understood yet. Try it like this: 15/1/2027 – 20/1/2027")
            case Unsure(choices):
                return _asked(view, choices[0])
            case found:
                return _asked(view, found)


def _asked(view: SetView, found: Span) -> Go:
    return Go("seasons.sure", view.here | {"days": plan_values.packed(answers.stretch(found))})


class Sure(Set):
    """The days read back before they are kept."""

    name = "seasons.sure"
    args: ClassVar[tuple[str, ...]] = ("season", "region", "year", "days")
    help: ClassVar[str] = mark("Are the days right? If not, write them once more")

    def load(self, turn: Turn) -> SetView:
        view, value = _set(turn), plan_values.unpacked(turn.word("days"))
        if not answers.valid("season", value):
            raise Refused("This page is not there any more")
        first, last = (date.fromisoformat(value[name]) for name in ("first", "last"))
        return SetView(view.season, view.slot, view.title, view.today, 0, None, view.own, (first, last))

    def render(self, view: SetView, say: Say) -> Message:
        assert view.chosen is not None
        text = say("{words} – is it so?", words=plan_values.long_words(answers.stretch(view.chosen), say))
        again = Button(say("✏️ Something else"), Go("seasons.set", view.here))
        return Message(paragraphs(bold(view.title), text), [[Button(say("✅ Yes"), Tap("keep"))], [again]])

    def tap_keep(self, turn: Turn, view: SetView) -> Go:
        if view.chosen is None:
            raise Stale
        seasons.set_days(turn.uow, turn.library, view.slot, view.chosen, by=turn.person, now=turn.now)
        return Go("seasons.season", {"season": view.season.key}, note=turn.say("✅ Saved"))

    def on_answer(self, turn: Turn, view: SetView, answer: Answer) -> Go:
        if meant(answer, [(turn.say("✅ Yes"), True)]):
            return self.tap_keep(turn, view)
        return super().on_answer(turn, view, answer)
