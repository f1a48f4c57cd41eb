"""The last day of a phase, read as people write it; a day with several meanings is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Back, Go, Tap, day_written
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.contests import Phase
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.contest import views, words
from bot.screens.contest.views import ContestView
from bot.screens.widgets import read_back
from bot.services.contests import contests
from bot.understand import dates
from bot.understand.readings import Unclear, Unsure

_MOST = 3  # days to choose from


@dataclass(frozen=True, slots=True)
class DayView:
    whole: ContestView
    phase: Phase
    days: tuple[date, ...]


class Day(Screen[DayView]):
    name = "contest.day"
    args = ("round", "phase", *(f"day{number}" for number in range(1, _MOST + 1)))
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write the last day of this phase, or let it end by hand")

    def load(self, turn: Turn) -> DayView | Go:
        view, phase = views.load(turn), views.phase(turn)
        if view.contest.reached(phase) and phase is not view.contest.phase:
            return Go("contest.days", {"round": view.round.id})
        days = tuple(turn.day(name) for name in self.args[2:] if name in turn.args)
        return DayView(view, phase, days)

    def render(self, view: DayView, say: Say) -> Message:
        here = {"round": view.whole.round.id, "phase": views.number(view.phase)}
        if view.days:
            return read_back.reading(
                [Button(say.date(day), self._go(here, day)) for day in view.days],
                so=say("{date} – is it so?", date=say.date(view.days[0])),
                yes=Button(say("👍 Yes"), Tap("keep")),
                which=say("Which day do you mean?"),
                other=Button(say("✋ Another day"), Go(self.name, here)),
            )
        ask = say("Until which day? For example 15/1/2027 or in 30 days")
        by_hand = Button(say("By hand, without a day"), Tap("hand"))
        text = paragraphs(bold(words.phase(view.phase, say)), ask)
        return Message(text, column([by_hand, Button(say("◀ Back"), Back())]))

    def on_answer(self, turn: Turn, view: DayView, answer: Answer) -> Go:
        here = {"round": view.whole.round.id, "phase": views.number(view.phase)}
        match dates.read(only_text(answer), today=turn.say.today(turn.now), expect="future"):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                return self._go(here, *choices[:_MOST])
            case day:
                return self._go(here, day)

    def tap_keep(self, turn: Turn, view: DayView) -> Go:
        return self._keep(turn, view, view.days[0] if view.days else None)

    def tap_hand(self, turn: Turn, view: DayView) -> Go:
        return self._keep(turn, view, None)

    def _keep(self, turn: Turn, view: DayView, day: date | None) -> Go:
        round_id, zone = view.whole.round.id, turn.say.zone
        contests.set_end(turn.uow, round_id, view.phase, day, zone=zone, by=turn.person, now=turn.now)
        return Go("contest.days", {"round": round_id}, note=turn.say("✅ Saved"))

    def _go(self, here: dict[str, int], *days: date) -> Go:
        named = {f"day{number}": day_written(day) for number, day in enumerate(days, 1)}
        return Go(self.name, {**here, **named})
