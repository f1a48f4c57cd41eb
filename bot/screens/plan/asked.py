"""An expert's question to the group while its plan is read: any member answers, once."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import ExchangeId, MediumId
from bot.domain.incoming import Answer
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.widgets import exchanges
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.reviews import group_questions
from bot.services.reviews.group_questions import GroupQuestion


class Asked(Screen[GroupQuestion]):
    name = "plan.asked"
    args = ("exchange",)
    asks = True
    help: ClassVar[str] = mark("Answer in a few words or speak. The plan stays with the experts")

    def load(self, turn: Turn) -> GroupQuestion:
        return group_questions.open_question(turn.uow, ExchangeId(turn.number("exchange")), by=turn.person)

    def render(self, view: GroupQuestion, say: Say) -> Message:
        title = bold(str(view.review.submission.content["title"]))
        heard = Button(say("📷 See or listen"), Tap("play")) if _media(view) else None
        see = Button(say("📝 The group's plan"), Go("plan.overview", {"plan": view.review.submission.plan}))
        asks = say("Write or speak the answer") if view.may else Html("")
        return Message(lines(title, exchanges.question(view.exchange, say)), column([heard, see]), asks=asks)

    def on_answer(self, turn: Turn, view: GroupQuestion, answer: Answer) -> Go:
        group_questions.answer_it(turn.uow, view.exchange.id, answer, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("✅ Saved. The expert is told"))

    def tap_play(self, turn: Turn, view: GroupQuestion) -> Go:
        rest = media.show(turn.uow, _media(view), turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True, regrets=more(turn, "play", rest))


def _media(view: GroupQuestion) -> list[MediumId]:
    found = (view.exchange.medium, view.exchange.answer_medium)
    return [medium for medium in found if medium is not None]
