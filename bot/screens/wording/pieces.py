"""The answers of a step that can be written down or translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Value
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.form import Step
from bot.domain.ids import PlanId
from bot.domain.wordings import Wordings
from bot.i18n import Say, bold, mark, plain
from bot.screens.wording.views import piece_name, step_of, ways_on
from bot.services.plans import wordings
from bot.services.plans.wordings import Piece

_LABEL = 20  # letters of a piece on a button
_PAGE = 4  # pieces on a page, those that lack words first


@dataclass(frozen=True, slots=True)
class PiecesView:
    """The pieces of one answer."""

    plan: PlanId
    step: Step
    pieces: tuple[Piece, ...]
    wordings: Wordings
    page: int


class Pieces(Screen[PiecesView]):
    """Which voice or text of an answer; with only one there is nothing to choose."""

    name = "wording.pieces"
    args = ("plan", "step", "page")
    help: ClassVar[str] = mark("Choose a voice or the written words. Then write down what was said, or translate it")

    def load(self, turn: Turn) -> PiecesView | Go:
        step, plan = step_of(turn), PlanId(turn.number("plan"))
        found = tuple(wordings.of_step(wordings.open_content(turn.uow, plan, by=turn.person), step))
        if not found:
            return Go("wording.plan", {"plan": plan}, note=turn.say("There is nothing to write down or translate here"))
        if len(found) == 1:
            return Go("wording.piece", {"plan": plan, "step": step.key, "piece": found[0].key})
        return PiecesView(plan, step, found, turn.uow.wordings.of_plan(plan), turn.page)

    def render(self, view: PiecesView, say: Say) -> Message:
        here: dict[str, Value] = {"plan": view.plan, "step": view.step.key}
        ordered = sorted(view.pieces, key=lambda piece: bool(view.wordings.about(piece.subject)))
        shown, page, pages = paged(ordered, view.page, _PAGE)
        rows = [
            Button(self._label(view, piece, say), Go("wording.piece", here | {"piece": piece.key})) for piece in shown
        ]
        other = Go(self.name, here | {"page": (page + 1) % pages})
        turned = [Button(say("Others ▶"), other)] if pages > 1 else []
        all_, back = ways_on(view.plan, say)
        asks = say("Which one do you help with?")
        return Message(bold(view.step.title(say.language)), [*column(rows), [*back, *turned]], asks=asks, more=all_)

    def _label(self, view: PiecesView, piece: Piece, say: Say) -> str:
        done = "✅ " if view.wordings.about(piece.subject) else ""
        return f"{done}{shortened(plain(piece_name(piece, say, _LABEL)), _LABEL)}"
