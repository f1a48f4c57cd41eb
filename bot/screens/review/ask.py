"""An expert's one question to the group, and the answer; the plan is not returned for it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.domain.reviews import Exchange, ReviewState
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.review import views
from bot.screens.review.views import open_review
from bot.screens.widgets import exchanges
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.reviews import group_questions
from bot.services.reviews.reviews import Review


@dataclass(frozen=True, slots=True)
class AskView:
    review: Review
    asked: Exchange | None


class AskGroup(Screen[AskView]):
    name = "review.ask"
    args = ("assignment",)
    roles = EXPERTS
    asks = True
    help = mark("Ask what the plan does not say. The group answers here, and the plan stays with you")

    def load(self, turn: Turn) -> AskView | Go:
        review = open_review(turn)
        if review.assignment.state is ReviewState.ASKED:
            return Go("review.conflict", {"assignment": review.assignment.id})
        asked = turn.uow.exchanges.question(review.assignment.id)
        if asked is None and review.assignment.state is not ReviewState.SCORING:
            return views.closed(turn, review)
        return AskView(review, asked)

    def render(self, view: AskView, say: Say) -> Message:
        title = bold(str(view.review.submission.content["title"]))
        back = Button(say("📖 Read the plan"), Go("review.plan", {"assignment": view.review.assignment.id}))
        if view.asked is None:
            return Message(title, [[back]], asks=say("What do you want to know? Write or speak one question"))
        heard = Button(say("📷 See or listen"), Tap("play")) if view.asked.answer_medium else None
        waits = Html("") if view.asked.answered_at else say("The group is asked. Its answer comes here")
        return Message(lines(title, exchanges.question(view.asked, say)), column([heard, back]), asks=waits)

    def on_answer(self, turn: Turn, view: AskView, answer: Answer) -> Go:
        group_questions.ask(turn.uow, view.review.assignment.id, answer, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("✅ Sent"))

    def tap_play(self, turn: Turn, view: AskView) -> Go:
        found = [view.asked.answer_medium] if view.asked else []
        rest = media.show(turn.uow, found, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True, regrets=more(turn, "play", rest))
