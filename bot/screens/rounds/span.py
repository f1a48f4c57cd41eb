"""The days between which the work of a round's plans may lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.domain.refused import Refused, Stale
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.rounds.views import open_to_set
from bot.screens.rounds.words import title
from bot.screens.widgets import calendar
from bot.services.rounds import rounds
from bot.understand import dates
from bot.understand.readings import Unclear, Unsure

_ENDS = {
    "from": mark("From which day may the work of the plans begin?"),
    "until": mark("Until which day has the work of the plans to be done?"),
}


@dataclass(frozen=True, slots=True)
class SpanView:
    """A round, the end of its span that is asked ("" none), and the month that the calendar shows."""

    round: Round
    end: str
    today: date
    within: calendar.Within
    month: int


class Span(Screen[SpanView]):
    name = "rounds.span"
    args = ("round", "end", "month")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Choose the first and the last day. Work outside of them is shown to the group as a gap")

    def load(self, turn: Turn) -> SpanView | Go:
        found = open_to_set(turn)
        if isinstance(found, Go):
            return found
        end, today = turn.word("end"), turn.say.today(turn.now)
        within = calendar.to_come(today)
        month = calendar.month_in(turn.args.get("month"), within)
        return SpanView(found, end if end in _ENDS else "", today, within, month)

    def render(self, view: SpanView, say: Say) -> Message:
        here, back = {"round": view.round.id}, Button(say("◀ Back"), Back())
        first = Button(say("📅 First day"), Go(self.name, here | {"end": "from"}))
        last = Button(say("📅 Last day"), Go(self.name, here | {"end": "until"}))
        head = lines(bold(title(view.round, say)), span(view.round, say))
        if not view.end:
            any_day = Button(say("♾ Any day"), Tap("free")) if view.round.work_from or view.round.work_until else None
            return Message(head, column([first, last, any_day, back]))
        days = calendar.rows(
            say,
            view.month,
            within=view.within,
            today=view.today,
            turn=lambda month: Go(self.name, here | {"end": view.end, "month": month}),
            take=lambda day: Tap("take", (day.toordinal(),)),
        )
        asked = say(_ENDS[view.end])
        return Message(paragraphs(head, asked), [*days, row(Button(say("◀ Back"), Go(self.name, here)))])

    def tap_take(self, turn: Turn, view: SpanView) -> Go:
        try:
            day = date.fromordinal(turn.choice())
        except (ValueError, OverflowError) as error:
            raise Stale from error
        return self._keep(turn, view, calendar.chosen(day, view.within))

    def tap_free(self, turn: Turn, view: SpanView) -> Go:
        for end in _ENDS:
            rounds.set_span(turn.uow, view.round.id, end, None, by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.round.id}, note=turn.say("✅ Saved"))

    def on_answer(self, turn: Turn, view: SpanView, answer: Answer) -> Go:
        match dates.read(only_text(answer), today=view.today, expect="future"):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                month = calendar.month_of(calendar.chosen(choices[-1], view.within))
                here: dict[str, int | str] = {"round": view.round.id, "end": view.end or "from", "month": month}
                return Go(self.name, here, note=turn.say("Which day do you mean?"))
            case day:
                return self._keep(turn, view, calendar.chosen(day, view.within))

    def _keep(self, turn: Turn, view: SpanView, day: date) -> Go:
        rounds.set_span(turn.uow, view.round.id, view.end or "from", day, by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.round.id}, note=turn.say("✅ Saved"))


def span(found: Round, say: Say) -> Html:
    """Between which days the work may lie."""
    if not (found.work_from or found.work_until):
        return say("📆 The work of the plans may lie on any day")
    return lines(
        say("📆 The work may begin on {date}", date=say.date(found.work_from)) if found.work_from else "",
        say("📆 The work has to be done by {date}", date=say.date(found.work_until)) if found.work_until else "",
    )
