"""One step of the plan: what is wanted and what stands there; any answer is kept at once."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows, row
from bot.chat.screen import Turn
from bot.content import pieces
from bot.content.pieces import Piece
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Answer
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.plan import offers, said, typed
from bot.screens.plan.earlier import regret
from bot.screens.plan.offers import Offers
from bot.screens.plan.views import SHOWN, StepView, changed, load_step, onward, to
from bot.screens.plan.words import shut, work_lines
from bot.screens.widgets.answers import answer_words
from bot.screens.widgets.ask_button import ask_button
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.plans import drafts


class StepPage(Offers):
    name = "plan.step"
    args = ("plan", "step")
    asks = True
    appends = True
    pieces = True
    help: ClassVar[str] = mark(
        "Write, speak or send a photo: it is kept at once. You can go back, skip, and change it any day"
    )

    def load(self, turn: Turn) -> StepView | Go:
        view = load_step(turn)
        if view.step.kind == "actions":
            return Go("plan.actions", {"plan": view.whole.plan.id})
        if view.waiting and not turn.continues:  # a later piece is added to the answer that waits
            return Go("plan.conflict", dict(turn.args))
        return view

    def render(self, view: StepView, say: Say) -> Message:
        whole, step = view.whole, view.step
        head = say("Item {i} of {n}: {title}", i=step.number, n=len(whole.form.steps), title=step.title(say.language))
        stands = paragraphs(
            work_lines(step, whole.filled(step), say),
            answer_words(view.answer, say, SHOWN, whole.wordings, step),
            said.at_step(whole, step.key, say),
            "" if view.open else say(shut(view.whole)),
        )
        asked = "" if view.answer else offers.asked(step, say)
        if whole.filled(step) and not view.answer and view.open:
            asked = say("✅ Filled from the work. To add something, write")
        if said.asked(whole, step.key):
            asked = bold(say("Change this answer: write, speak or send a photo"))
        return Message(paragraphs(bold(head), step.question(say.language), stands, asked), self._rows(view, say))

    def _rows(self, view: StepView, say: Say) -> Rows:
        here, form = view.here, view.whole.form
        before, after = form.before(view.step.key), form.after(view.step.key)
        playable = any(part.medium for part in view.answer.parts) if view.answer else False
        lesson = view.lesson
        read = Go("lessons.card", {"lesson": lesson.key, "card": 0}, push=True) if lesson else None
        return [
            *offers.rows(view, say),
            row(said.back(view.whole, view.step.key, say)),
            row(
                Button(say("👀 See an example"), Go("plan.example", here)),
                Button(say("❔ Why is this asked?"), Go("plan.why", here)),
            ),
            row(Button(f"📚 {lesson.title(say.language)}", read) if lesson and read else None),
            row(Button(say("▶️ Play or show it"), Tap("play")) if playable else None, _undo(view, say)),
            *([[_bring(view, view.earlier, say)]] if view.earlier and view.open else []),
            row(
                Button(say("🌐 Write down, translate"), Go("wording.pieces", here, push=True)) if view.answer else None
            ),
            row(
                Button(say("◀ Back"), to(view, before.key)) if before else None,
                _skip(view, say) if after and not view.answer else None,
                Button(say("Next ▶"), to(view, after.key)) if after and view.answer else None,
            ),
            row(
                ask_button(say, about="step", subject=view.whole.plan.id, place=view.step.key),
                Button(say("📋 See everything"), Go("plan.overview", {"plan": view.whole.plan.id})),
            ),
        ]

    def spoken(self, turn: Turn, view: StepView) -> Piece:
        return pieces.of_step(view.step, "question")

    def tap_skip(self, turn: Turn, view: StepView) -> Go:
        note = turn.say("Item {i} is skipped for now. You can answer it later", i=view.step.number)
        return onward(view, note=note)

    def tap_clear(self, turn: Turn, view: StepView) -> None:
        drafts.clear(turn.uow, view.plan, view.step, by=turn.person, now=turn.now)
        changed(turn, view)

    def tap_restore(self, turn: Turn, view: StepView) -> None:
        drafts.restore(turn.uow, view.plan, view.step, by=turn.person, now=turn.now)
        changed(turn, view)

    def tap_play(self, turn: Turn, view: StepView) -> Go:
        """The voices and photos, and the page again below them."""
        parts = view.answer.parts if view.answer else ()
        rest = media.play(turn.uow, parts, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go("plan.step", dict(turn.args), fresh=True, regrets=more(turn, "play", rest))

    def on_answer(self, turn: Turn, view: StepView, answer: Given) -> Go:
        return typed.take(turn, view, answer)


def _bring(view: StepView, old: Answer, say: Say) -> Button:
    """What stood here before, for a week."""
    [(label, tap)] = regret(say, view.plan, view.step, old)
    return Button(label, tap)


def _undo(view: StepView, say: Say) -> Button | None:
    """Emptying an answer, and bringing it back."""
    if not view.open:
        return None
    if view.answer:
        return Button(say("🗑 Empty it"), Tap("clear"))
    return Button(say("↩️ Put it back"), Tap("restore")) if view.emptied else None


def _skip(view: StepView, say: Say) -> Button:
    return Button(say("⏭ Skip"), Tap("skip")) if view.open else Button(say("Next ▶"), Tap("skip"))
