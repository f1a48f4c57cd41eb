"""The lessons: modules, a module's lessons, and the cards that are turned in one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column, row
from bot.chat.registry import Command, command, payload
from bot.chat.screen import Screen, Turn
from bot.content import pieces
from bot.content.lessons import Lesson, Module
from bot.content.pieces import Piece
from bot.domain.groups import Group
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.questions_words import ask_button
from bot.services import groups, lessons, pictures
from bot.store.lessons import Reading

command(Command("lessons", Go("lessons.modules"), mark("Lessons"), order=20))
_SUM_LESSON, _SUM_CARDS = "costs", ("break-even", "example", "do")
payload("l", lambda rest: Go("lessons.card", {"lesson": rest, "card": 0}))


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
            _page(view.lesson, view.card, say) if view.lesson else "",
            say("Go on from where you stopped?") if view.lesson else "",
        )
        onward = Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, push=True) if view.lesson else None
        return Message(
            text,
            column(
                [
                    Button(say("▶ Go on"), onward) if onward else None,
                    *(self._button(progress, say) for progress in view.modules),
                    Button(say("🔔 A lesson every day"), Go("lessons.daily", push=True)),
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
        head = bold(f"{view.module.emoji} {view.module.title(say.language)}")
        listed = lines(*(self._line(lesson, view.readings.get(lesson.key), say) for lesson in view.lessons))
        buttons = (self._button(lesson, view.readings.get(lesson.key), say) for lesson in view.lessons)
        return Message(paragraphs(head, listed), column([*buttons, Button(say("◀ Back"), Back())]))

    def _line(self, lesson: Lesson, reading: Reading | None, say: Say) -> Html:
        title = bold(f"{_sign(reading)}{lesson.order}. {lesson.title(say.language)}")
        return lines(title, lesson.goal(say.language))

    def _button(self, lesson: Lesson, reading: Reading | None, say: Say) -> Button:
        begun = reading and not reading.finished_at
        card = min(reading.card, len(lesson.cards) - 1) if reading and begun else 0
        label = f"{_sign(reading)}{lesson.order}. {lesson.title(say.language)}"
        return Button(label, Go("lessons.card", {"lesson": lesson.key, "card": card}, push=True))


@dataclass(frozen=True, slots=True)
class CardView:
    lesson: Lesson
    card: int
    step: int  # the number of the plan step that the lesson helps with, 0 for none
    onward: Go  # where that step is
    share: str
    chat: bool  # the group has a chat to show it in
    picture: int  # KB that the lesson's picture costs, 0 where there is none

    @property
    def last(self) -> bool:
        return self.card == len(self.lesson.cards) - 1


class CardPage(Screen[CardView]):
    name = "lessons.card"
    args = ("lesson", "card")
    help: ClassVar[str] = mark("Read this page, then press Next. Your place is kept, also on another phone")

    def load(self, turn: Turn) -> CardView | Go:
        lesson, card = turn.library.lesson(turn.word("lesson")), turn.number("card")
        if lesson is None:
            return gone(turn)
        if not 0 <= card < len(lesson.cards):  # the lesson became shorter while somebody read it
            return Go("lessons.card", {"lesson": lesson.key, "card": max(0, len(lesson.cards) - 1)})
        number, onward = step_of(turn, lesson)
        picture = 0 if card else pictures.kilobytes(turn.library, lesson.key)
        return CardView(lesson, card, number, onward, share_link(turn, lesson), has_chat(turn), picture)

    def render(self, view: CardView, say: Say) -> Message:
        lesson, card = view.lesson, view.lesson.cards[view.card]
        task = view.last and card.task
        text = paragraphs(
            bold(_page(lesson, view.card, say)),
            bold(say("👉 Try it together")) if task else "",
            Html(card.html(say.language)),
            say("This lesson helps you answer item {n} of the plan", n=view.step) if view.last and view.step else "",
        )
        before = Button(say("⬅ Page before"), Tap("turn", (view.card - 1,))) if view.card else None
        after = None if view.last else Button(say("Next ▶"), Tap("turn", (view.card + 1,)))
        end = self._end(view, say) if view.last else []
        share = Button(say("📤 Send to others"), Link(view.share))
        ask = ask_button(say, about="lesson", subject=lesson.key, place=view.card)
        extra = column([_picture(view, say), _calculator(view, say)])
        return Message(
            text,
            [row(before, after), *extra, *end, [ask], *_chat(view, say), row(Button(say("◀ Back"), Back()), share)],
        )

    def _end(self, view: CardView, say: Say) -> list[list[Button]]:
        """What comes after the last card: the quiz, or the end of a lesson that has none."""
        quiz = Go("lessons.quiz", {"lesson": view.lesson.key, "question": 0})
        return column(
            [
                Button(say("❓ Quiz"), quiz) if view.lesson.quizzes else Button(say("🏁 Finish"), Tap("finish")),
                Button(say("📝 Item {n} of the plan", n=view.step), view.onward) if view.step else None,
            ]
        )

    def spoken(self, turn: Turn, view: CardView) -> Piece:
        return pieces.of_card(view.lesson, view.lesson.cards[view.card])

    def tap_turn(self, turn: Turn, view: CardView) -> Go:
        card = min(turn.choice(), len(view.lesson.cards) - 1)
        lessons.turn_to(turn.uow, turn.library, view.lesson.key, card, by=turn.me, now=turn.now)
        return Go("lessons.card", {"lesson": view.lesson.key, "card": card})

    def tap_picture(self, turn: Turn, view: CardView) -> Go:
        """The picture, and the page once more below it."""
        pictures.send(turn.uow, turn.library, view.lesson.key, chat=turn.chat, by=turn.person, now=turn.now)
        return Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, fresh=True)

    def tap_share(self, turn: Turn, view: CardView) -> Go:
        lessons.share(turn.uow, turn.library, view.lesson.key, by=turn.person, now=turn.now)
        note = turn.say("✅ The lesson is in the group's chat")
        return Go("lessons.card", {"lesson": view.lesson.key, "card": view.card}, note=note)

    def tap_finish(self, turn: Turn, view: CardView) -> Go:
        lessons.finish(turn.uow, turn.library, view.lesson.key, by=turn.me, now=turn.now)
        return Go("lessons.done", {"lesson": view.lesson.key})


def _chat(view: CardView, say: Say) -> list[list[Button]]:
    """Shows the lesson in the group's chat, from its first and its last page."""
    ends = view.chat and (view.last or not view.card)
    return column([Button(say("👥 Into the group's chat"), Tap("share")) if ends else None])


def has_chat(turn: Turn) -> bool:
    """Whether the person's group has a Telegram chat here."""
    group = groups.mine(turn.uow, turn.me)
    return bool(group and group.chat)


def gone(turn: Turn) -> Go:
    """A lesson that the programme has taken out while somebody was in it: all others are still there."""
    return Go("lessons.modules", note=turn.say("This lesson is not there any more"))


def _picture(view: CardView, say: Say) -> Button | None:
    """On the first page; its size is said, because data cost money."""
    return Button(say("🖼 Picture, {n} KB", n=view.picture), Tap("picture")) if view.picture else None


def _calculator(view: CardView, say: Say) -> Button | None:
    """The lesson about costs is followed by the sum itself."""
    here = view.lesson.key == _SUM_LESSON and view.lesson.cards[view.card].key in _SUM_CARDS
    return Button(say("🧮 Work out our price"), Go("calculator.costs", push=True)) if here else None


def step_of(turn: Turn, lesson: Lesson) -> tuple[int, Go]:
    """The number of the plan step that a lesson helps with most (0 for none), and where it is for this person."""
    step = next((found for key in lesson.steps if (found := turn.library.form.step(key))), None)
    if step is None:
        return 0, Go("plan.overview")
    plan = lessons.plan_of(turn.uow, turn.me, now=turn.now)
    return step.number, Go("plan.step", {"plan": plan.id, "step": step.key}) if plan else Go("plan.overview")


def share_link(turn: Turn, lesson: Lesson) -> str:
    """Telegram's own page for choosing a chat, with the lesson's link and title filled in."""
    link = f"https://t.me/{turn.programme.username}?start=l-{lesson.key}"
    return f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(lesson.title(turn.say.language))}"


def _page(lesson: Lesson, card: int, say: Say) -> Html:
    values = {"n": lesson.order, "title": lesson.title(say.language), "i": card + 1, "k": len(lesson.cards)}
    return say("Lesson {n}: {title} – page {i} of {k}", **values)


def _sign(reading: Reading | None) -> str:
    if reading is None:
        return ""
    return "✅ " if reading.finished_at else "▶ "


def _finished(keys: tuple[str, ...], readings: dict[str, Reading]) -> int:
    return sum(1 for key in keys if key in readings and readings[key].finished_at)
