"""An expert decides: the plan passes, or the group improves it; afterwards what was decided, and by whom else."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.people import EXPERTS
from bot.domain.reviews import ReviewState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.review.views import DecideView, load_decision, open_review
from bot.screens.review.words import DECISIONS, others_wait
from bot.services.reviews import decisions, reviews


class Decide(Screen[DecideView]):
    name = "review.decide"
    args = ("assignment",)
    roles = EXPERTS
    help = mark("When every question has points you can decide. To return a plan, write a comment first")

    def load(self, turn: Turn) -> DecideView | Go:
        review = open_review(turn)
        if review.assignment.state is ReviewState.ASKED:
            return Go("review.conflict", {"assignment": review.assignment.id})
        if reviews.deciding(review):
            return Go("review.judge", {"assignment": review.assignment.id})
        return load_decision(turn, review)

    def render(self, view: DecideView, say: Say) -> Message:
        head = lines(bold(view.title), say("Points: {x} of {n}", x=view.points, n=view.highest))
        here = {"assignment": view.review.assignment.id}
        back = [Button(say("📖 Read the plan"), Go("review.plan", here))]
        if view.review.assignment.state is ReviewState.DONE:
            undo = Button(say("↩️ Take it back"), Tap("undo")) if view.final_at else None
            waits = Go("review.plan", {"assignment": view.following}) if view.following else None
            onward = Button(say("⭐ Next plan"), waits) if waits else None
            text = paragraphs(head, _decided(view, say))
            return Message(text, [row(onward), row(undo), back], asks=_what_comes(view, say))
        comments = say.plural("{n} comment", "{n} comments", view.comments)
        ask = say("What is missing?") if view.missing else say("What do you decide?")
        return Message(paragraphs(head, comments, _missing(view, say)), [*_choices(view, say), back], asks=ask)

    def tap_undo(self, turn: Turn, view: DecideView) -> Go:
        """Nobody has seen it yet."""
        assignment = view.review.assignment.id
        decisions.take_back(turn.uow, assignment, turn.programme.rules, by=turn.person, now=turn.now)
        return Go(self.name, {"assignment": assignment}, note=turn.say("↩️ Your decision is taken back. Nobody saw it"))


def _decided(view: DecideView, say: Say) -> Html:
    own = say("Your decision: {decision}", decision=say(DECISIONS.get(view.review.assignment.decision, "?")))
    rest = (
        say(
            "{name}: {x} of {n}, {decision}",
            name=name,
            x=points,
            n=view.highest,
            decision=say(DECISIONS.get(decision, "?")),
        )
        for name, points, decision in view.others
    )
    return lines(own, *rest)


def _what_comes(view: DecideView, say: Say) -> Html:
    """Until when the decision may be taken back, and whom the group still waits for."""
    open_ = view.final_at and say(
        "⏳ The group sees nothing of it yet. Until {time} you can take it back", time=say.moment(view.final_at)
    )
    return lines(open_ or "", others_wait(view.waiting, say))


def _missing(view: DecideView, say: Say) -> Html:
    if not view.missing:
        return Html()
    titles = (f"{item.number}. {item.title(say.language)}" for item in view.missing)
    return lines(say("Still without points:"), *titles)


def _choices(view: DecideView, say: Say) -> list[list[Button]]:
    here = {"assignment": view.review.assignment.id}
    comment = [Button(say("💬 Comments"), Go("review.comments", here))]
    if view.missing:
        first = Go("review.criterion", here | {"criterion": view.missing[0].key})
        return [[Button(say("✍️ Give the missing points"), first)], comment]
    approve = Button(say("✅ Let it pass"), Go("review.confirm", here | {"choice": "approve"}))
    give_back = Button(say("✍️ Ask for changes"), Go("review.confirm", here | {"choice": "return"}))
    return [[approve], [give_back], comment]
