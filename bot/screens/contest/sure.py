"""The read-back before the next phase begins."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.contests import Phase
from bot.domain.people import STAFF
from bot.domain.plans import PlanState, RoundState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.contest import views, words
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.screens.widgets import read_back
from bot.services.contests import phases


@dataclass(frozen=True, slots=True)
class SureView:
    whole: ContestView
    following: Phase
    closes: bool  # the round, for whoever has not sent a plan
    sent: int
    unsent: int


class Sure(Screen[SureView]):
    name = "contest.sure"
    args = ("round", "phase")
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")

    def load(self, turn: Turn) -> SureView | Go:
        view, phase = views.load(turn), views.phase(turn)
        if view.contest.following is not phase:
            return Go("contest.page", {"round": view.round.id})
        closes = phase is Phase.PRESENTING and view.round.state == RoundState.OPEN
        states = turn.uow.plans.states(view.round.id).get(view.round.id, Counter())
        unsent = states[PlanState.DRAFT]
        return SureView(view, phase, closes, states.total() - unsent, unsent)

    def render(self, view: SureView, say: Say) -> Message:
        now = say("Now: {phase}", phase=words.phase(view.whole.contest.phase, say))
        then = say("Then: {phase}", phase=words.phase(view.following, say))
        if view.following is Phase.PRESENTING and not view.sent:
            text = paragraphs(bold(title(view.whole.round, say)), lines(now, then), say(phases.NOTHING_SENT))
            return Message(text, [[Button(say("◀ Back"), Back())]])
        ask = say("Everybody concerned is told. There is no way back. Go on?")
        text = paragraphs(bold(title(view.whole.round, say)), lines(now, then), _closes(view, say), ask)
        begin = Button(say("▶ Begin the next phase"), Tap("begin"))
        return read_back.question(text, [[begin]], Button(say("◀ Not now"), Back()))

    def tap_begin(self, turn: Turn, view: SureView) -> Go:
        round_id, seen = view.whole.round.id, view.whole.contest.phase
        begun = phases.advance(turn.uow, turn.library, round_id, seen, by=turn.person, now=turn.now)
        note = turn.say("✅ Now: {phase}", phase=words.phase(begun, turn.say))
        set_ = view.whole.contest.rules.ends.get(begun)
        if set_ is not None and set_ <= turn.now:
            note = lines(note, turn.say("Its last day is gone already. Until which day does it last?"))
            return Go("contest.day", {"round": round_id, "phase": views.number(begun)}, note=note)
        return Go("contest.page", {"round": round_id}, note=note)


def _closes(view: SureView, say: Say) -> Html:
    """What going on means for whoever still writes."""
    if not view.closes:
        return Html("")
    return say.plural(
        "This closes the round: {n} plan is sent, {m} are not",
        "This closes the round: {n} plans are sent, {m} are not",
        view.sent,
        m=view.unsent,
    )
