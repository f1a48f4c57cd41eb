"""How a question to the experts is told: where it was asked, what was asked, what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.address import Tap, number
from bot.chat.message import Button, shortened
from bot.content.form import Form, Step
from bot.content.lessons import Lesson
from bot.content.library import Library
from bot.domain.ids import PlanId
from bot.domain.plans import Part
from bot.domain.questions import ASKER, About, Piece
from bot.i18n import Html, Say, mark, plain
from bot.screens.widgets.answers import parts_words
from bot.store.database import UnitOfWork

QUOTED = 300  # characters of what is quoted beside the newer words
LABEL = 28  # characters of a question on a button
_SIGNS = {"voice": "🎤", "audio": "🎤", "photo": "📷", "video": "📷"}
_KINDS = {"voice": mark("Voice"), "audio": mark("Voice"), "photo": mark("Photo"), "video": mark("Video")}
_FILE = mark("File")


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a question was asked: at a step, on a card of a lesson, or neither."""

    lesson: Lesson | None = None
    card: int = 0
    step: Step | None = None
    form: Form | None = None


def whence(uow: UnitOfWork, library: Library, about: About) -> Whence:
    """Where a question was asked, as far as it is still there."""
    if about.kind == "lesson" and (lesson := library.lesson(about.subject)):
        return Whence(lesson, lesson.index(about.part))
    plan = uow.plans.get(PlanId(number(about.subject))) if about.kind == "step" else None
    round_ = uow.rounds.get(plan.round) if plan else None
    form = library.form_of(round_.form_version) if round_ else library.form
    return Whence(step=form.step(about.part) if plan else None, form=form)


def whence_line(where: Whence, say: Say) -> Html:
    """The same in a line, "" where it was asked from anywhere."""
    if where.lesson is not None:
        title, pages = where.lesson.title(say.language), len(where.lesson.cards)
        values = {"n": where.lesson.order, "title": title, "i": where.card + 1, "k": pages}
        page = say("Lesson {n}: {title} – page {i} of {k}", **values)
        return Html(f"📚 {page}")
    if where.step is not None and where.form is not None:
        values = {"i": where.step.number, "n": len(where.form.steps), "title": where.step.title(say.language)}
        item = say("Item {i} of {n}: {title}", **values)
        return Html(f"📝 {item}")
    return Html()


def said(pieces: Sequence[Piece], say: Say, characters: int = 10_000) -> Html:
    """Pieces one below the other."""
    return parts_words([Part(piece.kind, piece.text, piece.medium, piece.seconds) for piece in pieces], say, characters)


def quoted(pieces: Sequence[Piece], say: Say, characters: int = QUOTED) -> Html:
    """Pieces as a quotation, shortened."""
    return Html(f"“{said(pieces, say, characters)}”") if pieces else Html()


def short(pieces: Sequence[Piece], say: Say, characters: int = LABEL) -> str:
    """The first words of pieces for a button; what was only spoken or shown is named."""
    text = next((piece.text for piece in pieces if piece.text), "")
    sign = next((_SIGNS.get(piece.kind, "📎") for piece in pieces if piece.medium), "")
    kind = next((piece.kind for piece in pieces if piece.medium), "")
    words = shortened(" ".join(text.split()), characters) if text else plain(say(_KINDS.get(kind, _FILE)))
    return f"{sign} {words}".strip()


def play_button(pieces: Sequence[Piece], say: Say, action: str) -> Button | None:
    """Fetches the voices and pictures among the pieces; their size is said, because data cost money."""
    size = sum(piece.size for piece in pieces if piece.medium)
    if not any(piece.medium for piece in pieces):
        return None
    label = say("▶️ Play or show it, {n} KB", n=-(-size // 1000)) if size else say("▶️ Play or show it")
    return Button(label, Tap(action))


def first_asked(pieces: Sequence[Piece]) -> list[Piece]:
    """What was asked first, to know a question by."""
    asked = [piece for piece in pieces if piece.side == ASKER]
    return [piece for piece in asked if piece.turn == asked[0].turn]
