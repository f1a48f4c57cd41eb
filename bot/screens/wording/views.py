"""What several pages about helpers' wordings load and share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.address import Back, Go, Value
from bot.chat.message import Button, Rows, shortened
from bot.chat.screen import Turn
from bot.content.form import Form, Step
from bot.domain.ids import PlanId
from bot.domain.refused import Missing
from bot.domain.wordings import SAID, Wording, Wordings
from bot.i18n import Html, Say, lines, safe
from bot.screens.widgets.answers import clock, helped
from bot.services import media
from bot.services.plans import wordings
from bot.services.plans.wordings import Piece

SHOWN = 1200  # characters of what is to be written down or translated, and of what stands there
EXCERPT = 60  # characters of a text in a list


def step_of(turn: Turn) -> Step:
    """The step that a page is about, in the plan's own form."""
    step = form_of(turn).step(turn.word("step"))
    if step is None:
        raise Missing
    return step


def form_of(turn: Turn) -> Form:
    """The form that the plan was begun with."""
    plan = turn.uow.plans.get(PlanId(turn.number("plan")))
    round_ = turn.uow.rounds.get(plan.round) if plan else None
    if round_ is None:
        raise Missing
    return turn.library.form_of(round_.form_version)


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


def load_piece(turn: Turn, kind: str = "") -> PieceView:
    plan, step = PlanId(turn.number("plan")), step_of(turn)
    piece = wordings.open_piece(turn.uow, plan, step, turn.word("piece"), by=turn.person)
    if kind and kind not in piece.targets:
        raise Missing
    stands = piece in wordings.of_step(wordings.open_content(turn.uow, plan, by=turn.person), step)
    history = turn.uow.wordings.history(plan, piece.subject, kind) if kind else []
    return PieceView(plan, step, piece, turn.uow.wordings.of_plan(plan), stands, kind, tuple(history))


def piece_name(piece: Piece, say: Say, characters: int = EXCERPT) -> Html:
    """A voice by its length, a text by its words."""
    if piece.spoken:
        length = say("🔊 Voice, {length}", length=clock(piece.seconds))
        return lines(length, shortened(piece.text, characters)) if characters == SHOWN else length
    return safe(f"“{shortened(piece.text, characters)}”")


def beside_line(found: Wordings, piece: Piece, say: Say, characters: int) -> Html:
    return helped(found.about(piece.subject), say, characters, all_languages=True)


def asked_line(kind: str, say: Say) -> Html:
    if kind == SAID:
        return say("✍️ Write what was said")
    return say("✍️ Translate to {language}", language=say.tongue(kind))


def piece_gone(say: Say) -> Html:
    return say("This answer was changed since. What you write stays with the earlier answer")


def play_piece(turn: Turn, view: PieceView, screen: str, args: Mapping[str, Value]) -> Go:
    """The voice, and the page again below it."""
    media.show(turn.uow, [view.piece.medium], turn.chat, turn.me, caption=view.piece.text, now=turn.now)
    return Go(screen, dict(args), fresh=True)


def ways_on(plan: PlanId, say: Say) -> Rows:
    """On to the other answers, and back to where one came from."""
    return [[Button(say("📝 All answers"), Go("wording.plan", {"plan": plan}))], [Button(say("◀ Back"), Back())]]
