"""Timed work: one list of what is looked at now and then, how often, and when there will be something to do.

The clock reads how often, the demo's movable clock when: it stops there, so that everything comes at its hour.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from bot.app.context import Context
from bot.app.looks import Looks
from bot.services.contests import phases
from bot.services.reviews import decisions
from bot.store.database import UnitOfWork
from bot.workers.clock import Calendar, Look

SOON, OFTEN, NOW_AND_THEN = 20.0, 300.0, 600.0  # seconds between two looks at what people wait for, and at what rests
REREAD = 5.0  # seconds after which a changed file of the content is seen
FILE = 20.0  # seconds after which a database file that was removed or damaged is noticed
STEP = 10.0  # seconds between two steps of the bar that shows how far an announcement is
BEAT = 30.0  # seconds between two signs of life
TIDY = 3600.0
_NIGHT = 3  # the hour at which files are looked for that nothing refers to

# What reminds, so that a system that was restored says none of it twice.
REMINDS = (
    *("reminders", "last days", "lessons a day", "nudges", "summaries of a month", "agreements", "stories"),
    *("questions", "calls for help", "who wants to join", "proposed groups"),
)

Moment: TypeAlias = Callable[[UnitOfWork], datetime | None]


@dataclass(frozen=True, slots=True)
class NoMoment:
    """Why nobody knows when there is something to do next; `at_stops`: looked at wherever a moved clock stops."""

    why: str
    at_stops: bool


@dataclass(frozen=True, slots=True)
class Timed:
    """One thing to look at, every so many real seconds or at a moment of the calendar.

    `next_at` says when there is something to do next, if ever; what `trusts` the clock rests while that is wrong.
    """

    name: str
    every: float | Calendar
    look: Look
    next_at: Moment | NoMoment
    trusts: bool = True

    @property
    def follows_the_clock(self) -> bool:
        """Whether a moved clock gives it something to do."""
        return self.next_at.at_stops if isinstance(self.next_at, NoMoment) else True


@dataclass(frozen=True, slots=True)
class OfMachine:
    """Looks at what is below the programme: signs of life, content, the database's file, the disk, back-ups."""

    beat: Look
    reread: Look
    guard: Look
    disk: Look
    back_up: Look


def timed_work(
    context: Context,
    folder: Path,
    machine: OfMachine,
    *,
    right: Callable[[], Awaitable[bool]],
) -> tuple[Timed, ...]:
    """The list, in the order in which things are looked at where several are due.

    `folder`: of the files that people sent; `right`: whether the clock is.
    """
    looks = Looks(context, folder)
    of_people = (*_asked(looks), *_told(looks), *_decided(looks), *_joined(looks), *_kept(looks))
    listed = (*of_people, *_below(machine))
    return tuple(replace(each, look=_if_right(each.look, right)) if each.trusts else each for each in listed)


def _asked(looks: Looks) -> tuple[Timed, ...]:
    """Questions, lessons and reminders: what waits for an answer."""
    return (
        Timed("reminders", SOON, looks.until_done(looks.reminders), lambda uow: uow.reminders.next_at()),
        Timed("questions", SOON, looks.until_done(looks.questions), lambda uow: uow.questions.next_at()),
        Timed("lessons a day", SOON, looks.until_done(looks.lessons), lambda uow: uow.lessons.next_lesson_at()),
        Timed("last days", OFTEN, looks.until_done(looks.last_days), looks.next_last_day),
        Timed("calls for help", SOON, looks.until_done(looks.requests), lambda uow: uow.help_requests.next_at()),
    )


def _told(looks: Looks) -> tuple[Timed, ...]:
    """What everybody, or whoever wished for it, is told."""
    return (
        Timed("announcements", SOON, looks.until_done(looks.announcements), lambda uow: uow.announcements.next_at()),
        Timed("announcements under way", STEP, looks.once(looks.under_way), _real("they leave in real time")),
        Timed("stories", SOON, looks.until_done(looks.stories), lambda uow: uow.stories.next_at()),
        Timed("summaries of a month", SOON, looks.until_done(looks.summaries), looks.next_summary),
        Timed("figures of a week", SOON, looks.until_done(looks.figures), lambda uow: uow.weekly_reports.next_at()),
        Timed(
            "nudges",
            NOW_AND_THEN,
            looks.nudges,
            NoMoment("what rests is found by looking, at any good hour of each group", at_stops=True),
        ),
    )


def _decided(looks: Looks) -> tuple[Timed, ...]:
    """What becomes of plans."""
    return (
        Timed(
            "decisions",
            SOON,
            looks.until_done(looks.decisions),
            lambda uow: decisions.next_at(uow, looks.context.rules),
        ),
        Timed("agreements", OFTEN, looks.until_done(looks.agreements), looks.next_agreement),
        Timed("phases of competitions", SOON, looks.until_done(looks.phases), phases.next_at),
        Timed(
            "chat of the experts",
            SOON,
            looks.until_done(looks.expert_chat),
            NoMoment("what waits for experts is found by looking", at_stops=True),
        ),
    )


def _joined(looks: Looks) -> tuple[Timed, ...]:
    """Who belongs to which group."""
    return (
        Timed("handovers", OFTEN, looks.once(looks.handovers), lambda uow: uow.handovers.next_at()),
        Timed("who wants to join", OFTEN, looks.until_done(looks.joining), lambda uow: uow.joinings.next_at()),
        Timed("chats of nobody", OFTEN, looks.until_done(looks.loose), lambda uow: uow.loose_chats.next_at()),
        Timed("proposed groups", OFTEN, looks.once(looks.proposed), looks.next_proposed),
    )


def _kept(looks: Looks) -> tuple[Timed, ...]:
    """What is passed on late, or does not stay."""
    return (
        Timed("confidential words", OFTEN, looks.until_done(looks.confidential), lambda uow: uow.complaints.next_at()),
        Timed("erasing", OFTEN, looks.until_done(looks.erasing), lambda uow: uow.erasures.next_at()),
        Timed(
            "what is kept",
            TIDY,
            looks.until_done(looks.retention),
            NoMoment("what is old is found by looking", at_stops=True),
        ),
        Timed("tidying", TIDY, looks.once(looks.tidy), _real("nobody waits for old rows to go")),
        Timed(
            "unused files", Calendar(_NIGHT, looks.context.zone), looks.unused, _real("nobody waits for a file to go")
        ),
    )


def _below(machine: OfMachine) -> tuple[Timed, ...]:
    """The machine that it all runs on."""
    return (
        Timed("disk", NOW_AND_THEN, machine.disk, _real("it fills as it will"), trusts=False),
        Timed("back-up", NOW_AND_THEN, machine.back_up, _real("nobody waits for it")),
        Timed("signs of life", BEAT, machine.beat, _real("they are of this machine, in its own seconds"), trusts=False),
        Timed("database file", FILE, machine.guard, _real("files are lost whenever it happens"), trusts=False),
        Timed("content", REREAD, machine.reread, _real("files change when somebody saves them"), trusts=False),
    )


def _real(why: str) -> NoMoment:
    """What goes by real time, however the clock is moved."""
    return NoMoment(why, at_stops=False)


def _if_right(look: Look, right: Callable[[], Awaitable[bool]]) -> Look:
    async def careful() -> None:
        if await right():
            await look()

    return careful
