"""What was typed, spoken or photographed for an item: kept at once, or asked back where it can be mistaken."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.screen import Turn
from bot.domain import lao
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Part
from bot.screens import plan_values
from bot.screens.plan_item import StepView, changed, onward, saved
from bot.services import answers, plans, value_words
from bot.services.answers import Value

_WORDS = ("text", "photo", "voice", "actions")  # kinds of steps at which words mean nothing but themselves


def take(turn: Turn, view: StepView, answer: Given) -> Go:
    """Keep an answer and go on. What comes in several messages becomes one answer, and the page stays where it is."""
    part = plans.part_of(answer)
    if turn.continues:
        return _append(turn, view, part)
    if part.kind == "text" and view.step.kind not in _WORDS:
        value = _meant(view, part.text)
        if value is None:
            plans.weigh(turn.uow, view.plan, view.step, part, by=turn.person, now=turn.now)
            return Go("plan.meant", view.here)
        part = plan_values.part_of(value, turn.say, view.step, said=_more(part.text, value, turn, view))
    kept = plans.answer(turn.uow, view.plan, view.step, part, by=turn.person, seen=turn.seen, now=turn.now)
    if kept.state != "kept":
        return Go("plan.conflict", view.here)
    changed(turn, view)
    words = part.text if part.value else ""
    return onward(view, note=saved(turn, view, words=words, voice=part.kind in ("voice", "audio")))


def _append(turn: Turn, view: StepView, part: Part) -> Go:
    kept = plans.append(turn.uow, view.plan, view.step, part, by=turn.person, now=turn.now)
    changed(turn, view)
    added = kept.state == "kept" or view.step.kind not in _WORDS
    if added:
        return Go("plan.step", view.here, note=turn.say("✅ Added to item {i}", i=view.step.number))
    return Go("plan.step", view.here, note=turn.say("Both answers are kept, nothing is lost"))


def _meant(view: StepView, text: str) -> Value | None:
    """The value of names and choices, which nobody mistakes; None for what is read back first."""
    if view.step.kind in ("choice", "many"):
        return answers.chosen(view.step, text)
    return answers.people(view.members, text) if view.step.kind == "people" else None


def _more(text: str, value: Value, turn: Turn, view: StepView) -> str:
    """What was typed, where the value does not say the same."""
    return "" if lao.fold(value_words.words(value, turn.say, view.step)) == lao.fold(text) else text
