"""What both sides of a confidential word do alike: put an answer together, send it, hear and see the other side."""

from __future__ import annotations

from typing import Protocol, TypeVar

from bot.chat.address import Go
from bot.chat.screen import Screen, Turn
from bot.domain.complaints import Complaint
from bot.domain.incoming import Answer
from bot.screens.widgets.more import begin, more
from bot.services.complaints import complaints


class View(Protocol):
    """Whatever a side sees of a confidential word."""

    @property
    def complaint(self) -> Complaint: ...


Seen = TypeVar("Seen", bound=View)


class Side(Screen[Seen]):
    """One side's page; what it shows is its own."""

    args = ("complaint",)
    asks = True
    appends = True
    personal = True
    confidential = True

    def on_answer(self, turn: Turn, view: Seen, answer: Answer) -> Go:
        complaints.add(turn.uow, view.complaint.id, answer, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args))

    def tap_send(self, turn: Turn, view: Seen) -> Go:
        complaints.reply(turn.uow, view.complaint.id, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("It is sent"))

    def tap_anew(self, turn: Turn, view: Seen) -> Go:
        complaints.unsay(turn.uow, view.complaint.id, by=turn.person)
        return Go(self.name, dict(turn.args))

    def tap_play(self, turn: Turn, view: Seen) -> Go:
        rest = complaints.play(
            turn.uow, view.complaint.id, chat=turn.chat, begin=begin(turn), by=turn.person, now=turn.now
        )
        return Go(self.name, dict(turn.args), fresh=True, regrets=more(turn, "play", rest))
