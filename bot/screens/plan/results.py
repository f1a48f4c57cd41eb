"""What a plan got, once the results are out: the rank in words, the points, and the one next thing."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, Rows, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.plans import PlanState
from bot.i18n import Html, Say, bold, lines, mark, safe
from bot.screens.plan.words import title_of
from bot.services.rounds import results
from bot.services.rounds.results import Results

command(Command("results", Go("plan.results"), mark("Results"), order=45))
_RANKS = {
    1: mark("Your group has the first rank"),
    2: mark("Your group has the second rank"),
    3: mark("Your group has the third rank"),
}


class ResultsPage(Screen[Results | None]):
    name = "plan.results"
    args = ("plan",)
    help: ClassVar[str] = mark("What your plan got. The points say what was good and what can be better")

    def load(self, turn: Turn) -> Results | Go | None:
        if "plan" in turn.args:
            return results.open_results(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        newest = results.newest(turn.uow, turn.me)
        return Go(self.name, {"plan": newest}) if newest else None

    def render(self, view: Results | None, say: Say) -> Message:
        if view is None or not view.out:
            waits = say("The results are not out yet. You will be told here")
            title = bold(title_of(view.whole, say)) if view else Html()
            see = (
                Button(say("📝 The group's plan"), Go("plan.overview", {"plan": view.whole.plan.id})) if view else None
            )
            return Message(title, column([see, Button(say("◀ Back"), Back())]), asks=waits)
        return Message(lines(*told(view, say)), rows(view, say), asks=asks(view, say))


def told(view: Results, say: Say) -> list[Html]:
    """The result in three lines or four."""
    name = safe(say.pick(view.whole.round.name)) if view.first else bold(title_of(view.whole, say))
    first = say("🏆 The results are out. First rank: {groups}", groups=say.names(view.first)) if view.first else Html()
    passed = say("🎉 The plan has passed") if view.whole.plan.state is PlanState.APPROVED else Html()
    return [name, first or passed, ranked(view, say), points(view, say)]


def ranked(view: Results, say: Say) -> Html:
    """The rank in words, and how many others share it."""
    if not view.position:
        return Html()
    own = say(_RANKS[view.position]) if view.position in _RANKS else say("Your group has rank {n}", n=view.position)
    if view.part:
        own = say("{rank}: {part}", rank=own, part=view.part)
    shared = say.plural("with {n} other group", "with {n} other groups", view.shares)
    return say("{rank}, {shared}", rank=own, shared=shared) if view.shares else own


def points(view: Results, say: Say) -> Html:
    """⭐ 21 of 30 points."""
    judged = view.judged
    if not judged.marks:
        return Html()
    best = sum(mark.best for mark in judged.marks)
    return say("⭐ Points: {x} of {n}", x=say.number(judged.points), n=say.number(best))


def asks(view: Results, say: Say) -> Html:
    """The one question, the last line."""
    if not view.judged.marks:
        return say("See the group's plan?")
    if not view.judged.comments:
        return say("See the points?")
    return say.plural("See the points and {n} comment?", "See the points and {n} comments?", len(view.judged.comments))


def rows(view: Results, say: Say) -> Rows:
    """The points first and alone, then what comes next for this plan."""
    here = {"plan": view.whole.plan.id}
    open_points = Button(say("⭐ Points and comments"), Go("plan.point", here | {"index": 0}))
    see = Button(say("📝 The group's plan"), Go("plan.overview", here))
    stars = Button(say("⭐ Stars of our plan"), Go("peers.got", here, push=True)) if view.starred else None
    return column([open_points if view.judged.marks else None, stars, _next(view, say) or see])


def _next(view: Results, say: Say) -> Button | None:
    if view.whole.plan.state is PlanState.APPROVED:
        return Button(say("🔨 Work to do"), Go("actions.list"))
    if view.whole.open and view.judged.comments:
        return Button(say("💬 Open the comments"), Go("plan.comments", {"plan": view.whole.plan.id}))
    return None
