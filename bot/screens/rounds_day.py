"""Naming a round in Lao and English, and its last day: read as people write it, and read back before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain import dates
from bot.domain.incoming import Answer
from bot.domain.plans import Round
from bot.domain.readings import Unclear, Unsure
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.rounds import STAFF, round_id, title
from bot.services import rounds
from bot.services.rounds import DRAFT, OPEN

DAYS = 5  # days to choose from: more would not fit a button's 64 bytes


@dataclass(frozen=True, slots=True)
class NameView:
    round: Round
    language: str


class Name(Screen[NameView]):
    name = "rounds.name"
    args = ("round", "language")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write the name that groups will see, first in Lao, then in English")
    _asked: ClassVar = {"lo": mark("What is the round called in Lao?"), "en": mark("And in English?")}

    def load(self, turn: Turn) -> NameView:
        found, language = rounds.to_see(turn.uow, round_id(turn), by=turn.person), turn.word("language")
        if language not in self._asked:
            raise Refused("This page is not there any more")
        return NameView(found, language)

    def render(self, view: NameView, say: Say) -> Message:
        written = view.round.name.get(view.language, "")
        keep = Button(say("Keep it ▶") if written else say("Skip"), _after(view))
        shown = lines(say("Written so far:"), written) if written else ""
        asked = bold(say(self._asked[view.language]))
        return Message(paragraphs(asked, shown), column([keep, Button(say("◀ Back"), Back())]))

    def on_answer(self, turn: Turn, view: NameView, answer: Answer) -> Go:
        rounds.rename(turn.uow, view.round.id, view.language, only_text(answer), by=turn.person, now=turn.now)
        return _after(view)


def _after(view: NameView) -> Go:
    """The other language, then the last day of a round that is being prepared."""
    here = {"round": view.round.id}
    if view.language == "lo":
        return Go("rounds.name", here | {"language": "en"})
    return Go("rounds.deadline" if view.round.state == DRAFT else "rounds.page", here)


@dataclass(frozen=True, slots=True)
class DeadlineView:
    round: Round


class Deadline(Screen[DeadlineView]):
    name = "rounds.deadline"
    args = ("round",)
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write the last day on which groups can send their plans. It is read back to you first")

    def load(self, turn: Turn) -> DeadlineView | Go:
        found = rounds.to_see(turn.uow, round_id(turn), by=turn.person)
        return DeadlineView(found) if found.state in (DRAFT, OPEN) else Go("rounds.page", {"round": found.id})

    def render(self, view: DeadlineView, say: Say) -> Message:
        asked = say("Until which day can groups send their plans? For example 15/1/2027 or in 30 days")
        return Message(paragraphs(bold(title(view.round, say)), asked), [[Button(say("◀ Back"), Back())]])

    def on_answer(self, turn: Turn, view: DeadlineView, answer: Answer) -> Go:
        today = turn.say.today(turn.now)
        match dates.read(only_text(answer), today=today, expect="future"):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                return _ask(view.round, *choices[:DAYS])
            case day:
                return _ask(view.round, day)


def _ask(found: Round, *days: date) -> Go:
    named = {f"day{place}": f"{day:%Y%m%d}" for place, day in enumerate(days, 1)}
    return Go("rounds.day", {"round": found.id, **named})


@dataclass(frozen=True, slots=True)
class DayView:
    round: Round
    days: tuple[date, ...]


class Day(Screen[DayView]):
    """The day that was understood, or the days that may be meant."""

    name = "rounds.day"
    args = ("round", *(f"day{place}" for place in range(1, DAYS + 1)))
    roles = STAFF
    help: ClassVar[str] = mark("Press the day if it is the right one, or write another")

    def load(self, turn: Turn) -> DayView | Go:
        found = rounds.to_see(turn.uow, round_id(turn), by=turn.person)
        days = tuple(_read(turn.word(name)) for name in self.args[1:] if name in turn.args)
        if found.state not in (DRAFT, OPEN) or not days:
            return Go("rounds.page", {"round": found.id})
        return DayView(found, days)

    def render(self, view: DayView, say: Say) -> Message:
        other = Button(say("✖️ Another day"), Go("rounds.deadline", {"round": view.round.id}))
        if len(view.days) == 1:
            text = say("{date} – is it so?", date=say.date(view.days[0]))
            return Message(text, column([Button(say("✅ Yes"), Tap("keep")), other]))
        days = (Button(say.date(day), _ask(view.round, day)) for day in view.days)
        return Message(say("Which day do you mean?"), column([*days, other]))

    def tap_keep(self, turn: Turn, view: DayView) -> Go:
        day = view.days[0]
        rounds.set_deadline(turn.uow, view.round.id, day, zone=turn.say.zone, by=turn.person, now=turn.now)
        note = turn.say("📅 The last day is {date}", date=turn.say.date(day))
        return Go("rounds.page", {"round": view.round.id}, note=note)


def _read(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise Refused("This page is not there any more") from error
