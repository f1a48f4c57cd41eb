"""An expert's comments on the steps of a plan, written or spoken."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, grid, shortened
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.domain.reviews import Comment, ReviewState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import review_words as words
from bot.screens.review_words import EXPERTS, WHOLE, open_review
from bot.services import reviews, versions
from bot.services.reviews import Review

_COMMENT = 300  # letters of a comment in a list


@dataclass(frozen=True, slots=True)
class CommentsView:
    review: Review
    steps: tuple[Step, ...]
    comments: tuple[Comment, ...]
    step: Step | None = None  # None on the list, and for a comment on the whole plan


def _comments(turn: Turn, review: Review) -> CommentsView:
    form = turn.library.form_of(versions.thawed(review.submission).form)
    return CommentsView(review, form.steps, tuple(turn.uow.reviews.comments(review.assignment.id)))


class Comments(Screen[CommentsView]):
    """All comments so far; a number opens the comment on that step."""

    name = "review.comments"
    args = ("assignment",)
    roles = EXPERTS
    help = mark("Choose the item that your comment is about, then write or speak")

    def load(self, turn: Turn) -> CommentsView | Go:
        review = open_review(turn)
        if review.assignment.state is ReviewState.ASKED:
            return Go("review.conflict", {"assignment": review.assignment.id})
        return _comments(turn, review)

    def render(self, view: CommentsView, say: Say) -> Message:
        here = {"assignment": view.review.assignment.id}
        titles = {step.key: step for step in view.steps}
        said = [_comment(comment, titles.get(comment.step), say) for comment in view.comments]
        text = paragraphs(bold(say("💬 Comments")), *said, say("Which item is your comment about?"))
        numbers = [Button(str(step.number), Go("review.comment", here | {"step": step.key})) for step in view.steps]
        rows = [
            *grid(numbers, 4),
            [Button(say("💬 The whole plan"), Go("review.comment", here | {"step": WHOLE}))],
            [Button(say("⚖️ Decision"), Go("review.decide", here)), Button(say("◀ Back"), Go("review.plan", here))],
        ]
        return Message(text, rows)


def _comment(comment: Comment, step: Step | None, say: Say) -> Html:
    about = f"{step.number}. {step.title(say.language)}" if step else say("The whole plan")
    said = shortened(comment.text, _COMMENT) or say("🎤 Voice or picture")
    return lines(bold(about), said)


class WriteComment(Screen[CommentsView]):
    """One step, or the whole plan: whatever is written or spoken here is a comment."""

    name = "review.comment"
    args = ("assignment", "step")
    roles = EXPERTS
    asks = True
    appends = True
    help = mark("Write or speak what the group should change, or what is good. Several messages are fine")

    def load(self, turn: Turn) -> CommentsView | Go:
        review = open_review(turn)
        if review.assignment.state is not ReviewState.SCORING:
            return words.closed(turn, review)
        found, key = _comments(turn, review), turn.word("step")
        step = next((step for step in found.steps if step.key == key), None)
        if step is None and key != WHOLE:
            raise Refused("This page is not there any more")
        same = tuple(comment for comment in found.comments if comment.step == (step.key if step else ""))
        return CommentsView(review, found.steps, same, step)

    def render(self, view: CommentsView, say: Say) -> Message:
        here = {"assignment": view.review.assignment.id}
        said = [_comment(comment, view.step, say) for comment in view.comments]
        about = f"{view.step.number}. {view.step.title(say.language)}" if view.step else say("The whole plan")
        text = paragraphs(*(said or [bold(about)]), say("Write or speak your comment"))
        rows = [
            [Button(say("✏️ Points"), Go("review.plan", here)), Button(say("💬 Comments"), Go("review.comments", here))]
        ]
        return Message(text, rows)

    def on_answer(self, turn: Turn, view: CommentsView, answer: Answer) -> Go:
        step = view.step.key if view.step else ""
        reviews.comment(turn.uow, view.review.assignment.id, step, answer, by=turn.person, now=turn.now)
        here: dict[str, int | str] = {"assignment": view.review.assignment.id, "step": step or WHOLE}
        return Go(self.name, here, note=turn.say("Saved"))
