"""What a plan leaves open without being required: each button leads to the place where it is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.i18n import Html, Say, bold, mark
from bot.screens.plan.words import FIELDS, title_of
from bot.services.plans import plan_view, readiness
from bot.services.plans.plan_view import PlanView
from bot.services.plans.readiness import Finding

_PAGE = 4
_WHAT = 14  # letters of a piece of work beside the field that is open
_LACKS = {
    "order": mark("Starts after it ends"),
    "past": mark("Its day is over"),
    "span": mark("Day not in the round"),
    "own": mark("Pays more than it costs"),
}
_MENDED = {"order": "start", "past": "due", "span": "due"}  # the field that a finding opens, where it is another one


@dataclass(frozen=True, slots=True)
class OpenView:
    whole: PlanView
    findings: tuple[Finding, ...]
    page: int


class Open(Screen[OpenView]):
    name = "plan.open"
    args = ("plan", "page")
    help: ClassVar[str] = mark("Each button opens the place where something is missing. It may stay open")

    def load(self, turn: Turn) -> OpenView:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        today: date = turn.say.today(turn.now)
        return OpenView(whole, readiness.findings(whole, today), turn.page)

    def render(self, view: OpenView, say: Say) -> Message:
        here = {"plan": view.whole.plan.id}
        shown, page, pages = paged(view.findings, view.page, _PAGE)
        back = Button(say("◀ Back"), Go("plan.review", here))
        others = Button(say("Others ▶"), Go(self.name, here | {"page": (page + 1) % pages})) if pages > 1 else None
        if not view.findings:
            return Message(bold(title_of(view.whole, say)), [[back]], asks=say("✅ Nothing is missing"))
        asks = say("This may stay open, but experts will ask. Which do you fill in?")
        opened = (_mend(view.whole, one, say) for one in shown)
        return Message(bold(title_of(view.whole, say)), [*column(opened), row(back, others)], asks=asks)


def _mend(whole: PlanView, one: Finding, say: Say) -> Button:
    """The button that opens the very place where something is missing."""
    if one.action is None:
        here = Go("plan.step", {"plan": whole.plan.id, "step": one.step.key})
        share = one.lacks == "share"
        return Button(say("💰 What the group pays") if share else _item(one, say), here)
    field = _MENDED.get(one.lacks, one.lacks)
    goes = Go("plan.field", {"action": one.action.id, "field": field})
    if one.lacks in _LACKS:
        return Button(Html(f"▫️ {say(_LACKS[one.lacks])}"), goes)
    return Button(f"{say(FIELDS[field])}: {shortened(one.action.what, _WHAT)}", goes)


def _item(one: Finding, say: Say) -> str:
    return f"▫️ {one.step.number}. {one.step.title(say.language)}"
