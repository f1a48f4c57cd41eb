"""A strength or a suggestion, in words or voice, which the group hears with the results."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.domain.refused import Missing
from bot.domain.reviews import Comment, ReviewState, Said
from bot.i18n import Say, bold, lines, mark
from bot.screens.review import views
from bot.screens.review.views import comment_line, open_review
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review


@dataclass(frozen=True, slots=True)
class SayView:
    review: Review
    kind: Said
    comments: tuple[Comment, ...]


class SayIt(Screen[SayView]):
    name = "review.say"
    args = ("assignment", "kind")
    roles = EXPERTS
    asks = True
    appends = True
    help = mark("Write or speak. The group hears it when the results are out")

    def load(self, turn: Turn) -> SayView | Go:
        review, kind = open_review(turn), turn.word("kind")
        if kind not in set(Said):
            raise Missing
        if review.assignment.state is not ReviewState.SCORING:
            return views.closed(turn, review)
        said = [one for one in turn.uow.reviews.comments(review.assignment.id) if one.kind == kind]
        return SayView(review, Said(kind), tuple(said))

    def render(self, view: SayView, say: Say) -> Message:
        said = lines(*(comment_line(one, None, say) for one in view.comments))
        asks = {
            Said.STRENGTH: say("What is good about this plan? Write or speak"),
            Said.SUGGESTION: say("What can the group do better? Write or speak"),
        }
        back = Button(say("◀ Back"), Go("review.judge", {"assignment": view.review.assignment.id}))
        title = str(view.review.submission.content["title"])
        return Message(lines(bold(title), said), [[back]], asks=asks[view.kind])

    def on_answer(self, turn: Turn, view: SayView, answer: Answer) -> Go:
        assignment = view.review.assignment.id
        reviews.say(turn.uow, assignment, view.kind, answer, by=turn.person, now=turn.now)
        return Go("review.judge", {"assignment": assignment}, note=turn.say("✅ Kept"))
