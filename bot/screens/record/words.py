"""How the texts that may be spoken are named."""

from __future__ import annotations

from bot.chat import aloud
from bot.chat.screen import Turn
from bot.content import pieces
from bot.content.library import Library
from bot.content.pieces import PLAN, Piece
from bot.i18n import Say, mark
from bot.services.narrations import State

SIGNS = {State.READY: "✅", State.CHANGED: "⚠️", State.MISSING: "▫️"}
KINDS = {"question": mark("The question"), "why": mark("Why is this asked?"), "example": mark("The example")}
_LISTS = {aloud.PAGES: mark("📱 What the pages ask"), aloud.HELP: mark("💡 How to use each page")}
LABEL = 24  # letters of a text's beginning on its button


def texts(turn: Turn) -> tuple[Piece, ...]:
    """Every text that may be spoken: the lessons, the plan's questions, and what farmers' pages ask."""
    return (*pieces.of_library(turn.library), *aloud.of_interface(turn.catalogues))


def section_title(library: Library, section: str, say: Say) -> str:
    """A module, the plan's questions, or a list of the interface's texts."""
    if module := library.module(section):
        return f"{module.emoji} {module.title(say.language)}"
    return say("📝 The group's plan") if section == PLAN else say(_LISTS[section])


def part_title(library: Library, part: str, say: Say) -> str:
    """A lesson, a question of the plan, or a list of the interface's texts."""
    if lesson := library.lesson(part):
        return f"{lesson.order}. {lesson.title(say.language)}"
    if step := library.form.step(part.removeprefix(f"{PLAN}_")):
        return f"{step.number}. {step.title(say.language)}"
    return say(_LISTS[part])
