"""One to three stars for the plan that was just heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.contests import Hearing
from bot.i18n import Html, Say, mark
from bot.screens.peers import views
from bot.screens.peers.views import MEANS, STARS
from bot.services.contests import peers
from bot.services.contests.peers import Heard


@dataclass(frozen=True, slots=True)
class StarsView:
    hearing: Hearing
    whole: Heard


class Stars(Screen[StarsView]):
    name = "peers.stars"
    args = ("hearing",)
    help: ClassVar[str] = mark("Talk about it first, then one of you presses. Three stars are for the best ones only")

    def load(self, turn: Turn) -> StarsView | Go:
        hearing = peers.open_hearing(turn.uow, turn.number("hearing"), by=turn.person)
        plan = turn.uow.plans.get(hearing.plan)
        if plan is None:
            return Go("home.menu")
        return StarsView(hearing, peers.open_heard(turn.uow, plan.round, hearing.group, by=turn.person))

    def render(self, view: StarsView, say: Say) -> Message:
        index = [one.id for one in view.whole.hearings].index(view.hearing.id) + 1
        head = say("Plan {i} of {n}", i=index, n=len(view.whole.hearings))
        left = view.whole.threes_left(view.hearing.plan)
        last = Html() if left else say("Three stars were given to enough plans")
        buttons = [
            Button(f"{'✅ ' if stars == view.hearing.stars else ''}{say(MEANS[stars])}", Tap("give", (stars,)))
            for stars in STARS
            if stars < len(STARS) or left
        ]
        again = Button(say("🔊 Hear it again"), Tap("again"))
        back = Button(say("◀ Back"), Go("peers.list", {"round": view.whole.contest.round}))
        rows = [*([button] for button in reversed(buttons)), [again, back]]
        text = Html(f"{head}\n{last}") if last else head
        return Message(text, rows, asks=say("How good is this plan?"))

    def tap_give(self, turn: Turn, view: StarsView) -> Go:
        stars = turn.choice()
        peers.give(turn.uow, view.hearing.id, stars, by=turn.person, now=turn.now)
        turn.changed += [Go("peers.list", {"round": view.whole.contest.round})]
        group, round_id = view.whole.group, view.whole.contest.round
        found = peers.open_heard(turn.uow, round_id, group, by=turn.person)
        return views.onward(turn, found, note=turn.say("✅ Kept: {stars}", stars=STARS[stars]))

    def tap_again(self, turn: Turn, view: StarsView) -> Go:
        return views.hear(turn, view.hearing)
