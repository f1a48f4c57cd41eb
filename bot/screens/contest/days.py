"""Until when each phase lasts, a button a phase."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.contests import PHASES
from bot.domain.people import STAFF
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.contest import views, words
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title


class Days(Screen[ContestView]):
    name = "contest.days"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("A phase with a day ends by itself. Whoever has something left to do is reminded before")

    def load(self, turn: Turn) -> ContestView:
        return views.load(turn)

    def render(self, view: ContestView, say: Say) -> Message:
        left = [phase for phase in PHASES[:-1] if not view.contest.reached(phase) or phase is view.contest.phase]
        buttons = []
        for phase in left:
            ends = view.contest.rules.ends.get(phase)
            day = say.day(say.today(ends)) if ends else say("by hand")
            here = Go("contest.day", {"round": view.round.id, "phase": views.number(phase)}, push=True)
            buttons.append(Button(say("{phase}: {day}", phase=words.phase(phase, say), day=day), here))
        ask = say("Until when does each phase last?")
        text = paragraphs(bold(title(view.round, say)), ask)
        return Message(text, column([*buttons, Button(say("◀ Back"), Back())]))
