"""The modules of the curriculum, and going on where one left off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.content.lessons import Lesson, Module
from bot.domain.groups import Group
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.lessons.views import page_line
from bot.services.groups import groups
from bot.services.lessons import lessons
from bot.store.lessons import Reading

command(Command("lessons", Go("lessons.modules"), mark("Lessons"), order=20))


@dataclass(frozen=True, slots=True)
class Progress:
    """A module, and how many of its lessons are finished."""

    module: Module
    finished: int


@dataclass(frozen=True, slots=True)
class ModulesView:
    modules: tuple[Progress, ...]
    lesson: Lesson | None  # where the person stopped
    card: int
    leads: Group | None  # the group that the person leads


class Modules(Screen[ModulesView]):
    name = "lessons.modules"
    help: ClassVar[str] = mark(
        "Choose a part, then a lesson. A lesson takes a few minutes, and you can stop at any page"
    )

    def load(self, turn: Turn) -> ModulesView:
        readings = turn.uow.lessons.readings(turn.me)
        stopped = lessons.left_off(readings, turn.library)
        lesson = turn.library.lesson(stopped.lesson) if stopped else None
        modules = tuple(Progress(module, _finished(module.lessons, readings)) for module in turn.library.modules)
        card = min(stopped.card, len(lesson.cards) - 1) if stopped and lesson else 0
        return ModulesView(modules, lesson, card, next(iter(groups.led(turn.uow, turn.me)), None))

    def render(self, view: ModulesView, say: Say) -> Message:
        total = sum(len(progress.module.lessons) for progress in view.modules)
        done = sum(progress.finished for progress in view.modules)
        text = paragraphs(
            bold(say("📚 Lessons")),
            say.plural("{x} of {n} lesson finished", "{x} of {n} lessons finished", total, x=done),
            page_line(view.lesson, view.card, say) if view.lesson else "",
            say("Go on from where you stopped?") if view.lesson else "",
        )
        onward = Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, push=True) if view.lesson else None
        return Message(
            text,
            column(
                [
                    Button(say("▶ Go on"), onward) if onward else None,
                    *(self._button(progress, say) for progress in view.modules),
                    Button(say("⏰ A lesson every day"), Go("lessons.daily", push=True)),
                    Button(say("👥 How far the group is"), Go("lessons.group", {"group": view.leads.id}, push=True))
                    if view.leads
                    else None,
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def _button(self, progress: Progress, say: Say) -> Button:
        module, total = progress.module, len(progress.module.lessons)
        sign = "✅" if progress.finished == total else module.emoji
        label = f"{sign} {module.title(say.language)} {progress.finished}/{total}"
        return Button(label, Go("lessons.module", {"module": module.key}, push=True))


def _finished(keys: tuple[str, ...], readings: dict[str, Reading]) -> int:
    return sum(1 for key in keys if key in readings and readings[key].finished_at)
