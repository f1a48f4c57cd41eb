"""The competition as a group meets it: what happens now, how far it has heard the others, and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.contests import Phase
from bot.domain.ids import RoundId
from bot.domain.plans import Plan, Round, RoundState
from bot.domain.refused import Missing
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.contest import words
from bot.screens.peers import views
from bot.screens.rounds.words import title
from bot.services.contests import rule
from bot.services.contests.peers import Heard
from bot.services.groups import groups

_BEFORE = (Phase.DRAFTING, Phase.PRESENTING)


@dataclass(frozen=True, slots=True)
class ListView:
    """`plan`: the group's own, which takes part once it was sent."""

    heard: Heard
    round: Round
    plan: Plan | None


class List(Screen[ListView | None]):
    name = "peers.list"
    args = ("round",)
    help: ClassVar[str] = mark("Hear the others' plans together and agree on the stars. You can change them later")

    def load(self, turn: Turn) -> ListView | Go | None:
        if "round" not in turn.args:
            group = groups.mine(turn.uow, turn.me)
            mine = rule.of_group(turn.uow, group, now=turn.now) if group else None
            return Go(self.name, {"round": mine}) if mine else None
        heard = views.load(turn, RoundId(turn.number("round")))
        found = turn.uow.rounds.get(heard.contest.round)
        if found is None:
            raise Missing
        return ListView(heard, found, turn.uow.plans.of_group(heard.group, found.id))

    def render(self, view: ListView | None, say: Say) -> Message:
        back = Button(say("◀ Back"), Back())
        if view is None:
            return Message(
                Html(), [[back]], asks=say("No competition is going on now. You will be told when one begins")
            )
        if view.heard.open:
            return _hearing(view, say, back)
        how = Button(say("💡 How places are found"), Go("peers.rule", {"round": view.round.id}, push=True))
        phase = view.heard.contest.phase
        comes = view.round.state is RoundState.DRAFT
        told = say("A competition of plans begins soon") if comes else _now(view, say)
        asks, way = _before(view, say) if phase in _BEFORE else _after(view, say)
        return Message(
            lines(bold(title(view.round, say)), told), column([way, _given(view, say), how, back]), asks=asks
        )

    def tap_next(self, turn: Turn, view: ListView | None) -> Go:
        if view is None or not view.heard.waiting or not view.heard.open:
            return Go(self.name, dict(turn.args))
        return views.hear(turn, view.heard.waiting[0])


def _now(view: ListView, say: Say) -> Html:
    contest = view.heard.contest
    now = say("▶ Now: {phase}", phase=words.phase(contest.phase, say))
    return lines(now, words.until(contest, contest.phase, say))


def _given(view: ListView, say: Say) -> Button | None:
    own = Go("peers.given", {"round": view.round.id}, push=True)
    return Button(say("⭐ Our stars"), own) if any(one.stars for one in view.heard.hearings) else None


def _hearing(view: ListView, say: Say, back: Button) -> Message:
    """While groups hear each other."""
    heard, given = view.heard, _given(view, say)
    if not heard.hearings:
        return Message(Html(), column([back]), asks=say("There is nothing to hear now. You will be told if one comes"))
    told = say("Plans heard: {x} of {n}", x=len(heard.hearings) - len(heard.waiting), n=len(heard.hearings))
    if not heard.waiting:
        return Message(told, column([given]), asks=say("✅ All are heard. Thank you! You can still change stars"))
    ask = say("Ten minutes are enough for today. Go on now?") if heard.sitting_is_over else say("Hear the next plan?")
    return Message(told, column([Button(say("🔊 Hear the next plan"), Tap("next")), given]), asks=ask)


def _before(view: ListView, say: Say) -> tuple[Html, Button | None]:
    """Nobody gives stars yet: what comes, and what the group can do for it."""
    if view.heard.contest.phase is Phase.PRESENTING and view.plan:
        tell = Button(say("🔊 Tell about our plan"), Go("pitch.page", {"plan": view.plan.id}, push=True))
        return say("Tell about your plan. Then you hear the others and give stars"), tell
    plan = Button(say("📝 The group's plan"), Go("plan.overview", push=True))
    return say("There are no stars yet: later you hear the others' plans and give them"), plan


def _after(view: ListView, say: Say) -> tuple[Html, Button | None]:
    """Stars were given: they are known with the results."""
    if view.heard.contest.reached(Phase.RELEASED) and view.plan:
        stars = Button(say("⭐ Stars of our plan"), Go("peers.got", {"plan": view.plan.id}, push=True))
        return say("See what other groups said of your plan?"), stars
    if view.heard.contest.reached(Phase.RELEASED):
        return say("The results are out. Take part next time!"), None
    return say("Thank you for hearing the others. The stars are told with the results"), None
