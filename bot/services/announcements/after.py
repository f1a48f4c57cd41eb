"""What may still be done with an announcement that has left: its words are corrected, or it is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.announcements import PAUSED, SENDING, SENT, STOPPED
from bot.domain.delivery import Method, SendState
from bot.domain.ids import AnnouncementId
from bot.domain.marks import Mark, units
from bot.domain.people import Person
from bot.domain.refused import Refused, Stale
from bot.services.announcements import announcements, under_way
from bot.store.announcements import Announcement
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

CHUNK = 500  # copies whose rows are written in one transaction
TAKEN_BACK_WITHIN = timedelta(hours=48)  # what a bot sent may be deleted so long (Bot API, deleteMessage)
CAPTION = 900  # UTF-16 units of words that stand below a file, with room for the head (Bot API: 1,024)


@dataclass(frozen=True, slots=True)
class Amended:
    """What became of a correction, or of taking back: copies by what Telegram allowed."""

    done: int = 0
    replaced: int = 0  # too old to be deleted: the words were replaced by a line that says so
    kept: int = 0  # could not be changed any more
    waiting: int = 0


def below_a_file(item: Announcement, language: str) -> bool:
    """Whether its words stand below its one picture, voice or file; otherwise they are a message of their own."""
    words = item.texts.get(language) or next(iter(item.texts.values()), "")
    return len(item.shown_with(language)) == 1 and units(words) <= CAPTION


def correct(
    uow: UnitOfWork,
    announcement: AnnouncementId,
    language: str,
    text: str,
    *,
    by: Person,
    now: datetime,
    marks: Iterable[Mark] = (),
) -> None:
    """Change the words of one language, also in the copies that were delivered. Refused where they have no room.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    item = open_delivered(uow, announcement, by=by)
    announcements.put_words(uow, item, language, text, marks)
    changed = announcements.open_announcement(uow, announcement, by=by)
    if any(below_a_file(item, one) != below_a_file(changed, one) for one in announcements.LANGUAGES):
        raise Refused("There is no room for so many words below the file. Please write fewer")
    uow.announcements.change(announcement, corrected_at=now)
    uow.announcement_rows.drop_amended(announcement, Method.AMEND)
    _amend(uow, changed, Method.AMEND, now)
    uow.audit.note(by.id, "corrected", f"announcement {announcement}", now=now)


def recall(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """Take it back: what waits does not leave, what was delivered is deleted, or says that it was taken back.

    Raises: Missing, Forbidden, Stale.
    """
    item = open_delivered(uow, announcement, by=by)
    if item.state != STOPPED:
        under_way.stop(uow, announcement, by=by, now=now)
    uow.announcements.change(announcement, recalled_at=now)
    uow.announcement_rows.drop_amended(announcement, Method.AMEND)
    _amend(uow, item, Method.RECALL, now)
    uow.audit.note(by.id, "took back from all", f"announcement {announcement}", now=now)


def open_delivered(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> Announcement:
    """An announcement that has left and was not taken back. Raises: Missing, Forbidden, Stale."""
    item = announcements.open_locked(uow, announcement, by=by)
    if item.state not in (SENDING, SENT, PAUSED, STOPPED) or item.recalled_at:
        raise Stale
    return item


def amend(
    uow: UnitOfWork, announcement: AnnouncementId, *, method: Method, revision: int, after_id: int, now: datetime
) -> int | None:
    """Write the rows that change the next copies behind row `after_id`; returns where to go on, None at the end.

    A copy that is on its way is changed once it has arrived. Rows have unique keys: it is idempotent.
    """
    came = uow.announcement_rows.came(announcement, after_id=after_id, limit=CHUNK)
    uow.outbox.put_many([_row(one, method, revision) for one in came], now=now)
    return came[-1].id if len(came) == CHUNK else None


def amended(uow: UnitOfWork, item: Announcement, method: Method) -> Amended:
    """What has become of its correction (AMEND), or of taking it back (RECALL)."""
    counts = uow.announcement_rows.amended(item.id, method)
    waits = (SendState.PENDING, SendState.SENDING)
    done = {reason: n for (state, reason), n in counts.items() if state == SendState.SENT}
    waiting = sum(n for (state, _), n in counts.items() if state in waits)
    kept = sum(counts.values()) - waiting - done.get("", 0) - done.get("replaced", 0)
    return Amended(done.get("", 0), done.get("replaced", 0), kept, waiting)


def _amend(uow: UnitOfWork, item: Announcement, method: Method, now: datetime) -> None:
    values = {"announcement": item.id, "method": method.value, "revision": item.revision}
    uow.jobs.add("amend", now=now, key=f"{item.id} {method} {item.revision}", **values)


def _row(copy: Outgoing, method: Method, revision: int) -> Outgoing:
    return Outgoing(
        0,
        copy.chat,
        Lane.ANNOUNCEMENT,
        method=method,
        person=copy.person,
        notice=copy.notice,
        args=copy.args,
        edits=copy.id,
        message_id=copy.message_id,
        announcement=copy.announcement,
        key=f"{method}:{copy.id}:{revision}",
    )
