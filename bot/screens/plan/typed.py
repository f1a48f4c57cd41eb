"""What was typed, spoken or photographed for a step: kept at once, or asked back where it can mean several things."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.form import Step
from bot.content.pieces import Piece
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Part
from bot.i18n import Html, Say, bold
from bot.i18n import lines as html_lines
from bot.papers import values
from bot.screens.plan import lines
from bot.screens.plan.earlier import regret, replaces
from bot.screens.plan.move import belongs
from bot.screens.plan.views import StepView, changed, load_step, onward, saved
from bot.screens.widgets import read_back
from bot.screens.widgets.unprinted import noted
from bot.services.plans import answers, drafts
from bot.services.plans.answers import Value
from bot.understand import lao


class BesideStep(Screen[StepView]):
    """A page about a step that still takes its answer."""

    args = ("plan", "step")
    asks = True
    appends = True
    pieces = True
    piece: ClassVar[str]  # which text of the step it shows

    def load(self, turn: Turn) -> StepView | Go:
        return load_step(turn)

    def spoken(self, turn: Turn, view: StepView) -> Piece:
        return pieces.of_step(view.step, self.piece)

    def words(self, view: StepView, say: Say) -> Html:
        raise NotImplementedError

    def render(self, view: StepView, say: Say) -> Message:
        back = Button(say("◀ Back"), Go("plan.step", {"plan": view.whole.plan.id, "step": view.step.key}))
        title = f"{view.step.number}. {view.step.title(say.language)}"
        asks = say("You can write, speak or send a photo") if view.open else Html()
        return Message(html_lines(bold(title), self.words(view, say)), [[back]], asks=asks)

    def on_answer(self, turn: Turn, view: StepView, answer: Given) -> Go | None:
        if view.step.kind == "actions":
            return lines.write(turn, view.whole, answer)
        return take(turn, view, answer)


_RECENT = timedelta(minutes=1)  # since the answer to the item before
_WORDS = ("text", "photo", "voice", "actions")  # kinds of steps at which words mean nothing but themselves


def take(turn: Turn, view: StepView, answer: Given) -> Go:
    """Keep an answer and go on. What comes in several messages becomes one answer, and the page stays where it is."""
    part = drafts.part_of(answer)
    if turn.continues:
        return _append(turn, view, part)
    if part.kind == "text" and view.step.kind not in _WORDS:
        value = _meant(view, part.text)
        if value is None:
            drafts.weigh(turn.uow, view.plan, view.step, part, by=turn.person, now=turn.now)
            return Go("plan.meant", view.here)
        part = read_back.part_of(value, turn.say, view.step, said=_more(part.text, value, turn, view))
    kept = drafts.answer(turn.uow, view.plan, view.step, part, by=turn.person, now=turn.now)
    if kept.state != "kept":
        return Go("plan.conflict", view.here)
    changed(turn, view)
    words = part.text if part.value else ""
    note = saved(turn, view, words=words, voice=part.kind in ("voice", "audio"))
    lost = view.answer if kept.revision and view.answer and part not in view.answer.parts else None
    note = html_lines(note, replaces(lost, turn.say, view.step) if lost else "")
    after = onward(view, note=noted(note, part.text, turn.say))
    undo = regret(turn.say, view.plan, view.step, lost)
    return replace(after, regrets=(*undo, *_before(turn, view, kept.revision)))


def _before(turn: Turn, view: StepView, seen: int) -> tuple[tuple[str, Tap], ...]:
    """Whoever answered the item before a moment ago, and tapped nothing since, may have meant that one."""
    before = view.whole.form.before(view.step.key)
    said = view.whole.answers.get(before.key) if before else None
    recent = said is not None and said.author == turn.me and turn.now - said.at <= _RECENT
    return belongs(turn, view.plan, view.step, before, seen) if recent and turn.flows and seen else ()


def _open_step(turn: Turn, view: StepView) -> Step | None:
    """The step that is open while a piece of another one's answer is added; the next one where none is."""
    form, beside = view.whole.form, turn.beside
    if beside is not None and beside.screen == "plan.step" and beside.args.get("plan") == view.plan:
        return form.step(str(beside.args.get("step")))
    return form.after(view.step.key)


def _append(turn: Turn, view: StepView, part: Part) -> Go:
    kept = drafts.append(turn.uow, view.plan, view.step, part, by=turn.person, now=turn.now)
    changed(turn, view)
    added = kept.state == "kept" or view.step.kind not in _WORDS
    if added:
        note = turn.say("✅ Added to item {i}", i=view.step.number)
        return Go(
            "plan.step",
            view.here,
            note=noted(note, part.text, turn.say),
            regrets=belongs(turn, view.plan, view.step, _open_step(turn, view), kept.revision) if kept.revision else (),
        )
    return Go("plan.step", view.here, note=turn.say("Both answers are kept, nothing is lost"))


def _meant(view: StepView, text: str) -> Value | None:
    """The value of names and choices, which nobody mistakes; None for what is read back first."""
    if view.step.kind in ("choice", "many"):
        return answers.chosen(view.step, text)
    return answers.people(view.members, text) if view.step.kind == "people" else None


def _more(text: str, value: Value, turn: Turn, view: StepView) -> str:
    """What was typed, where the value does not say the same."""
    return "" if lao.fold(values.words(value, turn.say, view.step)) == lao.fold(text) else text
