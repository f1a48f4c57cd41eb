"""What other groups said of the group's own plan, in words, once the results are out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.plans import Plan
from bot.domain.refused import Missing
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.peers.views import MEANS
from bot.services.contests import rule
from bot.services.contests.rule import Got

_PLACES = {
    1: mark("🎉 By these stars your plan has the first place"),
    2: mark("🎉 By these stars your plan has the second place"),
    3: mark("🎉 By these stars your plan has the third place"),
}


@dataclass(frozen=True, slots=True)
class GotView:
    plan: Plan
    found: Got


class OwnStars(Screen[GotView]):
    name = "peers.got"
    args = ("plan",)
    help: ClassVar[str] = mark("How many groups gave your plan how many stars. Nobody sees which group gave which")

    def load(self, turn: Turn) -> GotView:
        found = rule.got(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        plan = turn.uow.plans.get(PlanId(turn.number("plan")))
        if plan is None:
            raise Missing
        return GotView(plan, found)

    def render(self, view: GotView, say: Say) -> Message:
        how = Button(say("💡 How places are found"), Go("peers.rule", {"round": view.plan.round}, push=True))
        said = [_line(stars, view.found.given[stars], say) for stars in sorted(MEANS, reverse=True)]
        listed = lines(*(line for line in said if line)) if view.found.place.enough else Html()
        text = lines(bold(view.plan.title), listed)
        return Message(text, column([how, Button(say("◀ Back"), Back())]), asks=_asks(view, say))


def _line(stars: int, groups: int, say: Say) -> Html:
    if not groups:
        return Html()
    return say.plural("{what}: {n} group", "{what}: {n} groups", groups, what=say(MEANS[stars]))


def _asks(view: GotView, say: Say) -> Html:
    place = view.found.place
    if not place.enough:
        return say("Too few groups heard your plan, so the stars give it no place. Thank you for telling about it")
    if place.position is None:
        return say("The groups thank you for your plan. What was not clear yet can be better next time")
    return say(_PLACES[place.position])
