"""One visit: points, a photo, the place; what lacks is asked for, one thing after the other."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, grid
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.domain.people import ADVISERS
from bot.i18n import Html, Say, bold, lines, mark
from bot.services.contests import visits
from bot.services.contests.standings import FIELD_POINTS
from bot.services.contests.visits import Visited


class Page(Screen[Visited]):
    name = "visit.page"
    args = ("plan",)
    roles = ADVISERS
    asks = True
    help: ClassVar[str] = mark("Press the points, send a photo, and send your location or write the place")

    def load(self, turn: Turn) -> Visited:
        return visits.open_visit(turn.uow, PlanId(turn.number("plan")), by=turn.person)

    def render(self, view: Visited, say: Say) -> Message:
        given = view.visit.points if view.visit else None
        points = [
            Button(f"{'✅ ' if n == given else ''}{n}", Tap("give", (n,))) for n in range(FIELD_POINTS + 1) if view.open
        ]
        look = Button(say("📷 See the photo"), Tap("look")) if view.visit and view.visit.photo else None
        text = lines(bold(view.group.name), view.plan.title, _kept(view, say))
        return Message(text, [*grid(points, 6), *column([look, Button(say("◀ Back"), Back())])], asks=_ask(view, say))

    def on_answer(self, turn: Turn, view: Visited, answer: Answer) -> Go:
        visits.show(turn.uow, view.plan.id, answer, by=turn.person, now=turn.now)
        return Go(self.name, {"plan": view.plan.id}, note=turn.say("✅ Kept"))

    def tap_give(self, turn: Turn, view: Visited) -> Go:
        visits.give(turn.uow, view.plan.id, turn.choice(), by=turn.person, now=turn.now)
        return Go(self.name, {"plan": view.plan.id}, note=turn.say("✅ Kept"))

    def tap_look(self, turn: Turn, view: Visited) -> Go:
        visits.look(turn.uow, view.plan.id, turn.chat, by=turn.person, now=turn.now)
        return Go(self.name, {"plan": view.plan.id}, fresh=True)


def _kept(view: Visited, say: Say) -> Html:
    visit = view.visit
    if visit is None:
        return Html()
    points = say("Points: {x} of {n}", x=visit.points, n=FIELD_POINTS) if visit.points is not None else ""
    return lines(points, say("✅ The photo is there") if visit.pictured else "", visit.location)


def _ask(view: Visited, say: Say) -> Html:
    visit = view.visit
    if not view.open:
        return say("This phase is over, or has not begun")
    if visit is None or visit.points is None:
        return say("How much of the plan is to be seen? 10 is all of it")
    if not visit.pictured:
        return say("Please send a photo")
    return say("✅ All is there. Thank you!") if visit.location else say("Send your location, or write the place")
