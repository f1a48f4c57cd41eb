"""Two answers to one step, or one that is too long: both are kept, and their author says which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, shortened
from bot.chat.screen import Screen, Turn
from bot.content.form import Step
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Answer
from bot.i18n import Html, Say, lines, mark
from bot.screens.plan.earlier import replaces
from bot.screens.plan.views import SHOWN, StepView, changed, load_step
from bot.screens.widgets.answers import parts_words
from bot.services.plans import answers, drafts

_JUST = mark("{name} has just answered this item too. Keep which?")
_BEFORE = mark("{name} has answered this item before. Keep which?")
_MOMENT = timedelta(minutes=30)  # in which both were writing
_SINGLE = ("choice", "number", "money", "date", "season")  # of two values one has to stand


@dataclass(frozen=True, slots=True)
class ConflictView:
    """An answer that stands, and one of this person that waits beside it."""

    base: StepView
    mine: Answer
    long: bool
    revision: int


class Conflict(Screen[ConflictView]):
    name = "plan.conflict"
    args = ("plan", "step")
    asks = True
    help: ClassVar[str] = mark("Both answers are kept. Choose which one stands in the plan")

    def load(self, turn: Turn) -> ConflictView | Go:
        base = load_step(turn)
        mine = turn.uow.answers.proposal(base.whole.plan.id, base.step.key, turn.me)
        if mine is None:
            return Go("plan.step", dict(turn.args))
        long = drafts.characters(mine.parts) > base.step.longest
        if not long and base.open and answers.waits(base.step, mine):
            return Go("plan.meant", dict(turn.args))
        return ConflictView(base, mine, long, base.revision)

    def render(self, view: ConflictView, say: Say) -> Message:
        step, other = view.base.step, view.base.answer
        mine = say("You: {words}", words=_words(view.mine, say, step))
        if view.long:
            return _too_long(view, mine, say)
        name = say.who(other.author_name if other else "")
        theirs = say("{name}: {words}", name=name, words=_words(other, say, step)) if other else ""
        single = step.kind in _SINGLE and bool(view.mine.value) and bool(other and other.value)
        both = Button(say("Keep both"), Tap("choose", ("both",)))
        return Message(
            lines(theirs, mine, say("Both answers are kept, nothing is lost")),
            [
                [] if single else [both],
                [Button(say("Keep mine"), Tap("choose", ("mine",)))],
                [Button(say("Keep that of {name}", name=shortened(name, 12)), Tap("choose", ("theirs",)))],
            ],
            asks=say(_JUST if other and view.mine.at - other.at <= _MOMENT else _BEFORE, name=name),
        )

    def tap_choose(self, turn: Turn, view: ConflictView) -> Go:
        whole, step = view.base.whole, view.base.step
        drafts.settle(turn.uow, whole.plan.id, step, str(turn.value()), by=turn.person, now=turn.now)
        changed(turn, view.base)
        note = turn.say("✅ Item {i} is saved. You can change it any day", i=step.number)
        gone = view.base.answer if str(turn.value()) == "mine" else None
        if gone:
            note = lines(note, replaces(gone, turn.say, step))
        return Go("plan.step", {"plan": whole.plan.id, "step": step.key}, note=note)

    def on_answer(self, turn: Turn, view: ConflictView, answer: Given) -> Go | None:
        """Another answer takes the place of the one that waits."""
        plan, step, part = view.base.whole.plan.id, view.base.step, drafts.part_of(answer)
        saved = drafts.answer(turn.uow, plan, step, part, by=turn.person, now=turn.now)
        return Go("plan.step" if saved.state == "kept" else "plan.conflict", {"plan": plan, "step": step.key})


def _words(answer: Answer, say: Say, step: Step) -> Html:
    return parts_words(answer.parts, say, SHOWN, step=step)


def _too_long(view: ConflictView, mine: Html, say: Say) -> Message:
    """An answer for which a plan has no room: its beginning, or another one."""
    characters = drafts.characters(view.mine.parts)
    text = say.plural(
        "This answer is too long ({x} letter). Please keep it under {max}, or send voice",
        "This answer is too long ({x} letters). Please keep it under {max}, or send voice",
        characters,
        x=say.number(characters),
        max=say.number(view.base.step.longest),
    )
    keep = [Button(say("Keep the beginning"), Tap("choose", ("first",)))]
    drop = [Button(say("✍️ Write it anew"), Tap("choose", ("theirs",)))]
    return Message(lines(mine, text), [keep, drop], asks=say("Nothing is lost. Keep the beginning?"))
