"""Whom an announcement is for: said in conditions, counted and looked at before anything leaves, kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.content.library import Library
from bot.domain import zones
from bot.domain.audiences import LAST, OF_ALL, OF_LEADERS, Audience, Condition, Kind
from bot.domain.ids import AnnouncementId
from bot.domain.people import Person, Role
from bot.domain.refused import Missing, Refused, Stale
from bot.services.announcements import announcements
from bot.services.reminders import timetables
from bot.store.audiences import Hearer, Saved, Size
from bot.store.conditions import Day
from bot.store.database import UnitOfWork

EVERYBODY = (Kind.WHO.value, OF_ALL)  # in groups: also what an audience is before one is chosen
MOST = 12  # conditions of an audience
LONGEST_NAME = 40  # letters of the name that an audience is kept under
_ONE_OF = {
    Kind.WHO: (OF_ALL, OF_LEADERS),
    Kind.ROLE: tuple(role.value for role in Role),
    Kind.LANGUAGE: announcements.LANGUAGES,
}


def address(uow: UnitOfWork, announcement: AnnouncementId, kind: str, value: str, *, by: Person) -> None:
    """It is for whoever meets this condition and nobody else; a chosen language stays.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    new = _condition(None, kind, value)
    _change(uow, announcement, by, lambda before: before.alone(new))


def want(uow: UnitOfWork, library: Library, announcement: AnnouncementId, kind: str, value: str, *, by: Person) -> None:
    """Only for those of them who also meet this condition; of one kind any will do.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    new = _condition(library, kind, value)
    _change(uow, announcement, by, lambda before: before.with_wanted(new))


def spare(
    uow: UnitOfWork, library: Library, announcement: AnnouncementId, kind: str, value: str, *, by: Person
) -> None:
    """Not for those of them who meet this condition. Raises: Missing, Forbidden, Stale, Refused."""
    new = _condition(library, kind, value)
    if new == Condition(Kind.WHO, OF_ALL):
        raise Stale
    _change(uow, announcement, by, lambda before: before.with_spared(new))


def drop(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> None:
    """Take away the condition that was added last. Raises: Missing, Forbidden, Refused."""
    _change(uow, announcement, by, Audience.without_last)


def begin_anew(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> None:
    """Nothing is said any more of whom it is for. Raises: Missing, Forbidden, Refused."""
    _change(uow, announcement, by, lambda before: Audience(within=before.within))


def limit_language(uow: UnitOfWork, announcement: AnnouncementId, language: str, *, by: Person) -> None:
    """Only people who use `language` get it; "" takes the limit away. Raises: Missing, Forbidden, Stale, Refused."""
    if language and language not in announcements.LANGUAGES:
        raise Stale
    limit = (Condition(Kind.LANGUAGE, language),) if language else ()

    def change(before: Audience) -> Audience:
        others = before.without(Kind.LANGUAGE)
        return replace(others, wanted=(*others.wanted, *limit), chosen=before.chosen or bool(limit))

    _change(uow, announcement, by, change)


# Names ---------------------------------------------------------------------------------------------------------------
def save(uow: UnitOfWork, announcement: AnnouncementId, name: str, *, by: Person, now: datetime) -> None:
    """Keep the audience of an announcement under a name; another one of that name is replaced.

    Raises: Missing, Forbidden, Refused.
    """
    item, tidy = announcements.open_announcement(uow, announcement, by=by), " ".join(name.split())
    if not 0 < len(tidy) <= LONGEST_NAME:
        raise Refused("Please write a shorter name")
    if any(one.name == tidy and not one.audience.is_of(by.own_projects) for one in uow.audiences.saved()):
        raise Refused("Somebody else keeps people under this name. Please write another one")
    uow.audiences.save(tidy, item.audience, by.id, now=now)


def named(uow: UnitOfWork, *, by: Person) -> list[Saved]:
    """The audiences with a name that somebody may use. Raises: Forbidden."""
    announcements.check(by=by)
    return [one for one in uow.audiences.saved() if one.audience.is_of(by.own_projects)]


def use(uow: UnitOfWork, announcement: AnnouncementId, number: int, *, by: Person) -> None:
    """An announcement is for an audience that has a name. Raises: Missing, Forbidden, Refused."""
    found = _named(uow, number, by).audience
    # What is within some projects stays within them, whoever kept the name.
    _change(uow, announcement, by, lambda was: replace(found, chosen=True, within=was.within or found.within))


def forget(uow: UnitOfWork, number: int, *, by: Person) -> None:
    """Take a name away; what was sent to its audience stays as it is. Raises: Missing, Forbidden."""
    _named(uow, number, by)
    uow.audiences.forget(number)


def _named(uow: UnitOfWork, number: int, by: Person) -> Saved:
    found = next((one for one in named(uow, by=by) if one.id == number), None)
    if found is None:
        raise Missing
    return found


# Looking --------------------------------------------------------------------------------------------------------------
def size(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> Size:
    """How many people and groups it is for now. Raises: Missing, Forbidden."""
    item = announcements.open_announcement(uow, announcement, by=by)
    return uow.audiences.size(settled(uow, item.id, item.audience), day(uow, now))


def examples(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> list[Hearer]:
    """Ten of them, from the first to the last. Raises: Missing, Forbidden."""
    item = announcements.open_announcement(uow, announcement, by=by)
    return uow.audiences.examples(settled(uow, item.id, item.audience), day(uow, now))


def day(uow: UnitOfWork, now: datetime) -> Day:
    """Now, and which day that is in the programme's zone."""
    return Day(now, zones.day(now, timetables.programme_zone(uow)))


def settled(uow: UnitOfWork, announcement: AnnouncementId, audience: Audience) -> Audience:
    """An audience in which "the last announcement" is one: the newest before this one that asked for an answer."""
    last = str(uow.announcements.last_asked(announcement))

    def named(one: Condition) -> Condition:
        return replace(one, value=last) if one == Condition(Kind.UNANSWERED, LAST) else one

    return replace(audience, wanted=tuple(map(named, audience.wanted)), spared=tuple(map(named, audience.spared)))


def _change(uow: UnitOfWork, announcement: AnnouncementId, by: Person, change: Callable[[Audience], Audience]) -> None:
    item = announcements.open_draft(uow, announcement, by=by)
    new = change(item.audience)
    if len(new.wanted) + len(new.spared) > MOST:
        raise Refused("These are many conditions already. Take one away first")
    uow.announcements.change(announcement, audience=new.written())


def _condition(library: Library | None, kind: str, value: str) -> Condition:
    """A condition that a button names. Raises: Stale."""
    if kind not in set(Kind) or not value or value not in _ONE_OF.get(Kind(kind), (value,)):
        raise Stale
    if Kind(kind) is not Kind.RESTS:
        return Condition(Kind(kind), value)
    form = library.form if library else None
    step = form.step(value) if form else None
    if form is None or step is None:
        raise Stale
    before = form.steps[: form.steps.index(step)]
    marked = tuple(f"*{one.key}" if one.kind == "actions" or one.from_work else one.key for one in before)
    table = step.kind == "actions" or bool(step.from_work)
    return Condition(Kind.RESTS, f"*{value}" if table else value, marked)
