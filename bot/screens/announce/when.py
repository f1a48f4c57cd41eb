"""The day and the hour at which an announcement leaves, in the programme's zone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from bot.chat.address import Go, Tap, day_written
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.announcements import DRAFT
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Refused, Stale
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.announce.conditions import here
from bot.screens.announce.views import announcement_id
from bot.screens.widgets import calendar
from bot.services.announcements import announcements, sending
from bot.store.announcements import Announcement

_EVENING = time(17, 30)  # calls in the evening reach rural women more often; first unless the programme has another
_HOURS = ("07:00", "08:00", "12:00", "15:00", "17:30", "18:00", "19:00", "20:00")
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:.h ]([0-5]\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class WhenView:
    item: Announcement
    month: int
    today: date
    day: date | None
    first: time  # the hour that is offered before the others


class When(Screen[WhenView]):
    """First the day, then the hour."""

    name = "announce.when"
    args = ("announcement", "day", "month")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Choose the day, then the hour. Until then the announcement can be changed")

    def load(self, turn: Turn) -> WhenView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if item.state != DRAFT:
            return Go("announce.confirm", here(item))
        today = turn.say.today(turn.now)
        month = calendar.month_in(turn.args.get("month"), calendar.to_come(today))
        day = turn.day("day") if turn.word("day") not in ("", "0") else None
        return WhenView(item, month, today, day, turn.library.reminders.evening or _EVENING)

    def render(self, view: WhenView, say: Say) -> Message:
        place = here(view.item)
        back = [Button(say("◀ Back"), Go("announce.options", place))]
        if view.day is None:
            rows = calendar.rows(
                say,
                view.month,
                within=calendar.to_come(view.today),
                today=view.today,
                turn=lambda month: Go(self.name, place | {"day": 0, "month": month}),
                take=lambda day: Go(self.name, place | {"day": day_written(day)}),
            )
            return Message(bold(say("On which day does it leave?")), [*rows, back])
        hours = [Button(label, Tap("hour", (label.replace(":", ""),))) for label in _offered(view.first)]
        asked = bold(say("At which hour? Press or write it, such as 17:30"))
        return Message(paragraphs(say.date(view.day), asked), [*grid(hours, 4), back])

    def tap_hour(self, turn: Turn, view: WhenView) -> Go:
        hour = _hour(str(turn.value()).zfill(4))
        if hour is None:
            raise Stale
        return self._plan(turn, view, hour)

    def on_answer(self, turn: Turn, view: WhenView, answer: Answer) -> Go:
        typed = "".join(str(unicodedata.decimal(one, one)) for one in only_text(answer).strip())
        found = _CLOCK.fullmatch(typed)
        hour = _hour(f"{found[1].zfill(2)}{found[2] or '00'}") if found else None
        if hour is None:
            raise Refused("Write the hour like this: 17:30")
        return self._plan(turn, view, hour)

    def _plan(self, turn: Turn, view: WhenView, hour: time) -> Go:
        if view.day is None:
            raise Refused("Choose the day first")
        at = datetime.combine(view.day, hour, turn.say.zone)
        sending.plan(turn.uow, view.item.id, at, by=turn.person, now=turn.now)
        return Go("announce.options", here(view.item))


def _offered(first: time) -> list[str]:
    """The hours of the buttons: the one when most people answer, then the others of the day."""
    best = f"{first:%H:%M}"
    return [best, *(one for one in _HOURS if one != best)][: len(_HOURS)]


def _hour(written: str) -> time | None:
    """The hour that four figures are, None for any others."""
    return time.fromisoformat(written) if re.fullmatch(r"([01]\d|2[0-3])[0-5]\d", written, re.ASCII) else None
