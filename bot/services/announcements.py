"""Telling many people something: written, checked by a second person where many are meant, sent once, answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.announcements import DRAFT, SENDING, SENT, STOPPED, WAITING, Report
from bot.domain.announcements import report as count_up
from bot.domain.ids import AnnouncementId, ChatId
from bot.domain.marks import Mark, moved, units, written
from bot.domain.notices.announcements import AnnouncementBack, AnnouncementSent, AnnouncementTest, AnnouncementWaiting
from bot.domain.people import Person, Role
from bot.domain.refused import Counted, Forbidden, Missing, Refused, Stale
from bot.services import notices
from bot.store.announcements import Announcement, Caller, Recipient
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

CHUNK = 500  # rows of the outbox that are written in one transaction
LONGEST = 1500  # characters: both languages and their heads fit one message of 4096 (Bot API, sendMessage)
LANGUAGES = ("lo", "en")
ANSWERS = ("understood", "call")
EVERYBODY = ("who", "everybody")  # in groups: also what an audience is before one is chosen
_KINDS = ("who", "role", "province", "project")  # an audience is one of these, and perhaps a language


def begin(uow: UnitOfWork, *, by: Person, now: datetime) -> AnnouncementId:
    """Begin to write an announcement to everybody in groups; a draft of one's own that is still empty is used.

    Raises: Forbidden.
    """
    _check(by)
    for item in uow.announcements.newest():
        if item.author == by.id and item.state == DRAFT and not item.texts:
            return item.id
    return uow.announcements.add(by.id, now=now)


def open_draft(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> Announcement:
    """The announcement, for whoever writes on it. Refused once it is being sent.

    Raises: Missing, Forbidden, Refused.
    """
    item = _open_locked(uow, announcement, by)
    if item.state != DRAFT:
        raise Refused("This announcement cannot be changed any more")
    return item


def write(
    uow: UnitOfWork, announcement: AnnouncementId, language: str, text: str, *, by: Person, marks: Iterable[Mark] = ()
) -> None:
    """Keep the text of one language as its writer marked it; "" takes it away. Refused above 1,500 characters.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    item, tidy = open_draft(uow, announcement, by=by), text.strip()
    if language not in LANGUAGES:
        raise Stale
    if len(tidy) > LONGEST:
        raise Refused(
            Counted(
                "This text is too long ({x} letter). Please keep it under {max}",
                "This text is too long ({x} letters). Please keep it under {max}",
                len(tidy),
            ),
            x=len(tidy),
            max=LONGEST,
        )
    others = {name: words for name, words in item.texts.items() if name != language}
    cut_off = units(text) - units(text.lstrip())
    kept = dict(item.kept_marks or {}) | {language: written(moved(marks, cut_off, units(tidy)))}
    uow.announcements.change(announcement, texts=others | ({language: tidy} if tidy else {}), marks=kept)


def address(uow: UnitOfWork, announcement: AnnouncementId, kind: str, value: str, *, by: Person) -> None:
    """Choose whom it is for: a kind of audience and its value, such as ("who", "leaders").

    Raises: Missing, Forbidden, Stale, Refused.
    """
    item = open_draft(uow, announcement, by=by)
    if kind not in _KINDS or not value:
        raise Stale
    language = {name: words for name, words in item.audience.items() if name == "language"}
    uow.announcements.change(announcement, audience=language | {kind: value})


def limit_language(uow: UnitOfWork, announcement: AnnouncementId, language: str, *, by: Person) -> None:
    """Only people who use `language` get it; "" takes the limit away. Raises: Missing, Forbidden, Stale, Refused."""
    item = open_draft(uow, announcement, by=by)
    if language and language not in LANGUAGES:
        raise Stale
    others = {name: value for name, value in item.audience.items() if name != "language"}
    uow.announcements.change(announcement, audience=others | ({"language": language} if language else {}))


def test(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """Send it to oneself as each language's readers will see it. Raises: Missing, Forbidden, Refused."""
    item = _written(open_draft(uow, announcement, by=by))
    for language in LANGUAGES:
        notices.tell(uow, by.id, AnnouncementTest(announcement=item.id, language=language), now=now)


def send(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, max_without_second: int, now: datetime) -> str:
    """Send it, or have a second staff member confirm it when more than `max_without_second` people get it.

    Returns the new state, "sending" or "waiting". Raises: Missing, Forbidden, Refused.
    """
    item = _written(open_draft(uow, announcement, by=by))
    people, _ = uow.announcements.count(item.audience)
    if people == 0:
        raise Refused("Nobody would get this. Choose other people")
    if people <= max_without_second:
        return _release(uow, item, by, now)
    others = [staff.id for staff in uow.people.with_role(Role.STAFF) if staff.id != by.id]
    if not others:
        raise Refused(
            Counted(
                "More than {n} person would get this: a second staff member has to confirm. Invite one with /invites",
                "More than {n} people would get this: a second staff member has to confirm. Invite one with /invites",
                max_without_second,
            )
        )
    # Whoever asks is the author now: somebody else has to confirm.
    uow.announcements.change(announcement, state=WAITING, author_id=by.id)
    uow.audit.note(by.id, "asked to send", f"announcement {item.id}", now=now)
    notices.tell_all(uow, others, AnnouncementWaiting(announcement=item.id), now=now)
    return WAITING


def confirm(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> str:
    """A second staff member lets it go. Refused to its author. Raises: Missing, Forbidden, Stale."""
    item = _open_waiting(uow, announcement, by)
    if item.author == by.id:
        raise Forbidden("Another staff member has to confirm your announcement")
    return _release(uow, item, by, now)


def take_back(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """An announcement that waits for confirmation becomes a draft again; its author learns of it.

    Raises: Missing, Forbidden, Stale.
    """
    item = _open_waiting(uow, announcement, by)
    uow.announcements.change(announcement, state=DRAFT)
    uow.audit.note(by.id, "took back", f"announcement {item.id}", now=now)
    if item.author not in (by.id, None):
        notices.tell(uow, item.author, AnnouncementBack(announcement=item.id, by=by.name), now=now)


def stop(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """Whoever has not got it yet will not get it: rows that still wait find nothing to draw.

    Raises: Missing, Forbidden, Stale.
    """
    item = _open_locked(uow, announcement, by)
    if item.state not in (SENDING, SENT):
        raise Stale
    uow.announcements.change(announcement, state=STOPPED)
    uow.audit.note(by.id, "stopped", f"announcement {item.id}", now=now)


def retry(uow: UnitOfWork, announcement: AnnouncementId, result: str, *, by: Person, now: datetime) -> int:
    """Send again what was "refused" or is "unsure"; returns to how many chats. Raises: Missing, Forbidden, Stale."""
    item = _open_locked(uow, announcement, by)
    if item.state != SENT or result not in ("refused", "unsure"):
        raise Stale
    again = uow.outbox.again(item.id, [result], now=now)
    uow.announcements.change(announcement)
    uow.audit.note(by.id, f"sent again to {again} {result}", f"announcement {item.id}", now=now)
    return again


def open_announcement(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> Announcement:
    """An announcement in any state, for staff. Raises: Missing, Forbidden."""
    _check(by)
    item = uow.announcements.get(announcement)
    if item is None:
        raise Missing
    return item


def expand(uow: UnitOfWork, announcement: AnnouncementId, *, after_id: int, now: datetime) -> int | None:
    """Write the rows of the next people after account `after_id`, with the first ones the group chats too.

    Returns where to go on, None when all are written. Rows have unique keys: it is idempotent.
    """
    item = uow.announcements.lock(announcement)
    if item is None or item.state != SENDING:
        return None
    people = list(uow.announcements.recipients(item.audience, after_id=after_id, limit=CHUNK))
    chats = uow.announcements.chats(item.audience) if after_id == 0 else []
    uow.outbox.put_many([_row(item, recipient) for recipient in people + chats], now=now)
    if len(people) == CHUNK:
        return people[-1].chat
    written = sum(uow.outbox.by_state(item.id).values())
    uow.announcements.change(announcement, state=SENT, recipients=written)
    return None


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
    item = open_announcement(uow, announcement, by=by)
    return uow.announcements.callers(item.id, limit=limit)


def send_callers(
    uow: UnitOfWork, announcement: AnnouncementId, language: str, *, chat: ChatId, by: Person, now: datetime
) -> None:
    """Send staff the whole list of who wants a call as a file; a second tap at once is one.

    The row names nobody: the file is made when it leaves. Raises: Missing, Forbidden.
    """
    item = open_announcement(uow, announcement, by=by)
    recipe = {"paper": "callers", "announcement": item.id, "language": language, "for": by.id}
    medium = {"kind": "document", "recipe": recipe, "name": f"phaen-calls-{item.id}.csv"}
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content={"text": "", "medium": medium})
    row.key = f"callers:{item.id}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)


def report(uow: UnitOfWork, item: Announcement) -> Report:
    """What became of it so far."""
    return count_up(uow.outbox.by_state(item.id), stopped=item.state == STOPPED)


def _release(uow: UnitOfWork, item: Announcement, by: Person, now: datetime) -> str:
    people, _ = uow.announcements.count(item.audience)
    uow.announcements.change(item.id, state=SENDING, sent_at=now, recipients=people)
    uow.jobs.add("expand", now=now, key=str(item.id), announcement=item.id)
    uow.audit.note(by.id, f"sent to {people} people", f"announcement {item.id}", now=now)
    return SENDING


def _row(item: Announcement, recipient: Recipient) -> Outgoing:
    row = notices.row(AnnouncementSent(item.id), recipient.chat, recipient.person, lane=Lane.ANNOUNCEMENT)
    row.announcement, row.key = item.id, f"announcement:{item.id}:{recipient.chat}"
    return row


def _open_waiting(uow: UnitOfWork, announcement: AnnouncementId, by: Person) -> Announcement:
    item = _open_locked(uow, announcement, by)
    if item.state != WAITING:
        raise Stale
    return item


def _written(item: Announcement) -> Announcement:
    if not item.texts:
        raise Refused("Write the announcement first")
    return item


def _open_locked(uow: UnitOfWork, announcement: AnnouncementId, by: Person) -> Announcement:
    open_announcement(uow, announcement, by=by)
    item = uow.announcements.lock(announcement)
    assert item is not None, "it was there a moment ago in this transaction"
    return item


def _check(by: Person) -> None:
    if Role.STAFF not in by.roles:
        raise Forbidden
