"""What becomes of a round's last day after an outage: staff decide of a long one, and undo what a short one moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.rounds.views import round_id
from bot.screens.rounds.words import title
from bot.services.rounds import outages, rounds
from bot.services.rounds.outages import Away


@dataclass(frozen=True, slots=True)
class AwayView:
    """A round, the outage of which staff are asked, if any, and the last day to which it would move."""

    round: Round
    away: Away | None
    moved: datetime


class WasAway(Screen[AwayView]):
    name = "rounds.away"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")

    def load(self, turn: Turn) -> AwayView | Go:
        found = rounds.open_whole(turn.uow, round_id(turn), by=turn.person)
        away = outages.waiting(turn.uow, found)
        if not (away or (found.state == rounds.OPEN and found.planned)):
            return Go("rounds.page", {"round": found.id})
        moved = rounds.later(found, away.length, turn.say.zone) if away else found.deadline
        return AwayView(found, away, moved)

    def render(self, view: AwayView, say: Say) -> Message:
        found, back = view.round, Button(say("◀ Back"), Back())
        last = say("⏰ Plans are due on {date}", date=say.date(say.today(found.deadline)))
        if view.away:
            began, ended = say.moment(view.away.begun), say.moment(view.away.until)
            was = say("The system was down from {began} to {ended}", began=began, ended=ended)
            acts = (Button(say("⏰ Move the last day"), Tap("move")), Button(say("✖️ Leave it as it is"), Tap("leave")))
            if found.state != rounds.OPEN:
                asked = say("Shall plans that came back have as much more time?")
                return Message(paragraphs(bold(title(found, say)), was, asked), column([*acts, back]))
            asked = say("Shall the last day move to {date}?", date=say.date(say.today(view.moved)))
            return Message(paragraphs(bold(title(found, say)), lines(was, last), asked), column([*acts, back]))
        set_day = say.date(say.today(found.planned or found.deadline))
        was = say("The system was down. The day that was set: {date}", date=set_day)
        asked = say("Shall the last day be {date} again?", date=set_day)
        undo = Button(say("↩️ The day that was set"), Tap("back"))
        return Message(paragraphs(bold(title(found, say)), lines(was, last), asked), column([undo, back]))

    def tap_move(self, turn: Turn, view: AwayView) -> Go:
        outages.answer(turn.uow, view.round.id, True, zone=turn.say.zone, by=turn.person, now=turn.now)
        if view.round.state != rounds.OPEN:
            return Go("rounds.page", {"round": view.round.id}, note=turn.say("✅ Saved"))
        note = turn.say("📅 The last day is {date}", date=turn.say.date(turn.say.today(view.moved)))
        return Go("rounds.page", {"round": view.round.id}, note=note)

    def tap_leave(self, turn: Turn, view: AwayView) -> Go:
        outages.answer(turn.uow, view.round.id, False, zone=turn.say.zone, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("✅ Saved"))

    def tap_back(self, turn: Turn, view: AwayView) -> Go:
        day = rounds.put_back(turn.uow, view.round.id, by=turn.person, now=turn.now)
        note = turn.say("📅 The last day is {date}", date=turn.say.date(turn.say.today(day)))
        return Go("rounds.page", {"round": view.round.id}, note=note)
