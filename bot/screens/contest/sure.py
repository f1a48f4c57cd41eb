"""The read-back before the next phase begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.contests import Phase
from bot.domain.people import STAFF
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.contest import views, words
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.screens.widgets import read_back
from bot.services.contests import phases


@dataclass(frozen=True, slots=True)
class SureView:
    whole: ContestView
    following: Phase


class Sure(Screen[SureView]):
    name = "contest.sure"
    args = ("round", "phase")
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")

    def load(self, turn: Turn) -> SureView | Go:
        view, phase = views.load(turn), views.phase(turn)
        if view.contest.following is not phase:
            return Go("contest.page", {"round": view.round.id})
        return SureView(view, phase)

    def render(self, view: SureView, say: Say) -> Message:
        now = say("Now: {phase}", phase=words.phase(view.whole.contest.phase, say))
        then = say("Then: {phase}", phase=words.phase(view.following, say))
        ask = say("Everybody concerned is told. There is no way back. Go on?")
        text = paragraphs(bold(title(view.whole.round, say)), lines(now, then), ask)
        begin = Button(say("▶ Begin the next phase"), Tap("begin"))
        return read_back.question(text, [[begin]], Button(say("◀ Not now"), Back()))

    def tap_begin(self, turn: Turn, view: SureView) -> Go:
        round_id, seen = view.whole.round.id, view.whole.contest.phase
        begun = phases.advance(turn.uow, turn.library, round_id, seen, by=turn.person, now=turn.now)
        note = turn.say("✅ Now: {phase}", phase=words.phase(begun, turn.say))
        return Go("contest.page", {"round": round_id}, note=note)
