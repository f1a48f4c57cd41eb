"""A plan's answers that helpers can write down or translate, and which lack words that others can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.form import Step
from bot.domain.ids import PlanId
from bot.domain.wordings import Wordings
from bot.i18n import Say, bold, lines, mark
from bot.screens.wording.views import form_of
from bot.services.plans import wordings
from bot.services.plans.wordings import Piece

_PAGE = 4  # answers on a page, those that lack words first


@dataclass(frozen=True, slots=True)
class PlanWordingsView:
    """The pieces of a plan that can be written down or translated, step by step."""

    plan: PlanId
    steps: tuple[tuple[Step, tuple[Piece, ...]], ...]
    wordings: Wordings
    page: int


class PlanList(Screen[PlanWordingsView]):
    name = "wording.plan"
    args = ("plan", "page")
    help: ClassVar[str] = mark(
        "Choose an answer. You can write down what was said, or translate it. Your name is shown"
    )

    def load(self, turn: Turn) -> PlanWordingsView:
        plan = PlanId(turn.number("plan"))
        content = wordings.open_content(turn.uow, plan, by=turn.person)
        told = ((step, tuple(wordings.of_step(content, step))) for step in form_of(turn).steps)
        found = turn.uow.wordings.of_plan(plan)
        steps = tuple(item for item in told if item[1])
        return PlanWordingsView(plan, steps, found, turn.page)

    def render(self, view: PlanWordingsView, say: Say) -> Message:
        silent = [piece for _, pieces in view.steps for piece in pieces if piece.spoken and not self._done(view, piece)]
        ordered = sorted(view.steps, key=lambda item: all(self._done(view, piece) for piece in item[1]))
        shown, page, pages = paged(ordered, view.page, _PAGE)
        text = lines(
            bold(say("✍️ Write down, translate")),
            say("Your name will stand beside what you write"),
            say.plural("{n} voice is not written down yet", "{n} voices are not written down yet", len(silent))
            if silent
            else "",
        )
        other = Go(self.name, {"plan": view.plan, "page": (page + 1) % pages})
        turned = Button(say("Other answers ▶"), other) if pages > 1 else None
        rows = [
            *column(self._button(view, step, pieces, say) for step, pieces in shown),
            row(Button(say("◀ Back"), Back()), turned),
        ]
        return Message(text, rows, asks=say("Which answer do you help with?") if shown else say("No answer yet"))

    def _button(self, view: PlanWordingsView, step: Step, pieces: tuple[Piece, ...], say: Say) -> Button:
        sign = "🔊" if any(piece.spoken for piece in pieces) else "✍️"
        done = "✅" if all(self._done(view, piece) for piece in pieces) else sign
        label = f"{done} {step.number}. {step.title(say.language)}"
        return Button(label, Go("wording.pieces", {"plan": view.plan, "step": step.key}))

    def _done(self, view: PlanWordingsView, piece: Piece) -> bool:
        return bool(view.wordings.about(piece.subject))
