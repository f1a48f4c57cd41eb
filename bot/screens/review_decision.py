"""An expert decides: the plan passes, or the group improves it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.content.rubric import Criterion
from bot.domain.reviews import ReviewState, total
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.review_words import EXPERTS, open_review
from bot.services import reviews, versions
from bot.services.reviews import Review


@dataclass(frozen=True, slots=True)
class DecideView:
    review: Review
    title: str
    points: int
    highest: int
    missing: tuple[Criterion, ...]
    items: tuple[int, ...]  # the numbers of the steps that were commented on
    comments: int
    others: tuple[tuple[str, int, str], ...]
    revision: int
    choice: str = ""  # what is being confirmed


def _decision(turn: Turn, review: Review, choice: str = "") -> DecideView:
    scores, rubric = turn.uow.reviews.scores(review.assignment.id), turn.library.rubric
    form = turn.library.form_of(versions.thawed(review.submission).form)
    comments = turn.uow.reviews.comments(review.assignment.id)
    about = {comment.step for comment in comments}
    return DecideView(
        review=review,
        title=str(review.submission.content["title"]),
        points=total(scores),
        highest=rubric.highest,
        missing=tuple(item for item in rubric.criteria if item.key not in scores),
        items=tuple(step.number for step in form.steps if step.key in about),
        comments=len(comments),
        others=tuple(reviews.others(turn.uow, review)),
        revision=review.assignment.revision,
        choice=choice,
    )


class Decide(Screen[DecideView]):
    """Points, what is missing, and the two decisions; afterwards what was decided, and by whom else."""

    name = "review.decide"
    args = ("assignment",)
    roles = EXPERTS
    help = mark("When every question has points you can decide. To return a plan, write a comment first")

    def load(self, turn: Turn) -> DecideView | Go:
        review = open_review(turn)
        if review.assignment.state is ReviewState.ASKED:
            return Go("review.conflict", {"assignment": review.assignment.id})
        return _decision(turn, review)

    def render(self, view: DecideView, say: Say) -> Message:
        head = lines(bold(view.title), say("Points: {x} of {n}", x=view.points, n=view.highest))
        here = {"assignment": view.review.assignment.id}
        back = [Button(say("📖 Read the plan"), Go("review.plan", here))]
        if view.review.assignment.state is ReviewState.DONE:
            return Message(paragraphs(head, _decided(view, say)), [back])
        comments = say.plural("{n} comment", "{n} comments", view.comments)
        return Message(paragraphs(head, comments, _missing(view, say)), [*_choices(view, say), back])


def _decided(view: DecideView, say: Say) -> Html:
    own = say("Your decision: {decision}", decision=say(_DECISIONS[view.review.assignment.decision]))
    rest = (
        say("{name}: {x} of {n}, {decision}", name=name, x=points, n=view.highest, decision=say(_DECISIONS[decision]))
        for name, points, decision in view.others
    )
    return lines(own, *rest)


_DECISIONS = {"approve": mark("✅ passed"), "return": mark("✏️ to be improved")}


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
        return [[Button(say("✏️ Give the missing points"), first)], comment]
    approve = Button(say("✅ Let it pass"), Go("review.confirm", here | {"choice": "approve"}))
    give_back = Button(say("✏️ Ask for changes"), Go("review.confirm", here | {"choice": "return"}))
    return [[approve], [give_back], comment]


class Confirm(Screen[DecideView]):
    """The last question before a decision; a second tap finds it made."""

    name = "review.confirm"
    args = ("assignment", "choice")
    roles = EXPERTS
    help = mark("After this the group is told. The decision cannot be changed")

    def load(self, turn: Turn) -> DecideView | Go:
        review, choice = open_review(turn), turn.word("choice")
        if review.assignment.state is not ReviewState.SCORING or choice not in _DECISIONS:
            return Go("review.decide", {"assignment": review.assignment.id})
        return _decision(turn, review, choice)

    def render(self, view: DecideView, say: Say) -> Message:
        head = lines(bold(view.title), say("Points: {x} of {n}", x=view.points, n=view.highest))
        back = Button(say("◀ Back"), Go("review.decide", {"assignment": view.review.assignment.id}))
        if view.choice == "approve":
            yes, ask = Button(say("✅ Let it pass"), Tap("decide")), say("Let this plan pass?")
        else:
            yes, ask = Button(say("✏️ Ask for changes"), Tap("decide")), _changes(view, say)
        return Message(paragraphs(head, ask), [[yes], [back]])

    def tap_decide(self, turn: Turn, view: DecideView) -> Go:
        here = {"assignment": view.review.assignment.id}
        settled = reviews.decide(
            turn.uow,
            turn.library,
            view.review.assignment.id,
            view.choice,
            by=turn.person,
            seen=view.revision,
            now=turn.now,
        )
        return Go("review.decide", here, note=turn.say(_SETTLED[settled]))


_SETTLED = {
    "approve": mark("🎉 The plan has passed. The group has been told"),
    "return": mark("The group has been told what to improve"),
    "": mark("Your decision is kept. The other experts have not decided yet"),
}


def _changes(view: DecideView, say: Say) -> Html:
    if view.items:
        return say("Please let the group improve item {list}", list=say.names(view.items))
    return say("Return the plan to the group?")
