"""One step of the plan: what is wanted, what stands there, an example on a tap – and any answer is kept at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, Rows, row, shortened
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.form import Step
from bot.content.lessons import Lesson
from bot.content.pieces import Piece
from bot.domain.incoming import Answer as Given
from bot.domain.plans import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import plan_actions
from bot.screens.plan_words import answer_words
from bot.screens.questions_words import ask_button
from bot.services import media, plans, sheets
from bot.services.sheets import Sheet

SHOWN = 1500  # letters of an answer on its page; a message has room for 4,096 with all the rest


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a plan. `revision` is the answer's: taps and answers that saw another one replace nothing."""

    sheet: Sheet
    step: Step
    answer: Answer | None
    lesson: Lesson | None  # that helps
    revision: int
    waiting: bool  # an answer of this person waits for a decision
    emptied: bool  # there was an answer once, and it can be brought back


def load_step(turn: Turn) -> StepView:
    """The step that a page is about, for members and staff."""
    sheet = sheets.read(turn.uow, turn.library, turn.number("plan"), by=turn.person)
    step = sheet.form.step(turn.word("step"))
    if step is None:
        raise Refused("This page is not there any more")
    lesson = next((found for key in step.lessons if (found := turn.library.lesson(key))), None)
    answer, shelf = sheet.answers.get(step.key), turn.uow.plans
    return StepView(
        sheet,
        step,
        answer,
        lesson,
        answer.revision if answer else 0,
        waiting=shelf.proposal(sheet.plan.id, step.key, turn.me) is not None,
        emptied=answer is None and bool(shelf.history(sheet.plan.id, step.key)),
    )


class StepPage(Screen[StepView]):
    name = "plan.step"
    args = ("plan", "step")
    asks = True
    appends = True
    help: ClassVar[str] = mark(
        "Write, speak or send a photo: it is kept at once. You can go back, skip, and change it any day"
    )

    def load(self, turn: Turn) -> StepView | Go:
        view = load_step(turn)
        if view.step.kind == "actions":
            return Go("plan.actions", {"plan": view.sheet.plan.id})
        if view.waiting and not turn.continues:  # a later piece is added to the answer that waits
            return Go("plan.conflict", dict(turn.args))
        return view

    def render(self, view: StepView, say: Say) -> Message:
        sheet, step = view.sheet, view.step
        head = say("Item {i} of {n}: {title}", i=step.number, n=len(sheet.form.steps), title=step.title(say.language))
        stands = paragraphs(
            answer_words(view.answer, say, SHOWN, sheet.wordings),
            "" if sheet.plan.state.open else say("The plan is sent already"),
        )
        asked = "" if view.answer else say("You can write, speak or send a photo")
        return Message(paragraphs(bold(head), step.question(say.language), stands, asked), self._rows(view, say))

    def _rows(self, view: StepView, say: Say) -> Rows:
        here: dict[str, int | str] = {"plan": view.sheet.plan.id, "step": view.step.key}
        form = view.sheet.form
        before, after = form.before(view.step.key), form.after(view.step.key)
        playable = any(part.medium for part in view.answer.parts) if view.answer else False
        lesson = view.lesson
        read = Go("lessons.card", {"lesson": lesson.key, "card": 0}, push=True) if lesson else None
        return [
            row(
                Button(say("👀 See an example"), Go("plan.example", here)),
                Button(say("❔ Why is this asked?"), Go("plan.why", here)),
            ),
            row(Button(shortened(f"📚 {lesson.title(say.language)}", 32), read) if lesson and read else None),
            row(Button(say("▶️ Play or show it"), Tap("play")) if playable else None, _undo(view, say)),
            row(
                Button(say("🌐 Write down, translate"), Go("wording.pieces", here, push=True)) if view.answer else None
            ),
            row(
                Button(say("◀ Back"), _to(view, before.key)) if before else None,
                _skip(view, say) if after and not view.answer else None,
                Button(say("Next ▶"), _to(view, after.key)) if after and view.answer else None,
            ),
            row(
                ask_button(say, about="step", subject=view.sheet.plan.id, place=view.step.key),
                Button(say("📋 See everything"), Go("plan.overview", {"plan": view.sheet.plan.id})),
            ),
        ]

    def spoken(self, turn: Turn, view: StepView) -> Piece:
        return pieces.of_step(view.step, "question")

    def tap_skip(self, turn: Turn, view: StepView) -> Go:
        after = view.sheet.form.after(view.step.key)
        note = turn.say("Item {i} is skipped for now. You can answer it later", i=view.step.number)
        return _onward(view, after, note=note)

    def tap_clear(self, turn: Turn, view: StepView) -> None:
        plans.clear(turn.uow, view.sheet.plan.id, view.step, by=turn.person, now=turn.now)

    def tap_restore(self, turn: Turn, view: StepView) -> None:
        plans.restore(turn.uow, view.sheet.plan.id, view.step, by=turn.person, now=turn.now)

    def tap_play(self, turn: Turn, view: StepView) -> Go:
        """The voices and photos, and the page again below them."""
        media.play(turn.uow, view.answer.parts if view.answer else (), turn.chat, turn.me, now=turn.now)
        return Go("plan.step", dict(turn.args), fresh=True)

    def on_answer(self, turn: Turn, view: StepView, answer: Given) -> Go | None:
        """Keep it and go on. What comes in several messages becomes one answer, and the page stays where it is."""
        plan, step, part = view.sheet.plan.id, view.step, plans.part_of(answer)
        if turn.continues:
            saved = plans.append(turn.uow, plan, step, part, by=turn.person, now=turn.now)
            kept = turn.say("✅ Added to item {i}", i=step.number)
            note = kept if saved.state == "kept" else turn.say("Both answers are kept, nothing is lost")
            return Go("plan.step", {"plan": plan, "step": step.key}, note=note)
        saved = plans.answer(turn.uow, plan, step, part, by=turn.person, seen=turn.seen, now=turn.now)
        if saved.state != "kept":
            return Go("plan.conflict", {"plan": plan, "step": step.key})
        return _onward(view, view.sheet.form.after(step.key), note=_saved(turn, view, part.kind))


def _saved(turn: Turn, view: StepView, kind: str) -> str:
    saved = turn.say("✅ Item {i} is saved. You can change it any day", i=view.step.number)
    if kind in ("voice", "audio"):
        return lines(turn.say("Your voice has arrived. It counts as the answer, no need to type"), saved)
    return saved


def _onward(view: StepView, after: Step | None, *, note: str) -> Go:
    plan = view.sheet.plan.id
    if after is None:
        return Go("plan.review", {"plan": plan}, note=note)
    return Go("plan.step", {"plan": plan, "step": after.key}, note=note)


def _to(view: StepView, step: str) -> Go:
    return Go("plan.step", {"plan": view.sheet.plan.id, "step": step})


def _undo(view: StepView, say: Say) -> Button | None:
    """Emptying an answer, and bringing it back."""
    if not view.sheet.plan.state.open:
        return None
    if view.answer:
        return Button(say("🗑 Empty it"), Tap("clear"))
    return Button(say("↩️ Put it back"), Tap("restore")) if view.emptied else None


def _skip(view: StepView, say: Say) -> Button:
    return Button(say("⏭ Skip"), Tap("skip")) if view.sheet.plan.state.open else Button(say("Next ▶"), Tap("skip"))


class _Beside(Screen[StepView]):
    """A page about a step that still takes its answer."""

    args = ("plan", "step")
    asks = True
    appends = True
    piece: ClassVar[str]  # which text of the step it shows

    def load(self, turn: Turn) -> StepView | Go:
        return load_step(turn)

    def spoken(self, turn: Turn, view: StepView) -> Piece:
        return pieces.of_step(view.step, self.piece)

    def words(self, view: StepView, say: Say) -> Html:
        raise NotImplementedError

    def render(self, view: StepView, say: Say) -> Message:
        back = Button(say("◀ Back"), Go("plan.step", {"plan": view.sheet.plan.id, "step": view.step.key}))
        return Message(paragraphs(bold(view.step.title(say.language)), self.words(view, say)), [[back]])

    def on_answer(self, turn: Turn, view: StepView, answer: Given) -> Go | None:
        if view.step.kind == "actions":
            return plan_actions.write(turn, view.sheet, answer)
        return _PAGE.on_answer(turn, view, answer)


class Example(_Beside):
    name = "plan.example"
    piece = "example"
    help: ClassVar[str] = mark("An example of another group. You can answer right here")

    def words(self, view: StepView, say: Say) -> Html:
        step = view.step
        return paragraphs(
            lines(
                say("👀 For example, from {group}:", group=step.example_of(say.language)),
                f"“{step.example(say.language)}”",
            ),
            step.question(say.language),
        )


class Why(_Beside):
    name = "plan.why"
    piece = "why"
    help: ClassVar[str] = mark("Why this is asked. You can answer right here")

    def words(self, view: StepView, say: Say) -> Html:
        return paragraphs(view.step.why(say.language), view.step.question(say.language))


_PAGE = StepPage()
