"""Helping others to hear and read a plan: what was said in a voice is written down, and answers are translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap, Value
from bot.chat.message import Button, Message, Rows, column, row, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.content.form import Form, Step
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.domain.wordings import SAID, Wording, Wordings
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, plain, safe
from bot.screens.plan_words import clock, helped
from bot.services import media, wordings
from bot.services.wordings import Piece

_SHOWN = 1200  # letters of what is to be written down or translated, and of what stands there
_TOLD = 8  # pieces of one step whose words are shown above their buttons
_EXCERPT = 60  # letters of a text in a list


def _step(turn: Turn) -> Step:
    """The step that a page is about, in the plan's own form."""
    step = _form(turn).step(turn.word("step"))
    if step is None:
        raise Refused("This page is not there any more")
    return step


def _form(turn: Turn) -> Form:
    """The form that the plan was begun with."""
    plan = turn.uow.plans.get(PlanId(turn.number("plan")))
    round_ = turn.uow.plans.round(plan.round) if plan else None
    if round_ is None:
        raise Refused("This page is not there any more")
    return turn.library.form_of(round_.form_version)


@dataclass(frozen=True, slots=True)
class PlanView:
    """The pieces of a plan that can be written down or translated, step by step."""

    plan: PlanId
    steps: tuple[tuple[Step, tuple[Piece, ...]], ...]
    wordings: Wordings


class PlanList(Screen[PlanView]):
    """Every answer of a plan, and which still lack words that others can read."""

    name = "wording.plan"
    args = ("plan",)
    help: ClassVar[str] = mark(
        "Choose an answer. You can write down what was said, or translate it. Your name is shown"
    )

    def load(self, turn: Turn) -> PlanView:
        plan = PlanId(turn.number("plan"))
        content = wordings.content(turn.uow, plan, by=turn.person)
        told = ((step, tuple(wordings.of_step(content, step))) for step in _form(turn).steps)
        return PlanView(plan, tuple(item for item in told if item[1]), turn.uow.wordings.of_plan(plan))

    def render(self, view: PlanView, say: Say) -> Message:
        silent = [piece for _, pieces in view.steps for piece in pieces if piece.spoken and not self._done(view, piece)]
        return Message(
            paragraphs(
                bold(say("🌐 Write down, translate")),
                say("Choose an answer. Your name will stand beside what you write"),
                say.plural("{n} voice is not written down yet", "{n} voices are not written down yet", len(silent))
                if silent
                else "",
                "" if view.steps else say("No answer yet"),
            ),
            [
                *column(self._button(view, step, pieces, say) for step, pieces in view.steps),
                [Button(say("◀ Back"), Back())],
            ],
        )

    def _button(self, view: PlanView, step: Step, pieces: tuple[Piece, ...], say: Say) -> Button:
        sign = "🎤" if any(piece.spoken for piece in pieces) else "✍️"
        done = "✅" if all(self._done(view, piece) for piece in pieces) else sign
        label = shortened(f"{done} {step.number}. {step.title(say.language)}", 32)
        return Button(label, Go("wording.pieces", {"plan": view.plan, "step": step.key}))

    def _done(self, view: PlanView, piece: Piece) -> bool:
        return bool(view.wordings.about(piece.subject))


@dataclass(frozen=True, slots=True)
class PiecesView:
    """The pieces of one answer."""

    plan: PlanId
    step: Step
    pieces: tuple[Piece, ...]
    wordings: Wordings


class Pieces(Screen[PiecesView]):
    """Which voice or text of an answer; with only one there is nothing to choose."""

    name = "wording.pieces"
    args = ("plan", "step")
    help: ClassVar[str] = mark("Choose a voice or the written words. Then write down what was said, or translate it")

    def load(self, turn: Turn) -> PiecesView | Go:
        step, plan = _step(turn), PlanId(turn.number("plan"))
        found = tuple(wordings.of_step(wordings.content(turn.uow, plan, by=turn.person), step))
        if not found:
            return Go("wording.plan", {"plan": plan}, note=turn.say("There is nothing to write down or translate here"))
        if len(found) == 1:
            return Go("wording.piece", {"plan": plan, "step": step.key, "piece": found[0].key})
        return PiecesView(plan, step, found, turn.uow.wordings.of_plan(plan))

    def render(self, view: PiecesView, say: Say) -> Message:
        here: dict[str, Value] = {"plan": view.plan, "step": view.step.key}
        told = (lines(_name(piece, say), _beside(view.wordings, piece, say, _EXCERPT)) for piece in view.pieces[:_TOLD])
        rows = [
            Button(self._label(view, piece, say), Go("wording.piece", here | {"piece": piece.key}))
            for piece in view.pieces
        ]
        return Message(
            paragraphs(bold(view.step.title(say.language)), *told, say("Which one do you help with?")),
            [*column(rows), *_ways(view.plan, say)],
        )

    def _label(self, view: PiecesView, piece: Piece, say: Say) -> str:
        done = "✅ " if view.wordings.about(piece.subject) else ""
        return shortened(f"{done}{plain(_name(piece, say, 22))}", 34)


@dataclass(frozen=True, slots=True)
class PieceView:
    """One voice or text, and what stands beside it. `revision` counts the words of the kind that is written."""

    plan: PlanId
    step: Step
    piece: Piece
    wordings: Wordings
    current: bool  # whether it still stands in the plan
    kind: str = ""
    history: tuple[Wording, ...] = ()

    @property
    def revision(self) -> int:
        return len(self.history)

    @property
    def here(self) -> Mapping[str, Value]:
        return {"plan": self.plan, "step": self.step.key, "piece": self.piece.key}


def _load_piece(turn: Turn, kind: str = "") -> PieceView:
    plan, step = PlanId(turn.number("plan")), _step(turn)
    piece = wordings.piece(turn.uow, plan, step, turn.word("piece"), by=turn.person)
    if kind and kind not in piece.targets:
        raise Refused("This page is not there any more")
    stands = piece in wordings.of_step(wordings.content(turn.uow, plan, by=turn.person), step)
    history = turn.uow.wordings.history(plan, piece.subject, kind) if kind else []
    return PieceView(plan, step, piece, turn.uow.wordings.of_plan(plan), stands, kind, tuple(history))


class PiecePage(Screen[PieceView]):
    name = "wording.piece"
    args = ("plan", "step", "piece")
    help: ClassVar[str] = mark(
        "Listen or read. Then choose: write down what was said, or translate. Your name is shown"
    )

    def load(self, turn: Turn) -> PieceView:
        return _load_piece(turn)

    def render(self, view: PieceView, say: Say) -> Message:
        write = [
            Button(_ask(kind, say), Go("wording.write", {**view.here, "kind": kind})) for kind in view.piece.targets
        ]
        return Message(
            paragraphs(
                bold(view.step.title(say.language)),
                "" if view.current else _gone(say),
                _name(view.piece, say, _SHOWN),
                _beside(view.wordings, view.piece, say, _SHOWN) or say("Nobody has helped here yet"),
            ),
            [
                row(Button(say("▶️ Play or show it"), Tap("play")) if view.piece.spoken else None),
                *column(write),
                *_ways(view.plan, say),
            ],
        )

    def tap_play(self, turn: Turn, view: PieceView) -> Go:
        return _play(turn, view, "wording.piece", view.here)


class Write(Screen[PieceView]):
    """The words of a helper are typed here."""

    name = "wording.write"
    args = ("plan", "step", "piece", "kind")
    asks = True
    appends = True
    help: ClassVar[str] = mark("Write it in your own words. Your name stands beside it, and others can mend it")

    def load(self, turn: Turn) -> PieceView:
        return _load_piece(turn, turn.word("kind"))

    def render(self, view: PieceView, say: Say) -> Message:
        piece = view.piece
        last = view.history[-1] if view.history and view.history[-1].text else None
        return Message(
            paragraphs(
                bold(_ask(view.kind, say)),
                "" if view.current else _gone(say),
                _name(piece, say, _SHOWN),
                helped([last], say, _SHOWN, all_languages=True) if last else "",
                say("If it is not right, write it anew. The earlier words are kept") if last else _how(view, say),
            ),
            [
                row(
                    Button(say("▶️ Play or show it"), Tap("play")) if piece.spoken else None,
                    Button(say("↩️ Undo"), Tap("undo")) if view.history else None,
                ),
                [Button(say("◀ Back"), Go("wording.piece", view.here))],
            ],
        )

    def tap_play(self, turn: Turn, view: PieceView) -> Go:
        return _play(turn, view, "wording.write", {**view.here, "kind": view.kind})

    def tap_undo(self, turn: Turn, view: PieceView) -> None:
        wordings.undo(turn.uow, view.plan, view.piece, view.kind, by=turn.person, now=turn.now)

    def on_answer(self, turn: Turn, view: PieceView, answer: Answer) -> Go:
        put = wordings.append if turn.continues else wordings.write
        put(turn.uow, view.plan, view.piece, view.kind, only_text(answer), by=turn.person, now=turn.now)
        return Go("wording.piece", view.here, note=turn.say("✅ Saved. Your name stands beside it"))


def _name(piece: Piece, say: Say, letters: int = _EXCERPT) -> Html:
    """A voice by its length, a text by its words."""
    if piece.spoken:
        length = say("🎤 Voice, {length}", length=clock(piece.seconds))
        return lines(length, shortened(piece.text, letters)) if letters == _SHOWN else length
    return safe(f"“{shortened(piece.text, letters)}”")


def _beside(found: Wordings, piece: Piece, say: Say, letters: int) -> Html:
    return helped(found.about(piece.subject), say, letters, all_languages=True)


def _ask(kind: str, say: Say) -> Html:
    if kind == SAID:
        return say("✍️ Write what was said")
    return say("🌐 Translate to {language}", language=say.tongue(kind))


def _how(view: PieceView, say: Say) -> Html:
    if view.kind == SAID:
        return say("Listen, then write what was said. You can send it in several messages")
    return say("Write it in {language}. You can send it in several messages", language=say.tongue(view.kind))


def _gone(say: Say) -> Html:
    return say("This answer was changed since. What you write stays with the earlier answer")


def _play(turn: Turn, view: PieceView, screen: str, args: Mapping[str, Value]) -> Go:
    """The voice, and the page again below it."""
    media.show(turn.uow, [view.piece.medium], turn.chat, turn.me, caption=view.piece.text, now=turn.now)
    return Go(screen, dict(args), fresh=True)


def _ways(plan: PlanId, say: Say) -> Rows:
    """On to the other answers, and back to where one came from."""
    return [[Button(say("🌐 All answers"), Go("wording.plan", {"plan": plan}))], [Button(say("◀ Back"), Back())]]
