"""A round's last day read back, or the days that may be meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.i18n import Say, mark
from bot.screens.rounds.views import DAYS, ask_sure, open_to_set
from bot.screens.widgets import read_back
from bot.services.rounds import rounds


@dataclass(frozen=True, slots=True)
class DayView:
    round: Round
    days: tuple[date, ...]


class Day(Screen[DayView]):
    name = "rounds.day"
    args = ("round", *(f"day{number}" for number in range(1, DAYS + 1)))
    roles = STAFF
    help: ClassVar[str] = mark("Press the day if it is the right one, or write another")

    def load(self, turn: Turn) -> DayView | Go:
        found = open_to_set(turn)
        days = tuple(turn.day(name) for name in self.args[1:] if name in turn.args)
        if isinstance(found, Go):
            return found
        return DayView(found, days) if days else Go("rounds.page", {"round": found.id})

    def render(self, view: DayView, say: Say) -> Message:
        return read_back.reading(
            [Button(say.date(day), ask_sure(view.round, day)) for day in view.days],
            so=say("{date} – is it so?", date=say.date(view.days[0])),
            yes=Button(say("👍 Yes"), Tap("keep")),
            which=say("Which day do you mean?"),
            other=Button(say("✖️ Another day"), Go("rounds.deadline", {"round": view.round.id})),
        )

    def tap_keep(self, turn: Turn, view: DayView) -> Go:
        day = view.days[0]
        rounds.set_deadline(turn.uow, view.round.id, day, zone=turn.say.zone, by=turn.person, now=turn.now)
        note = turn.say("📅 The last day is {date}", date=turn.say.date(day))
        return Go("rounds.page", {"round": view.round.id}, note=note)
