"""The start or the end of an action by a season: its days, and which part of it is meant."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Message, Rows
from bot.chat.screen import Turn
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.plan.field import BESIDE
from bot.screens.plan.lines import AskView, asked_back, number_of
from bot.screens.plan.when import DayQuestion, WhenView
from bot.screens.seasons import words as seasons_words
from bot.services import seasons
from bot.services.seasons import Named


class InSeason(DayQuestion):
    name = "plan.season"
    args: ClassVar[tuple[str, ...]] = ("action", "field", "season", "beside")
    help: ClassVar[str] = mark("Choose the part of the season. The day is read back to you first")

    def load(self, turn: Turn) -> WhenView | Go:
        view = self.asked(turn)
        if isinstance(view, Go):
            return view
        index, beside = turn.number("season"), turn.args.get("beside", 0)
        known = turn.library.seasons.seasons
        if not isinstance(beside, int) or not (0 <= index < len(known) and 0 <= beside < len(BESIDE)):
            raise Stale
        named = Named(known[index], BESIDE[beside])
        group = turn.uow.groups.get(view.base.group)
        province = group.province if group else ""
        coming = seasons.stretches(turn.uow, turn.library, named, province, today=view.base.today)
        return WhenView(view.base, view.field, (), view.revision, stretches=coming)

    def render(self, view: AskView, say: Say) -> Message:
        assert isinstance(view, WhenView)
        grounds = (seasons_words.in_season(one, say) for one in view.stretches)
        asks = (
            say("The beginning, middle or end? Which year?")
            if view.stretches
            else say("This comes at other times in each place. Which month is it?")
        )
        text = paragraphs(bold(view.action.what), lines(*grounds))
        return Message(text, [*self._parts(view, say), self.back(view, say)], asks=asks)

    def _parts(self, view: WhenView, say: Say) -> Rows:
        def leads(days: tuple[date, date]) -> Go:
            """The first day of the part for a start, the last one for an end."""
            return asked_back(view, [number_of(days[0] if view.field == "start" else days[1])])

        if view.stretches:
            return seasons_words.parts(view.stretches, say, whole=False, leads=leads)
        return seasons_words.months(view.base.today, say, leads=leads)
