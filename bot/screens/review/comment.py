"""Writing or speaking a comment on a step, or on the whole plan."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.domain.refused import Missing
from bot.domain.reviews import ReviewState
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.review import views
from bot.screens.review.views import WHOLE, CommentsView, comment_line, load_comments, open_review
from bot.services.reviews import reviews


class WriteComment(Screen[CommentsView]):
    name = "review.comment"
    args = ("assignment", "step")
    roles = EXPERTS
    asks = True
    appends = True
    help = mark("Write or speak what the group should change, or what is good. Several messages are fine")

    def load(self, turn: Turn) -> CommentsView | Go:
        review = open_review(turn)
        if review.assignment.state is not ReviewState.SCORING:
            return views.closed(turn, review)
        found, key = load_comments(turn, review), turn.word("step")
        step = next((step for step in found.steps if step.key == key), None)
        if step is None and key != WHOLE:
            raise Missing
        same = tuple(comment for comment in found.comments if comment.step == (step.key if step else ""))
        return CommentsView(review, found.steps, same, step)

    def render(self, view: CommentsView, say: Say) -> Message:
        here = {"assignment": view.review.assignment.id}
        said = [comment_line(comment, view.step, say) for comment in view.comments]
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
