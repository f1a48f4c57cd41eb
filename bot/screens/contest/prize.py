"""What a position of the final winners gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.contest import views
from bot.screens.contest.views import ContestView
from bot.services.contests import contests
from bot.services.contests.contests import LOWEST_PRIZE


@dataclass(frozen=True, slots=True)
class PrizeView:
    whole: ContestView
    position: int


class Prize(Screen[PrizeView]):
    name = "contest.prize"
    args = ("round", "position")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write what this rank gets. Shared ranks all get it")

    def load(self, turn: Turn) -> PrizeView:
        return PrizeView(views.load(turn), min(max(turn.number("position"), 1), LOWEST_PRIZE))

    def render(self, view: PrizeView, say: Say) -> Message:
        here = {"round": view.whole.round.id}
        written = view.whole.contest.rules.prizes.get(view.position)
        before = Button(say("◀ Before"), Go(self.name, here | {"position": view.position - 1}))
        after = Button(say("Next ▶"), Go(self.name, here | {"position": view.position + 1}))
        turning = row(before if view.position > 1 else None, after if view.position < LOWEST_PRIZE else None)
        drop = Button(say("🗑 No prize"), Tap("drop")) if written else None
        ask = say("What does rank {n} get?", n=view.position)
        text = paragraphs(bold(ask), written or "")
        return Message(text, [turning, *column([drop, Button(say("◀ Back"), Back())])])

    def on_answer(self, turn: Turn, view: PrizeView, answer: Answer) -> Go:
        return self._keep(turn, view, only_text(answer))

    def tap_drop(self, turn: Turn, view: PrizeView) -> Go:
        return self._keep(turn, view, "")

    def _keep(self, turn: Turn, view: PrizeView, words: str) -> Go:
        round_id = view.whole.round.id
        contests.set_prize(turn.uow, round_id, view.position, words, by=turn.person, now=turn.now)
        return Go(self.name, {"round": round_id, "position": view.position}, note=turn.say("✅ Saved"))
