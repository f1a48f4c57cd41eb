"""For whose groups a round is: projects, districts, or all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.i18n import Say, bold, lines, mark
from bot.screens.rounds.views import open_to_set
from bot.screens.rounds.words import title, whom
from bot.services.rounds import whom as service


@dataclass(frozen=True, slots=True)
class WhomView:
    round: Round
    people: int
    groups: int
    library: Library


class Whom(Screen[WhomView]):
    name = "rounds.whom"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("Only groups of what you choose begin a plan in this round, are told of it and count")

    def load(self, turn: Turn) -> WhomView | Go:
        found = open_to_set(turn)
        if isinstance(found, Go):
            return found
        return WhomView(found, *service.size(turn.uow, found.id, by=turn.person), turn.library)

    def render(self, view: WhomView, say: Say) -> Message:
        here, chosen = {"round": view.round.id}, view.round.projects or view.round.districts
        size = say.plural("{n} person in {m} groups", "{n} people in {m} groups", view.people, m=view.groups)
        every = Button(say("👥 All groups"), Tap("all")) if chosen else None
        buttons = [
            every,
            Button(say("Projects ▶"), Go("rounds.projects", here)),
            Button(say("Districts ▶"), Go("rounds.districts", here)),
            Button(say("◀ Back"), Back()),
        ]
        text = lines(bold(title(view.round, say)), whom(view.round, view.library, say), size)
        return Message(text, column(buttons), asks=say("Whose groups is this round for?"))

    def tap_all(self, turn: Turn, view: WhomView) -> Go:
        for kind in service.KINDS:
            service.set_for(turn.uow, view.round.id, kind, (), by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.round.id}, note=turn.say("✅ Saved"))
