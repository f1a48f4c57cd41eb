"""All items of the plan to choose from, those that are still open first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.form import Step
from bot.i18n import Say, bold, mark
from bot.screens.plan.words import title_of
from bot.services.plans import plan_view
from bot.services.plans.plan_view import PlanView

_PAGE = 6


@dataclass(frozen=True, slots=True)
class ItemsView:
    whole: PlanView
    page: int


class Items(Screen[ItemsView]):
    name = "plan.items"
    args = ("plan", "page")
    help: ClassVar[str] = mark("Choose an item to answer it. ✅ is answered, ▫️ is still open. All is kept at once")

    def load(self, turn: Turn) -> ItemsView:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        return ItemsView(whole, turn.page)

    def render(self, view: ItemsView, say: Say) -> Message:
        whole, here = view.whole, {"plan": view.whole.plan.id}
        ordered = sorted(whole.form.steps, key=whole.done)
        shown, page, pages = paged(ordered, view.page, _PAGE)
        others = Go(self.name, here | {"page": (page + 1) % pages})
        return Message(
            bold(title_of(whole, say)),
            [
                *column(_open(whole, step, say) for step in shown),
                row(
                    Button(say("◀ Back"), Go("plan.overview", here)),
                    Button(say("Others ▶"), others) if pages > 1 else None,
                ),
            ],
            asks=say("Which item?"),
        )


def _open(whole: PlanView, step: Step, say: Say) -> Button:
    label = f"{sign(whole, step)} {step.number}. {step.title(say.language)}"
    return Button(label, Go("plan.step", {"plan": whole.plan.id, "step": step.key}))


def sign(whole: PlanView, step: Step) -> str:
    """Whether a step is answered."""
    return "✅" if whole.done(step) else "▫️"
