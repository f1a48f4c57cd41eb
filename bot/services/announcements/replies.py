"""What people answer to an announcement, and who wants a call."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import AnnouncementId, ChatId
from bot.domain.people import Person
from bot.domain.refused import Missing, Stale
from bot.services.announcements import announcements
from bot.store.announcements import Announcement, Caller
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

ANSWERS = ("understood", "call")
CALL, SILENT = "calls", "silent"  # who is on a list


def reply(uow: UnitOfWork, announcement: AnnouncementId, answer: str, *, by: Person, now: datetime) -> None:
    """Keep a reader's answer. Refused to whoever did not get the announcement. Raises: Missing, Stale."""
    if answer not in ANSWERS:
        raise Stale
    open_received(uow, announcement, by=by)
    uow.announcements.put_reply(announcement, by.id, answer, now=now)


def open_received(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> Announcement:
    """An announcement as one of those who got it sees it. Raises: Missing."""
    item = uow.announcements.get(announcement)
    if item is None or not uow.announcements.got(announcement, by.id):
        raise Missing
    return item


def callers(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, limit: int | None = None) -> list[Caller]:
    """Who wants a call, with their numbers, the first who asked first: for staff. Raises: Missing, Forbidden."""
    item = announcements.open_announcement(uow, announcement, by=by)
    return uow.announcements.callers(item.id, limit=limit)


def silent(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, limit: int | None = None) -> list[Caller]:
    """Who got it and answered nothing, with their numbers: for staff. Raises: Missing, Forbidden."""
    item = announcements.open_announcement(uow, announcement, by=by)
    return uow.announcements.silent(uow.reach.unanswered(item.id), limit=limit)


def send_callers(
    uow: UnitOfWork,
    announcement: AnnouncementId,
    language: str,
    *,
    chat: ChatId,
    by: Person,
    now: datetime,
    which: str = CALL,
) -> None:
    """Send staff the whole list of who wants a call, or is SILENT, as a file; a second tap at once is one.

    The row names nobody: the file is made when it leaves. Raises: Missing, Forbidden.
    """
    item = announcements.open_announcement(uow, announcement, by=by)
    recipe = {"paper": "callers", "announcement": item.id, "language": language, "for": by.id, "which": which}
    medium = {"kind": "document", "recipe": recipe, "name": f"phaen-{which}-{item.id}.csv"}
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content={"text": "", "medium": medium})
    row.key = f"callers:{which}:{item.id}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)
