"""A lesson a day for whoever wants it: at the group's hour, never in the quiet hours, never a second one unread."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.content.lessons import Lesson
from bot.content.library import Library
from bot.domain import zones
from bot.domain.ids import PersonId
from bot.domain.notices.lessons import LessonOfDay, LessonsFinished
from bot.domain.refused import Refused
from bot.domain.reminders import morning
from bot.services import notices
from bot.services.groups import groups
from bot.store.database import UnitOfWork
from bot.store.lessons import Subscription

CHUNK = 100  # people who get their lesson in one transaction


def subscribe(uow: UnitOfWork, library: Library, zone: ZoneInfo, *, by: PersonId, now: datetime) -> None:
    """From the next hour of the group on, somebody gets a lesson a day. Refused when all are finished.

    Raises: Refused.
    """
    if following(uow, library, by) is None:
        raise Refused("You have finished all lessons. Very good!")
    uow.lessons.subscribe(by, due_at=_next(uow, library, by, zone, now))


def stop(uow: UnitOfWork, *, by: PersonId) -> None:
    """No lesson comes by itself any more."""
    uow.lessons.unsubscribe(by)


def opened(uow: UnitOfWork, *, by: PersonId) -> None:
    """The lesson of the day was opened: the next one may come."""
    uow.lessons.change_subscription(by, waits=False)


def hour(uow: UnitOfWork, library: Library, person: PersonId) -> time:
    """At which time of the day somebody's lesson comes: that of their group."""
    group = groups.mine(uow, person)
    return group.later if group else library.reminders.later


def following(uow: UnitOfWork, library: Library, person: PersonId) -> Lesson | None:
    """The first lesson that somebody has not finished, None when all are."""
    readings = uow.lessons.readings(person)
    return next((one for one in library.lessons if one.key not in readings or not readings[one.key].finished_at), None)


def send_due(uow: UnitOfWork, library: Library, zone: ZoneInfo, *, now: datetime) -> int:
    """Send the lessons of the day that are due; returns how many people were looked at, 0 when none is due.

    Who has not opened the last one gets no other: lessons never pile up. The next moment is a column, and a notice has
    a unique key: idempotent for two clocks and restarts.
    """
    due = uow.lessons.subscriptions_due(now=now, limit=CHUNK)
    for subscription in due:
        _send(uow, library, subscription, zone, now)
    return len(due)


def _send(uow: UnitOfWork, library: Library, subscription: Subscription, zone: ZoneInfo, now: datetime) -> None:
    person = subscription.person
    own = _zone(uow, person, zone)
    wakes = library.reminders.awake(now, own)
    if wakes > now:
        uow.lessons.change_subscription(person, due_at=wakes)
        return
    values: dict[str, object] = {"due_at": _next(uow, library, person, zone, now)}
    lesson = following(uow, library, person)
    if lesson is None:
        uow.lessons.unsubscribe(person)
        notices.tell(uow, person, LessonsFinished(), now=now)
        return
    if not (subscription.waits and not _read_since(uow, subscription)) and uow.people.reachable(person):
        key = zones.day(now, own).isoformat()
        notices.tell(uow, person, LessonOfDay(lesson=lesson.key), now=now, key=key)
        values |= {"lesson": lesson.key, "waits": True, "sent_at": now}
    uow.lessons.change_subscription(person, **values)


def _read_since(uow: UnitOfWork, subscription: Subscription) -> bool:
    """Whether somebody has read anything since, by whatever way."""
    sent = subscription.sent_at
    return sent is None or any(one.updated_at >= sent for one in uow.lessons.readings(subscription.person).values())


def _next(uow: UnitOfWork, library: Library, person: PersonId, zone: ZoneInfo, now: datetime) -> datetime:
    """The hour of somebody's group that comes next."""
    own, at_hour = _zone(uow, person, zone), hour(uow, library, person)
    today = zones.day(now, own)
    at = morning(today, at_hour, own)
    return at if at > now else morning(today + timedelta(days=1), at_hour, own)


def _zone(uow: UnitOfWork, person: PersonId, zone: ZoneInfo) -> ZoneInfo:
    group = groups.mine(uow, person)
    return group.zone if group else zone
