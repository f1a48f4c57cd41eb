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
from bot.i18n import Say, bold, lines, mark
from bot.screens.lessons.views import page_line
from bot.services.groups import groups
from bot.services.lessons import lessons
from bot.store.lessons import Reading

_SHOWN = 4  # parts on the page itself, the unfinished ones first
command(Command("lessons", Go("lessons.modules"), mark("Lessons"), order=20))


@dataclass(frozen=True, slots=True)
class Progress:
    """A module, and how many of its lessons are finished."""

    module: Module
    finished: int

    @property
    def complete(self) -> bool:
        return self.finished == len(self.module.lessons)


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
        text = lines(
            bold(say("📚 Lessons")),
            say.plural("{x} of {n} lesson finished", "{x} of {n} lessons finished", total, x=done),
            page_line(view.lesson, view.card, say) if view.lesson else "",
        )
        asks = say("Go on from where you stopped?") if view.lesson else say("Which part would you like to read?")
        parts = [_button(one, say) for one in sorted(view.modules, key=lambda one: one.complete)]
        return Message(
            text,
            column([_onward(view, say), *parts[:_SHOWN], Button(say("◀ Back"), Back())]),
            asks=asks,
            more=[*parts[_SHOWN:], *_beside(view, say)],
        )


def _onward(view: ModulesView, say: Say) -> Button | None:
    """The page where the reader stopped."""
    if view.lesson is None:
        return None
    return Button(say("▶ Go on"), Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, push=True))


def _button(progress: Progress, say: Say) -> Button:
    module, total = progress.module, len(progress.module.lessons)
    label = f"{'✅' if progress.complete else '▫️'} {module.title(say.language)} {progress.finished}/{total}"
    return Button(label, Go("lessons.module", {"module": module.key}, push=True))


def _beside(view: ModulesView, say: Say) -> list[Button]:
    """What else there is about lessons, behind 🧭."""
    daily = Button(say("⏰ A lesson every day"), Go("lessons.daily", push=True))
    if view.leads is None:
        return [daily]
    return [daily, Button(say("👥 How far the group is"), Go("lessons.group", {"group": view.leads.id}, push=True))]


def _finished(keys: tuple[str, ...], readings: dict[str, Reading]) -> int:
    return sum(1 for key in keys if key in readings and readings[key].finished_at)
