"""What several pages about a review load and share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.chat.address import Go
from bot.chat.message import shortened
from bot.chat.screen import Turn
from bot.content.form import Step
from bot.content.rubric import Criterion
from bot.domain.ids import AssignmentId
from bot.domain.reviews import Comment, ReviewState, total
from bot.i18n import Html, Say, bold, lines
from bot.screens.review.words import felt
from bot.services.contests import contests
from bot.services.plans import versions
from bot.services.reviews import decisions, reviews
from bot.services.reviews.reviews import Review

WHOLE = "all"  # the step of a comment on the whole plan, as a page's argument
RETURN = "return"  # where a comment leads that is asked for because the plan is returned


def open_review(turn: Turn) -> Review:
    """The review that a page is about; refused for everybody but its expert."""
    return reviews.open_review(turn.uow, AssignmentId(turn.number("assignment")), by=turn.person)


def closed(turn: Turn, review: Review) -> Go:
    """Where to look instead of a page that changes a review: it is decided, or not begun."""
    note = turn.say("You have decided already") if review.assignment.state is ReviewState.DONE else ""
    return Go("review.plan", {"assignment": review.assignment.id}, note=note)


_COMMENT = 300  # characters of a comment in a list


@dataclass(frozen=True, slots=True)
class CommentsView:
    review: Review
    steps: tuple[Step, ...]
    comments: tuple[Comment, ...]
    step: Step | None = None  # None on the list, and for a comment on the whole plan
    then: str = ""  # the question of the score sheet that it was made from, or RETURN


def load_comments(turn: Turn, review: Review) -> CommentsView:
    form = turn.library.form_of(versions.of_submission(review.submission).form)
    return CommentsView(review, form.steps, tuple(turn.uow.reviews.comments(review.assignment.id)))


def comment_line(comment: Comment, step: Step | None, say: Say) -> Html:
    about = f"{step.number}. {step.title(say.language)}" if step else say("The whole plan")
    said = shortened(comment.text, _COMMENT) or say("Voice or picture")
    return lines(bold(about), said, felt(comment, say))


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
    waiting: int  # other experts who have not decided
    final_at: datetime | None  # when the decision cannot be taken back any more; None: it cannot, or there is none
    choice: str = ""  # what is being confirmed
    following: AssignmentId | None = None  # another plan that waits for the expert


def load_decision(turn: Turn, review: Review, choice: str = "") -> DecideView:
    rules = turn.programme.rules
    final_at = review.assignment.final_at(rules.waits)
    scores = turn.uow.reviews.scores(review.assignment.id)
    rubric = contests.rubric_of(turn.uow, turn.library, review.submission.plan)
    form = turn.library.form_of(versions.of_submission(review.submission).form)
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
        others=tuple(decisions.others(turn.uow, review.assignment, rules, now=turn.now)),
        revision=review.assignment.revision,
        waiting=reviews.undecided(turn.uow, review.submission.id),
        final_at=final_at if final_at and final_at > turn.now else None,
        choice=choice,
        following=reviews.following(turn.uow, by=turn.person) if review.assignment.state is ReviewState.DONE else None,
    )
