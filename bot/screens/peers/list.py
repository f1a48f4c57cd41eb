"""How far the group has heard the others, and the way on."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import RoundId
from bot.i18n import Html, Say, mark
from bot.screens.peers import views
from bot.services.contests.peers import Heard
from bot.services.groups import groups


class List(Screen[Heard]):
    name = "peers.list"
    args = ("round",)
    help: ClassVar[str] = mark("Hear the others' plans together and agree on the stars. You can change them later")

    def load(self, turn: Turn) -> Heard | Go:
        if "round" not in turn.args:
            group = groups.mine(turn.uow, turn.me)
            plan = turn.uow.plans.of_group(group.id) if group else None
            contest = turn.uow.contests.get(plan.round) if plan else None
            return Go(self.name, {"round": contest.round}) if contest else Go("home.menu")
        return views.load(turn, RoundId(turn.number("round")))

    def render(self, view: Heard, say: Say) -> Message:
        done, count = len(view.hearings) - len(view.waiting), len(view.hearings)
        own = Go("peers.given", {"round": view.contest.round}, push=True)
        given = Button(say("⭐ Our stars"), own) if done else None
        if not count:
            return Message(Html(), column([given]), asks=say("There is nothing to hear now"))
        told = say("Plans heard: {x} of {n}", x=done, n=count)
        if not view.open:
            return Message(told, column([given]), asks=say("This phase is over, or has not begun"))
        if not view.waiting:
            return Message(told, column([given]), asks=say("✅ All are heard. Thank you! You can still change stars"))
        ask = (
            say("Ten minutes are enough for today. Go on now?") if view.sitting_is_over else say("Hear the next plan?")
        )
        return Message(told, column([Button(say("🔊 Hear the next plan"), Tap("next")), given]), asks=ask)

    def tap_next(self, turn: Turn, view: Heard) -> Go:
        if not view.waiting or not view.open:
            return Go(self.name, {"round": view.contest.round})
        return views.hear(turn, view.waiting[0])
