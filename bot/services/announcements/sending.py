"""Sending an announcement, now or at an hour: confirmed by a second person where many are meant, once to each."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.content.library import Library
from bot.domain.announcements import DRAFT, PLANNED, SENDING, SENT, STOPPED, WAITING, Report, Ways
from bot.domain.announcements import report as count_up
from bot.domain.delivery import SendState
from bot.domain.ids import AnnouncementId, PersonId
from bot.domain.notices.announcements import AnnouncementBack, AnnouncementSent, AnnouncementWaiting
from bot.domain.people import Person, Role
from bot.domain.refused import Counted, Forbidden, Refused, Stale
from bot.services import notices, of_all
from bot.services.announcements import announcements, audiences
from bot.services.reminders import timetables
from bot.store.announcements import Announcement
from bot.store.audiences import GroupChat, Hearer
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

CHUNK = 500  # people whose rows are written in one transaction
AHEAD = timedelta(days=366)  # how far ahead it may be planned


# When ----------------------------------------------------------------------------------------------------------------
def plan(uow: UnitOfWork, announcement: AnnouncementId, at: datetime | None, *, by: Person, now: datetime) -> None:
    """It leaves at an instant; None: as soon as it is sent. Refused for what is past, or more than a year away.

    Raises: Missing, Forbidden, Refused.
    """
    announcements.open_draft(uow, announcement, by=by)
    if at is not None and at <= now:
        raise Refused("This hour is past already. Choose a later one")
    if at is not None and at > now + AHEAD:
        raise Refused("This is more than a year away. Choose an earlier day")
    uow.announcements.change(announcement, starts_at=at)


def wake(uow: UnitOfWork, announcement: AnnouncementId, at_night: bool, *, by: Person) -> None:
    """Whether it leaves also in the quiet hours, such as a warning. Raises: Missing, Forbidden, Refused."""
    announcements.open_draft(uow, announcement, by=by)
    uow.announcements.change(announcement, at_night=at_night)


def leaves_at(uow: UnitOfWork, library: Library, item: Announcement, now: datetime) -> datetime:
    """When it leaves if it is sent now: at its hour, and where that is at night, after the quiet hours."""
    at = max(item.starts_at or now, now)
    return at if item.at_night else library.reminders.awake(at, timetables.programme_zone(uow))


# Letting it go --------------------------------------------------------------------------------------------------------
def send(
    uow: UnitOfWork,
    library: Library,
    announcement: AnnouncementId,
    *,
    by: Person,
    max_without_second: int,
    now: datetime,
) -> str:
    """Send it, or have a second staff member confirm it when more than `max_without_second` people get it.

    Returns the new state: "sending", "planned" for a later hour, or "waiting". Raises: Missing, Forbidden, Refused.
    """
    item = announcements.open_written(uow, announcement, by=by)
    if len(item.languages) < len(announcements.LANGUAGES) and not item.reason:
        raise Refused("It is written in one language only. Write the other one too, or say why not")
    people = audiences.size(uow, announcement, by=by, now=now).reached
    if people == 0:
        raise Refused("Nobody would get this. Choose other people")
    if people <= max_without_second:
        return _release(uow, library, item, people, by, now)
    others = [staff for staff in _others(uow, item) if staff != by.id]
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


def confirm(uow: UnitOfWork, library: Library, announcement: AnnouncementId, *, by: Person, now: datetime) -> str:
    """A second staff member lets it go. Refused to its author. Raises: Missing, Forbidden, Stale."""
    item = _waiting(uow, announcement, by)
    if item.author == by.id:
        raise Forbidden("Another staff member has to confirm your announcement")
    uow.announcements.change(announcement, confirmed_by=by.id)
    return _release(uow, library, item, audiences.size(uow, announcement, by=by, now=now).reached, by, now)


def take_back(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """An announcement that waits for confirmation, or for its hour, becomes a draft again; its author learns of it.

    Raises: Missing, Forbidden, Stale.
    """
    item = announcements.open_locked(uow, announcement, by=by)
    if item.state not in (WAITING, PLANNED):
        raise Stale
    if item.state == PLANNED:  # nothing of it has left: whoever it is for is written down anew
        uow.announcement_rows.drop(item.id)
        uow.reach.drop(item.id)
    uow.announcements.change(announcement, state=DRAFT, sent_at=None, written=False, confirmed_by=None)
    uow.audit.note(by.id, "took back", f"announcement {item.id}", now=now)
    if item.author not in (by.id, None):
        notices.tell(uow, item.author, AnnouncementBack(announcement=item.id, by=by.name), now=now)


def start_due(uow: UnitOfWork, *, now: datetime) -> int:
    """Let the announcements go whose hour has come; returns how many. Idempotent, for two clocks and restarts."""
    due = uow.announcements.due(now=now)
    for number in due:
        item = uow.announcements.lock(number)
        if item is None or item.state != PLANNED:
            continue
        uow.announcements.change(number, state=SENT if item.written else SENDING, sent_at=now)
        uow.announcement_rows.turn(number, [SendState.PAUSED], SendState.PENDING, next_at=now)
    return len(due)


# Rows -----------------------------------------------------------------------------------------------------------------
def expand(uow: UnitOfWork, announcement: AnnouncementId, *, after_id: int, now: datetime) -> int | None:
    """Write down the next people after person `after_id`, and their rows; with the first ones the group chats too.

    Returns where to go on, None when all are written. Rows have unique keys: it is idempotent, and a phone that
    several people share gets it once.
    """
    item = uow.announcements.lock(announcement)
    if item is None or item.written or item.state in (DRAFT, WAITING, STOPPED):
        return None
    day = audiences.day(uow, now)
    people = uow.audiences.hearers(item.audience, day, after_id=after_id, limit=CHUNK)
    chats = uow.audiences.chats(item.audience, day)
    uow.reach.write(item.id, [(one.person, one.group) for one in people])
    rows = [_row(uow, item, one.account, one.person) for one in _alone(item, people, chats) if one.account]
    rows += [_row(uow, item, one.chat) for one in _chats(item, chats) if after_id == 0]
    uow.outbox.put_many(rows, now=now, state=SendState.PENDING if item.state == SENDING else SendState.PAUSED)
    if len(people) == CHUNK:
        return people[-1].person
    all_of_them = sum(uow.announcement_rows.by_state(item.id).values())
    state = {"state": SENT} if item.state == SENDING else {}
    uow.announcements.change(announcement, recipients=all_of_them, written=True, **state)
    return None


def _alone(item: Announcement, people: list[Hearer], chats: list[GroupChat]) -> list[Hearer]:
    """Those who get it by themselves."""
    in_chats = {one.group for one in chats} if item.ways is Ways.CHATS else set()
    return [one for one in people if one.group not in in_chats]


def _chats(item: Announcement, chats: list[GroupChat]) -> list[GroupChat]:
    """The groups' chats that get it."""
    return [one for one in chats if one.alone or item.ways is not Ways.PRIVATE]


def _row(uow: UnitOfWork, item: Announcement, chat: int, person: PersonId | None = None) -> Outgoing:
    files = max((len(item.media(language)) for language in announcements.LANGUAGES), default=1)
    what = AnnouncementSent(item.id, max(files, 1))
    row = notices.row(what, chat, person, lane=Lane.ANNOUNCEMENT)
    row.announcement, row.key = item.id, f"announcement:{item.id}:{chat}"
    return row


def report(uow: UnitOfWork, item: Announcement) -> Report:
    """What became of it so far."""
    return count_up(uow.announcement_rows.by_state(item.id), stopped=item.state == STOPPED)


def _release(uow: UnitOfWork, library: Library, item: Announcement, people: int, by: Person, now: datetime) -> str:
    """Let it go, to the people whom it means now: from here on neither words nor audience change."""
    frozen, at = audiences.settled(uow, item.id, item.audience).written(), leaves_at(uow, library, item, now)
    state, verb = (SENDING, "sent") if at <= now else (PLANNED, "planned to send")
    values = {"sent_at": now} if state == SENDING else {"starts_at": at}
    uow.announcements.change(item.id, state=state, recipients=people, audience=frozen, written=False, **values)
    uow.jobs.add("expand", now=now, key=f"{item.id} {item.revision}", announcement=item.id)
    uow.audit.note(by.id, f"{verb} to {people} people", f"announcement {item.id}", now=now)
    return state


def _others(uow: UnitOfWork, item: Announcement) -> list[PersonId]:
    """The staff who may let it go: those of all projects, and those whom it stays with."""
    theirs = [one.id for one in uow.people.with_role(Role.STAFF) if item.audience.is_of(one.own_projects)]
    return list(dict.fromkeys((*of_all.staff(uow), *theirs)))


def _waiting(uow: UnitOfWork, announcement: AnnouncementId, by: Person) -> Announcement:
    item = announcements.open_locked(uow, announcement, by=by)
    if item.state != WAITING:
        raise Stale
    return item
