"""The seasons that a step can be answered with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.seasons import Season
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Part
from bot.domain.refused import Stale
from bot.i18n import Say, bold, mark
from bot.screens.plan import typed
from bot.screens.plan.views import DATED, StepView, load_step
from bot.services.plans import drafts

_PAGE = 6  # seasons on one page


@dataclass(frozen=True, slots=True)
class SeasonsView:
    base: StepView
    seasons: tuple[Season, ...]
    page: int
    revision: int


class Seasons(Screen[SeasonsView]):
    """What is chosen is then an answer like a typed one."""

    name = "plan.seasons"
    args = ("plan", "step", "page")
    asks = True
    help: ClassVar[str] = mark("Choose a season or a festival. Its days are shown to you before anything is kept")

    def load(self, turn: Turn) -> SeasonsView | Go:
        base = load_step(turn)
        if base.step.kind not in DATED or not base.open:
            return Go("plan.step", base.here)
        return SeasonsView(base, turn.library.seasons.seasons, turn.page, base.revision)

    def render(self, view: SeasonsView, say: Say) -> Message:
        named = [Button(one.title(say.language), Tap("name", (at,))) for at, one in enumerate(view.seasons)]
        shown, page, pages = paged(named, view.page, _PAGE)
        here = view.base.here
        turn = row(
            Button("◀", Go(self.name, here | {"page": page - 1})) if page else None,
            Button("▶", Go(self.name, here | {"page": page + 1})) if page + 1 < pages else None,
        )
        text, back = bold(view.base.step.title(say.language)), Button(say("◀ Back"), Go("plan.step", here))
        return Message(text, [*grid(shown, 1), turn, [back]], asks=say("Which season or festival?"))

    def tap_name(self, turn: Turn, view: SeasonsView) -> Go:
        index = turn.choice()
        if not 0 <= index < len(view.seasons):
            raise Stale
        words = Part("text", view.seasons[index].title(turn.say.language))
        drafts.weigh(turn.uow, view.base.plan, view.base.step, words, by=turn.person, now=turn.now)
        return Go("plan.meant", view.base.here)

    def on_answer(self, turn: Turn, view: SeasonsView, answer: Given) -> Go:
        return typed.take(turn, view.base, answer)
