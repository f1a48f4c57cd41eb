"""The lessons of a module."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson, Module
from bot.i18n import Say, bold, mark
from bot.screens.lessons.views import gone
from bot.store.lessons import Reading


@dataclass(frozen=True, slots=True)
class ModuleView:
    module: Module
    lessons: tuple[Lesson, ...]
    readings: dict[str, Reading]


class OneModule(Screen[ModuleView]):
    name = "lessons.module"
    args = ("module",)
    help: ClassVar[str] = mark("Choose a lesson. ✅ is finished, ▶ is begun: it opens where you stopped")

    def load(self, turn: Turn) -> ModuleView | Go:
        module = turn.library.module(turn.word("module"))
        if module is None:
            return gone(turn)
        return ModuleView(module, turn.library.lessons_of(module.key), turn.uow.lessons.readings(turn.me))

    def render(self, view: ModuleView, say: Say) -> Message:
        head = bold(f"📚 {view.module.title(say.language)}")
        buttons = (self._button(lesson, view.readings.get(lesson.key), say) for lesson in view.lessons)
        rows = column([*buttons, Button(say("◀ Back"), Back())])
        return Message(head, rows, asks=say("Which lesson would you like to read?"))

    def _button(self, lesson: Lesson, reading: Reading | None, say: Say) -> Button:
        begun = reading and not reading.finished_at
        card = min(reading.card, len(lesson.cards) - 1) if reading and begun else 0
        label = f"{_sign(reading)}{lesson.order}. {lesson.title(say.language)}"
        return Button(label, Go("lessons.card", {"lesson": lesson.key, "card": card}, push=True))


def _sign(reading: Reading | None) -> str:
    if reading is None:
        return ""
    return "✅ " if reading.finished_at else "▶ "
