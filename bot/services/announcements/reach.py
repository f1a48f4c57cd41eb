"""Who was not reached by an announcement in Telegram, and is told by a call or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.announcements import Reached
from bot.domain.ids import AnnouncementId, ChatId, GroupId, PersonId
from bot.domain.people import Person
from bot.domain.refused import Missing, Stale
from bot.services.announcements import announcements
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing
from bot.store.reach import OfGroup, Tally, Unreached

MOST = 60  # people of a group who are shown


def of_groups(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> list[OfGroup]:
    """How each group was reached, those with the most who were not first. Raises: Missing, Forbidden."""
    item = announcements.open_announcement(uow, announcement, by=by)
    return uow.reach.tallies(item.id)


def together(each: Sequence[OfGroup]) -> Tally:
    """All groups together; the ways add up to all whom it was for."""
    ways = ("telegram", "called", "printed", "not_yet")
    return Tally(*(sum(getattr(one.tally, way) for one in each) for way in ways))


def unreached(uow: UnitOfWork, announcement: AnnouncementId, group: GroupId | None, *, by: Person) -> list[Unreached]:
    """The people of a group whom Telegram did not reach, with their numbers. Raises: Missing, Forbidden."""
    item = announcements.open_announcement(uow, announcement, by=by)
    return uow.reach.unreached(item.id, group, limit=MOST)


def tell(
    uow: UnitOfWork,
    announcement: AnnouncementId,
    people: Sequence[PersonId],
    reached: str,
    *,
    by: Person,
    now: datetime,
) -> None:
    """Note that people were "called", got it "printed", or "": neither. Raises: Missing, Forbidden, Stale."""
    item = announcements.open_announcement(uow, announcement, by=by)
    if reached and reached not in set(Reached):
        raise Stale
    if not uow.reach.mark(item.id, people, reached, by.id, now=now):
        raise Missing
    uow.audit.note(by.id, f"noted {reached or 'not reached'}", f"announcement {item.id}", now=now)


def send_poster(
    uow: UnitOfWork, announcement: AnnouncementId, language: str, *, chat: ChatId, by: Person, now: datetime
) -> None:
    """Send staff the announcement as one page to print; a second tap at once is one. Raises: Missing, Forbidden."""
    item = announcements.open_announcement(uow, announcement, by=by)
    recipe = {"paper": "poster", "announcement": item.id, "language": language, "for": by.id}
    medium = {"kind": "document", "recipe": recipe, "name": f"phaen-announcement-{item.id}-{language}.pdf"}
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content={"text": "", "medium": medium})
    row.key = f"poster:{item.id}:{language}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)
