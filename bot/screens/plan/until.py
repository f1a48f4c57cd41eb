"""Staff give a group more time for a plan that came back: a later last day, by the calendar or written, read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.chat.address import Go, Tap, day_written
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain import zones
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.plans import Plan
from bot.domain.refused import Refused, Stale
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.widgets import calendar, read_back
from bot.services.rounds import own_days
from bot.understand import dates
from bot.understand.readings import Unclear, Unsure


@dataclass(frozen=True, slots=True)
class UntilView:
    """A plan that came back, its last day, the month that is shown, and the day that is read back, if any."""

    plan: Plan
    last: datetime
    within: calendar.Within
    today: date
    month: int
    day: date | None


class Until(Screen[UntilView]):
    name = "plan.until"
    args = ("plan", "month", "day")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Turn the months with ◀ and ▶, then choose a day. You can also write it")

    def load(self, turn: Turn) -> UntilView:
        plan, last = own_days.open_to_lengthen(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        zone = own_days.zone_of(turn.uow, plan)
        first = own_days.earliest(last, zone, now=turn.now)
        within = first, calendar.to_come(first)[1]
        day = turn.day("day") if "day" in turn.args else None
        month = calendar.month_in(turn.args.get("month"), within)
        kept = day if day and within[0] <= day <= within[1] else None
        return UntilView(plan, last, within, zones.day(turn.now, zone), month, kept)

    def render(self, view: UntilView, say: Say) -> Message:
        here: dict[str, int | str] = {"plan": view.plan.id}
        if view.day:
            return read_back.reading(
                [Button(say.date(view.day), Tap("keep"))],
                so=say("{date} – is it so?", date=say.date(view.day)),
                yes=Button(say("👍 Yes"), Tap("keep")),
                which=say("Which day do you mean?"),
                other=Button(say("📅 Another day"), Go(self.name, here)),
            )
        days = calendar.rows(
            say,
            view.month,
            within=view.within,
            today=view.today,
            turn=lambda month: Go(self.name, here | {"month": month}),
            take=lambda day: Tap("take", (day.toordinal(),)),
        )
        given = view.plan.planned
        was = say("The system was down. The day that was set: {date}", date=say.day(say.today(given))) if given else ""
        undo = [Button(say("📅 The day that was set"), Tap("back"))] if given else []
        due = say("⏰ Send it again by {date}", date=say.date(say.today(view.last)))
        text = paragraphs(bold(view.plan.title), lines(due, was), say("Until which day can the group send it again?"))
        return Message(text, [*days, undo, [Button(say("◀ Back"), Go("plan.overview", here))]])

    def tap_take(self, turn: Turn, view: UntilView) -> Go:
        number = turn.choice()
        if not 0 < number <= date.max.toordinal():
            raise Stale
        return self._ask(view, calendar.chosen(date.fromordinal(number), view.within))

    def tap_keep(self, turn: Turn, view: UntilView) -> Go:
        if view.day is None:
            return Go(self.name, {"plan": view.plan.id})
        own_days.lengthen(turn.uow, view.plan.id, view.day, by=turn.person, now=turn.now)
        return self._done(turn, view, view.day)

    def tap_back(self, turn: Turn, view: UntilView) -> Go:
        day = own_days.put_back(turn.uow, view.plan.id, by=turn.person, now=turn.now)
        return self._done(turn, view, turn.say.today(day))

    def on_answer(self, turn: Turn, view: UntilView, answer: Answer) -> Go:
        if view.day and read_back.said_yes(turn, answer):
            return self.tap_keep(turn, view)
        match dates.read(only_text(answer), today=view.today, expect="future"):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                month = calendar.month_of(calendar.chosen(choices[-1], view.within))
                return Go(self.name, {"plan": view.plan.id, "month": month}, note=turn.say("Which day do you mean?"))
            case day:
                return self._ask(view, calendar.chosen(day, view.within))

    def _ask(self, view: UntilView, day: date) -> Go:
        month = calendar.month_of(day)
        return Go(self.name, {"plan": view.plan.id, "month": month, "day": day_written(day)})

    def _done(self, turn: Turn, view: UntilView, day: date) -> Go:
        turn.changed.append(Go("plan.overview", {"plan": view.plan.id}))
        note = turn.say("📅 The last day is {date}. The group has been told", date=turn.say.date(day))
        return Go("plan.overview", {"plan": view.plan.id}, note=note)
