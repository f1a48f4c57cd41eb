"""Before a plan is sent: what it lacks, and who agrees."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, grid, row, shortened
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.plan.views import ReviewView, agreed, ask_group, asking_button, load_review, summary
from bot.screens.plan.words import FIELDS, sums
from bot.services.plans.plan_view import PlanView
from bot.services.plans.readiness import Finding

_FINDINGS = 8  # shown at a time, each with its button
_LACKS = {
    "who": mark("“{what}”: who does it?"),
    "due": mark("“{what}”: by when?"),
    "cost": mark("“{what}”: what does it cost?"),
    "order": mark("“{what}”: it starts after it ends"),
    "past": mark("“{what}”: its last day is over"),
    "span": mark("“{what}”: this day is outside of the round"),
    "own": mark("“{what}”: the group pays more than it costs"),
}
_MENDED = {"order": "start", "past": "due", "span": "due"}  # the field that a finding opens, where it is another one


class Review(Screen[ReviewView]):
    name = "plan.review"
    args = ("plan",)
    help: ClassVar[str] = mark("See what is still missing, ask the members, then send the plan to the experts")

    def load(self, turn: Turn) -> ReviewView:
        return load_review(turn)

    def render(self, view: ReviewView, say: Say) -> Message:
        whole = view.whole
        return Message(
            paragraphs(
                bold(whole.title),
                summary(whole, say),
                sums(whole.costs, say) if whole.actions else "",
                self._findings(view, say),
                agreed(view.tally, say),
            ),
            self._rows(view, say),
        )

    def _findings(self, view: ReviewView, say: Say) -> Html:
        if not view.findings:
            return say("✅ Nothing is missing")
        more = len(view.findings) - _FINDINGS
        listed = (_finding(one, say) for one in view.findings[:_FINDINGS])
        return lines(
            bold(say("Still missing:")), *listed, say.plural("and {n} more", "and {n} more", more) if more > 0 else ""
        )

    def _rows(self, view: ReviewView, say: Say) -> list[list[Button]]:
        whole, here = view.whole, {"plan": view.whole.plan.id}
        back = [Button(say("📋 See everything"), Go("plan.overview", here))]
        if not whole.open:
            return [back]
        grave = any(one.grave for one in view.findings)
        send = Button(say("📨 Send the plan"), Go("plan.send", here)) if view.leads and not grave else None
        return [
            *grid([_mend(whole, one, say) for one in view.findings[:_FINDINGS]], 2),
            [Button(say("⭐ What experts will ask"), Go("plan.check", here))],
            *asking_button(view, say),
            row(send),
            back,
        ]

    def tap_ask(self, turn: Turn, view: ReviewView) -> Go:
        return ask_group(turn, view, self.name)


def _finding(one: Finding, say: Say) -> Html:
    if one.action is not None:
        return Html(f"▫️ {say(_LACKS[one.lacks], what=shortened(one.action.what, 40))}")
    if one.lacks == "share":
        return say("▫️ Nothing says what the group pays itself")
    return safe(f"{'❗️' if one.grave else '▫️'} {one.step.number}. {one.step.title(say.language)}")


def _mend(whole: PlanView, one: Finding, say: Say) -> Button:
    """The button that opens the very place where something is missing."""
    if one.action is None:
        here = Go("plan.step", {"plan": whole.plan.id, "step": one.step.key})
        return Button(say("✍️ Item {n}", n=one.step.number), here)
    field = _MENDED.get(one.lacks, one.lacks)
    number = whole.actions.index(one.action) + 1
    return Button(f"{say(FIELDS[field])} {number}", Go("plan.field", {"action": one.action.id, "field": field}))
