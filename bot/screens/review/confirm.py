"""The last question before an expert's decision; a second tap finds it made."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.people import EXPERTS
from bot.domain.reviews import ReviewState
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.review.views import RETURN, WHOLE, DecideView, load_decision, open_review
from bot.screens.review.words import DECISIONS
from bot.screens.widgets import read_back
from bot.services.reviews import reviews


class Confirm(Screen[DecideView]):
    name = "review.confirm"
    args = ("assignment", "choice")
    roles = EXPERTS
    help = mark("The group is told a little later. Until then you can take the decision back")

    def load(self, turn: Turn) -> DecideView | Go:
        review, choice = open_review(turn), turn.word("choice")
        if review.assignment.state is not ReviewState.SCORING or choice not in DECISIONS:
            return Go("review.decide", {"assignment": review.assignment.id})
        view = load_decision(turn, review, choice)
        if choice == RETURN and not view.missing and not view.comments:
            return Go("review.comment", {"assignment": review.assignment.id, "step": WHOLE, "then": RETURN})
        return view

    def render(self, view: DecideView, say: Say) -> Message:
        head = lines(bold(view.title), say("Points: {x} of {n}", x=view.points, n=view.highest))
        back = Button(say("◀ Back"), Go("review.decide", {"assignment": view.review.assignment.id}))
        if view.choice == "approve":
            yes, ask = Button(say("✅ Let it pass"), Tap("decide")), say("Let this plan pass?")
        else:
            yes, ask = Button(say("✍️ Ask for changes"), Tap("decide")), _changes(view, say)
        return replace(read_back.question(head, [[yes]], back), asks=ask)

    def tap_decide(self, turn: Turn, view: DecideView) -> Go:
        here = {"assignment": view.review.assignment.id}
        settled = reviews.decide(
            turn.uow,
            turn.library,
            view.review.assignment.id,
            view.choice,
            turn.programme.rules,
            by=turn.person,
            seen=view.revision,
            now=turn.now,
        )
        return Go("review.decide", here, note=turn.say(_SETTLED[settled]))


_SETTLED = {
    "approve": mark("🎉 The plan has passed. The group has been told"),
    "return": mark("The group has been told what to improve"),
    "": mark("✅ Your decision is kept"),
}


def _changes(view: DecideView, say: Say) -> Html:
    if view.items:
        return say("Please let the group improve item {list}", list=say.names(view.items))
    return say("Return the plan to the group?")
