"""The days of a season read back before they are kept."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.incoming import Answer
from bot.domain.refused import Missing, Stale
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.seasons.set import Set
from bot.screens.seasons.views import SetView, load_days
from bot.screens.widgets import read_back
from bot.services import seasons
from bot.services.plans import answers


class Sure(Set):
    name = "seasons.sure"
    args: ClassVar[tuple[str, ...]] = ("season", "region", "year", "days")
    help: ClassVar[str] = mark("Are the days right? If not, write them once more")

    def load(self, turn: Turn) -> SetView:
        view, value = load_days(turn), read_back.unpacked(turn.word("days"))
        if not answers.valid("season", value):
            raise Missing
        first, last = (date.fromisoformat(value[name]) for name in ("first", "last"))
        return SetView(view.season, view.slot, view.title, view.today, 0, None, view.own, (first, last))

    def render(self, view: SetView, say: Say) -> Message:
        assert view.chosen is not None
        text = paragraphs(bold(view.title), read_back.so(answers.stretch(view.chosen), say))
        again = Button(say("✍️ Something else"), Go("seasons.set", view.here))
        return read_back.question(text, [[Button(say("👍 Yes"), Tap("keep"))]], again)

    def tap_keep(self, turn: Turn, view: SetView) -> Go:
        if view.chosen is None:
            raise Stale
        seasons.set_days(turn.uow, turn.library, view.slot, view.chosen, by=turn.person, now=turn.now)
        return Go("seasons.season", {"season": view.season.key}, note=turn.say("✅ Saved"))

    def on_answer(self, turn: Turn, view: SetView, answer: Answer) -> Go:
        if read_back.said_yes(turn, answer):
            return self.tap_keep(turn, view)
        return super().on_answer(turn, view, answer)
