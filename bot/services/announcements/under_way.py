"""An announcement on its way: paused, gone on with, stopped, tried again, and how long it will still take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.announcements import PAUSED, PLANNED, SENDING, SENT, STOPPED, Report
from bot.domain.delivery import SendState
from bot.domain.ids import AnnouncementId
from bot.domain.notices.announcements import AnnouncementDone
from bot.domain.people import Person
from bot.domain.refused import Stale
from bot.services import notices
from bot.services.announcements import announcements, sending
from bot.store.announcements import Announcement
from bot.store.database import UnitOfWork

PACE = timedelta(minutes=1)  # over which it is measured how fast it goes


@dataclass(frozen=True, slots=True)
class Progress:
    """What became of it so far; `left` is how long the rest will take, None while nobody knows."""

    report: Report
    left: timedelta | None

    @property
    def done(self) -> int:
        return self.all - self.report.waiting

    @property
    def all(self) -> int:
        report = self.report
        return report.delivered + report.blocked + report.not_sent + report.unsure + report.dropped + report.waiting


def progress(uow: UnitOfWork, item: Announcement, *, now: datetime) -> Progress:
    """How far it is."""
    report = sending.report(uow, item)
    settled = uow.announcement_rows.settled_since(item.id, now - PACE) if item.state in (SENDING, SENT) else 0
    took = min(PACE, now - item.sent_at) if item.sent_at else PACE
    return Progress(report, report.waiting * took / settled if settled else None)


def pause(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """Nothing more of it leaves until somebody goes on with it. Raises: Missing, Forbidden, Stale."""
    item = announcements.open_locked(uow, announcement, by=by)
    if item.state not in (SENDING, SENT) or not _under_way(uow, item):
        raise Stale
    uow.announcements.change(announcement, state=PAUSED)
    uow.announcement_rows.turn(item.id, [SendState.PENDING], SendState.PAUSED)
    uow.audit.note(by.id, "paused", f"announcement {item.id}", now=now)


def resume(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """Go on with one that was paused. Raises: Missing, Forbidden, Stale."""
    item = announcements.open_locked(uow, announcement, by=by)
    if item.state != PAUSED:
        raise Stale
    uow.announcements.change(announcement, state=SENT if item.written else SENDING)
    uow.announcement_rows.turn(item.id, [SendState.PAUSED], SendState.PENDING, next_at=now)
    uow.audit.note(by.id, "went on with", f"announcement {item.id}", now=now)


def stop(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """Whoever has not got it yet will not get it. Raises: Missing, Forbidden, Stale."""
    item = announcements.open_locked(uow, announcement, by=by)
    if item.state not in (SENDING, SENT, PAUSED, PLANNED):
        raise Stale
    uow.announcements.change(announcement, state=STOPPED)
    waiting = [SendState.PENDING, SendState.PAUSED]
    uow.announcement_rows.turn(item.id, waiting, SendState.SUPERSEDED, reason="stopped", settled_at=now)
    uow.audit.note(by.id, "stopped", f"announcement {item.id}", now=now)


def retry(uow: UnitOfWork, announcement: AnnouncementId, result: str, *, by: Person, now: datetime) -> int:
    """Send again what was "refused" or is "unsure"; returns to how many chats. Raises: Missing, Forbidden, Stale."""
    item = announcements.open_locked(uow, announcement, by=by)
    if item.state != SENT or result not in ("refused", "unsure"):
        raise Stale
    again = uow.announcement_rows.again(item.id, [result], now=now)
    uow.announcements.change(announcement, ended_at=None)
    uow.audit.note(by.id, f"sent again to {again} {result}", f"announcement {item.id}", now=now)
    return again


def settle(uow: UnitOfWork, announcement: AnnouncementId, arrived: bool, *, by: Person, now: datetime) -> int:
    """Count what is unsure as delivered, or as not delivered; returns how many. Raises: Missing, Forbidden, Stale."""
    item = announcements.open_locked(uow, announcement, by=by)
    if item.state not in (SENT, STOPPED):
        raise Stale
    to, why = (SendState.SENT, "said to be there") if arrived else (SendState.REFUSED, "said not to be there")
    found = uow.announcement_rows.turn(item.id, [SendState.UNSURE], to, reason=why)
    uow.announcements.change(announcement)
    uow.audit.note(by.id, f"counted {found} unsure as {to}", f"announcement {item.id}", now=now)
    return found


def follow(uow: UnitOfWork, *, now: datetime) -> list[AnnouncementId]:
    """The announcements that leave just now; the author of one that has come to its end is told, once."""
    leaving = []
    for number in uow.announcements.under_way():
        item = uow.announcements.lock(number)
        if item is None or item.state == PAUSED or item.ended_at is not None:  # told by another process meanwhile
            continue
        leaving.append(number)
        if not _under_way(uow, item):
            _end(uow, item, now)
    return leaving


def _end(uow: UnitOfWork, item: Announcement, now: datetime) -> None:
    uow.announcements.change(item.id, ended_at=now)
    if item.author is not None:
        key = f"{item.id} {item.revision}"
        notices.tell(uow, item.author, AnnouncementDone(announcement=item.id), now=now, key=key)


def _under_way(uow: UnitOfWork, item: Announcement) -> bool:
    return (not item.written and item.state != STOPPED) or sending.report(uow, item).waiting > 0
