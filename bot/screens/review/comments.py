"""An expert's comments, step by step; a number opens the comment on that step."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.domain.people import EXPERTS
from bot.domain.reviews import ReviewState
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.review.views import WHOLE, CommentsView, comment_line, load_comments, open_review


class Comments(Screen[CommentsView]):
    name = "review.comments"
    args = ("assignment",)
    roles = EXPERTS
    help = mark("Choose the item that your comment is about, then write or speak")

    def load(self, turn: Turn) -> CommentsView | Go:
        review = open_review(turn)
        if review.assignment.state is ReviewState.ASKED:
            return Go("review.conflict", {"assignment": review.assignment.id})
        return load_comments(turn, review)

    def render(self, view: CommentsView, say: Say) -> Message:
        here = {"assignment": view.review.assignment.id}
        titles = {step.key: step for step in view.steps}
        said = [comment_line(comment, titles.get(comment.step), say) for comment in view.comments]
        text = paragraphs(bold(say("💬 Comments")), *said)
        numbers = [Button(str(step.number), Go("review.comment", here | {"step": step.key})) for step in view.steps]
        rows = [
            *grid(numbers, 4),
            [Button(say("💬 The whole plan"), Go("review.comment", here | {"step": WHOLE}))],
            [Button(say("⚖️ Decision"), Go("review.decide", here)), Button(say("◀ Back"), Go("review.plan", here))],
        ]
        return Message(text, rows, asks=say("Which item is your comment about?"))
