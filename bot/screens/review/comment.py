"""Writing or speaking a comment on a step, or on the whole plan; `then` says where it leads on."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.address import Go, Value
from bot.chat.message import Button, Message, Rows
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.domain.refused import Missing
from bot.domain.reviews import ReviewState
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.review import views
from bot.screens.review.views import RETURN, WHOLE, CommentsView, comment_line, load_comments, open_review
from bot.services.contests import contests
from bot.services.reviews import reviews


class WriteComment(Screen[CommentsView]):
    name = "review.comment"
    args = ("assignment", "step", "then")
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
        rubric = contests.rubric_of(turn.uow, turn.library, review.submission.plan)
        criterion = rubric.criterion(turn.word("then"))
        then = turn.word("then") if criterion or turn.word("then") == RETURN else ""
        return CommentsView(review, found.steps, same, step, then)

    def render(self, view: CommentsView, say: Say) -> Message:
        here: dict[str, Value] = {"assignment": view.review.assignment.id}
        said = [comment_line(comment, view.step, say) for comment in view.comments]
        about = f"{view.step.number}. {view.step.title(say.language)}" if view.step else say("The whole plan")
        ask = say("What should the group change? Write or speak; then the plan is returned")
        text = paragraphs(*(said or [bold(about)]))
        return Message(
            text, self._rows(view, here, say), asks=ask if view.then == RETURN else say("Write or speak your comment")
        )

    def _rows(self, view: CommentsView, here: dict[str, Value], say: Say) -> Rows:
        comments = Go("review.comments", here)
        if view.then == RETURN:
            items = Button(say("💬 On one item instead"), comments)
            return [[items], [Button(say("◀ Back"), Go("review.decide", here))]]
        if view.then:
            back = Go("review.criterion", here | {"criterion": view.then})
            return [[Button(say("◀ Back to the points"), back)], [Button(say("💬 Comments"), comments)]]
        return [[Button(say("✍️ Points"), Go("review.plan", here)), Button(say("💬 Comments"), comments)]]

    def on_answer(self, turn: Turn, view: CommentsView, answer: Answer) -> Go:
        step, assignment = view.step.key if view.step else "", view.review.assignment.id
        reviews.comment(turn.uow, assignment, step, answer, by=turn.person, now=turn.now)
        here: dict[str, Value] = {"assignment": assignment}
        ways = {
            "": Go(self.name, here | {"step": step or WHOLE}),
            RETURN: Go("review.confirm", here | {"choice": RETURN}),
        }
        way = ways.get(view.then) or Go("review.criterion", here | {"criterion": view.then})
        return replace(way, note=turn.say("✅ Your comment is kept"))
