"""Setting the first and the last day of a season, from the calendar or typed."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from bot.chat.address import Go, Tap, Value
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.seasons.views import SetView, load_days
from bot.screens.widgets import calendar, read_back
from bot.services import seasons
from bot.services.plans import answers
from bot.understand import spans
from bot.understand.readings import Unclear, Unsure
from bot.understand.spans import Span


class Set(Screen[SetView]):
    name = "seasons.set"
    args: ClassVar[tuple[str, ...]] = ("season", "region", "year", "month", "first")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Choose the first and the last day, or write both: 14/4/2027 – 16/4/2027")

    def load(self, turn: Turn) -> SetView:
        view = load_days(turn)
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
        chosen = {"first": read_back.packed({"day": first.isoformat()})} if first else {}
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
    return Go("seasons.sure", view.here | {"days": read_back.packed(answers.stretch(found))})
