"""What a group says of an expert's comment, and the one answer to it in words or voice."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import ExchangeId
from bot.domain.incoming import Answer
from bot.domain.people import EXPERTS
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.review.words import felt
from bot.screens.widgets import exchanges
from bot.services.reviews import echoes
from bot.services.reviews.echoes import Reply


class ReplyPage(Screen[Reply]):
    name = "review.reply"
    args = ("exchange",)
    roles = EXPERTS
    asks = True
    help = mark("Say it in simple words. You can answer once")

    def load(self, turn: Turn) -> Reply:
        return echoes.open_reply(turn.uow, ExchangeId(turn.number("exchange")), by=turn.person)

    def render(self, view: Reply, say: Say) -> Message:
        title = bold(str(view.review.submission.content["title"]))
        back = Button(say("⭐ Plans to read"), Go("review.list"))
        told = (exchanges.words(view.comment, say), felt(view.comment, say), exchanges.answered(view.comment, say))
        asks = Html("") if view.exchange.answered_at else say("Write or speak your answer to the group")
        return Message(lines(title, *told), [[back]], asks=asks)

    def on_answer(self, turn: Turn, view: Reply, answer: Answer) -> Go:
        echoes.reply(turn.uow, view.exchange.id, answer, by=turn.person, now=turn.now)
        note = turn.say("✅ Kept. The group is told")
        return Go(self.name, dict(turn.args), note=note)
