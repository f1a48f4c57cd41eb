"""Something more to an answer that stands: it is added below, and nothing of it is lost."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Turn
from bot.domain.incoming import Answer as Given
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan import said
from bot.screens.plan.typed import BesideStep
from bot.screens.plan.views import SHOWN, StepView, changed, onward
from bot.screens.widgets.answers import parts_words
from bot.screens.widgets.unprinted import noted
from bot.services.plans import drafts


class Add(BesideStep):
    name = "plan.add"
    piece = "question"
    help: ClassVar[str] = mark("What you write here is added to the old answer. Nothing of it is lost")

    def load(self, turn: Turn) -> StepView | Go:
        view = super().load(turn)
        if isinstance(view, Go) or view.answer is None or not view.open or view.step.kind == "actions":
            return Go("plan.step", dict(turn.args))
        return view

    def render(self, view: StepView, say: Say) -> Message:
        step, whole = view.step, view.whole
        head = say("Item {i} of {n}: {title}", i=step.number, n=len(whole.form.steps), title=step.title(say.language))
        words = parts_words(view.answer.parts, say, SHOWN, whole.wordings, step) if view.answer else Html()
        judged = said.at_step(whole, step.key, say)
        back = Button(say("◀ Back"), Go("plan.step", view.here))
        asks = say("What is to be added? Write, speak or send a photo")
        return Message(lines(bold(head), words, judged), [[back]], asks=asks)

    def on_answer(self, turn: Turn, view: StepView, answer: Given) -> Go:
        part = drafts.part_of(answer)
        kept = drafts.append(turn.uow, view.plan, view.step, part, by=turn.person, now=turn.now)
        if kept.state != "kept":
            return Go("plan.conflict", view.here)
        changed(turn, view)
        return onward(view, note=noted(turn.say("✅ Added to item {i}", i=view.step.number), part.text, turn.say))
