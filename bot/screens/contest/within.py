"""How far experts agree in a round, for staff: one figure with how sure it is, and for each question in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.contest import views
from bot.screens.contest.points import agreement
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.services.contests import standings
from bot.services.contests.standings import Standings, Within


@dataclass(frozen=True, slots=True)
class WithinView:
    whole: ContestView
    found: Standings
    each: tuple[Within, ...]


class WithinOneStep(Screen[WithinView]):
    name = "contest.within"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("Two experts gave one plan a mark for the same question: is it at most one step apart?")

    def load(self, turn: Turn) -> WithinView:
        view, uow, by = views.load(turn), turn.uow, turn.person
        found = standings.standings(uow, turn.library, view.round.id, by=by)
        return WithinView(view, found, standings.within(uow, turn.library, view.round.id, by=by))

    def render(self, view: WithinView, say: Say) -> Message:
        each = (
            say("{title}: {x} of {y}", title=one.criterion.title(say.language), x=one.near, y=one.pairs)
            for one in view.each
            if one.pairs
        )
        near, pairs = sum(one.near for one in view.each), sum(one.pairs for one in view.each)
        together = bold(say("Marks within one step: {x} of {y}", x=near, y=pairs))
        head = lines(bold(title(view.whole.round, say)), agreement(view.found, say))
        return Message(paragraphs(head, lines(together, *each)), [[Button(say("◀ Back"), Back())]])
