"""An answer that stood at an item before: shown whole, and brought back with one tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, shortened
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.ids import PlanId
from bot.domain.plans import Answer
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan.views import SHOWN, StepView, changed, load_step
from bot.screens.widgets.answers import answer_words, brief
from bot.services.plans import drafts, replaced

_LABEL = 12  # characters of an answer on a button
_SAID = 60  # and in a line


@dataclass(frozen=True, slots=True)
class EarlierView:
    base: StepView
    old: Answer


class Earlier(Screen[EarlierView]):
    name = "plan.earlier"
    args = ("plan", "step", "which")
    help: ClassVar[str] = mark("This answer stood here before. One tap brings it back, and nothing is lost")

    def load(self, turn: Turn) -> EarlierView | Go:
        base = load_step(turn)
        which = turn.number("which")
        old = next((one for one in turn.uow.answers.history(base.plan, base.step.key) if one.revision == which), None)
        if old is None or not base.open or not replaced.may_return(old, base.answer, now=turn.now):
            return Go("plan.step", base.here)
        return EarlierView(base, old)

    def render(self, view: EarlierView, say: Say) -> Message:
        base = view.base
        text = paragraphs(
            bold(base.step.title(say.language)),
            lines(say("This stood here before:"), answer_words(view.old, say, SHOWN, base.whole.wordings, base.step)),
        )
        back = Button(say("◀ Back"), Go("plan.step", base.here))
        return Message(text, [[Button(say("Bring it back"), Tap("bring"))], [back]], asks=say("Bring it back?"))

    def tap_bring(self, turn: Turn, view: EarlierView) -> Go:
        base, old = view.base, view.old
        drafts.bring_back(turn.uow, base.plan, base.step, old.revision, by=turn.person, now=turn.now)
        changed(turn, base)
        note = turn.say(
            "✅ This stands in item {i} again: {old}", i=base.step.number, old=said(old, turn.say, base.step)
        )
        return Go("plan.step", base.here, note=note)


def said(old: Answer, say: Say, step: Step) -> str:
    """An answer in a line."""
    return brief(old.parts, say, _SAID, step)


def replaces(old: Answer, say: Say, step: Step) -> Html:
    """That an answer stands in the place of another one, which is kept."""
    return say("It replaces “{old}” by {name}, which is kept", old=said(old, say, step), name=say.who(old.author_name))


def regret(say: Say, plan: PlanId, step: Step, old: Answer | None) -> tuple[tuple[str, Tap], ...]:
    """The button that brings an answer back."""
    if old is None:
        return ()
    label = say("Bring back: {old}", old=shortened(said(old, say, step), _LABEL))
    return ((label, Tap("bring", on=Go(Earlier.name, {"plan": plan, "step": step.key, "which": old.revision}))),)
