"""An announcement while it is written: its words and files in Lao and English, and a test to oneself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.announcements import DRAFT, Ways
from bot.domain.audiences import Audience
from bot.domain.ids import AnnouncementId
from bot.domain.incoming import Answer
from bot.domain.marks import Mark, moved, units, written
from bot.domain.notices.announcements import AnnouncementTest
from bot.domain.people import Person, Role
from bot.domain.refused import Counted, Forbidden, Missing, Refused, Stale
from bot.services import notices
from bot.store.announcements import Announcement
from bot.store.database import UnitOfWork

LONGEST = 1500  # characters: both languages and their heads fit one message of 4096 (Bot API, sendMessage)
LANGUAGES = ("lo", "en")
LISTED = 8  # announcements of a list
BOUND = 200  # announcements of staff of some projects among which somebody's newest ones are looked for
FILES = ("photo", "voice", "audio", "video", "document")
MOST_FILES = 10  # of one language: what Telegram takes as one album
LONGEST_REASON = 200  # characters


def begin(uow: UnitOfWork, *, by: Person, now: datetime) -> AnnouncementId:
    """Begin to write an announcement to everybody in groups; a draft of one's own that is still empty is used.

    One of staff of some projects stays within the groups of these, whatever is chosen later.

    Raises: Forbidden.
    """
    check(by=by)
    within = tuple(sorted(by.own_projects))
    for item in uow.announcements.newest():
        if item.author == by.id and item.state == DRAFT and not item.languages and item.audience.within == within:
            return item.id
    return uow.announcements.add(by.id, Audience(within=within), now=now)


def open_draft(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> Announcement:
    """The announcement, for whoever writes on it. Refused once it is being sent.

    Raises: Missing, Forbidden, Refused.
    """
    item = open_locked(uow, announcement, by=by)
    if item.state != DRAFT:
        raise Refused("This announcement cannot be changed any more")
    return item


def write(
    uow: UnitOfWork, announcement: AnnouncementId, language: str, text: str, *, by: Person, marks: Iterable[Mark] = ()
) -> None:
    """Keep the text of one language as its writer marked it; "" takes it away. Refused above 1,500 characters.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    put_words(uow, open_draft(uow, announcement, by=by), language, text, marks)


def put_words(uow: UnitOfWork, item: Announcement, language: str, text: str, marks: Iterable[Mark]) -> None:
    """The same, whatever has become of the announcement. Raises: Stale, Refused."""
    tidy = text.strip()
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
    kept = dict(item.kept_marks or {})
    kept[language] = written(moved(marks, units(text) - units(text.lstrip()), units(tidy)))
    uow.announcements.change(item.id, texts=others | ({language: tidy} if tidy else {}), marks=kept)


def attach(uow: UnitOfWork, announcement: AnnouncementId, language: str, answer: Answer, *, by: Person) -> None:
    """Add a picture, voice, film or file for the readers of one language; its words are the text while there is none.

    Refused beyond ten, and for anything else. Raises: Missing, Forbidden, Stale, Refused.
    """
    item = open_draft(uow, announcement, by=by)
    if language not in LANGUAGES:
        raise Stale
    if answer.medium is None or answer.kind not in FILES:
        raise Refused("Send words, a picture, a voice, a video or a file")
    files = [{"medium": medium} for medium in (*item.media(language), answer.medium)]
    if len(files) > MOST_FILES:
        raise Refused("An announcement has ten files at most")
    uow.announcements.change(announcement, media=dict(item.kept_media or {}) | {language: files})
    if answer.text.strip() and language not in item.texts:
        write(uow, announcement, language, answer.text, by=by, marks=answer.marks)


def detach(uow: UnitOfWork, announcement: AnnouncementId, language: str, *, by: Person) -> None:
    """Take the files of one language away. Raises: Missing, Forbidden, Stale, Refused."""
    item = open_draft(uow, announcement, by=by)
    if language not in LANGUAGES:
        raise Stale
    rest = {one: kept for one, kept in (item.kept_media or {}).items() if one != language}
    uow.announcements.change(announcement, media=rest)


def explain(uow: UnitOfWork, announcement: AnnouncementId, reason: str, *, by: Person) -> None:
    """Say why it is in one language only. Raises: Missing, Forbidden, Refused."""
    open_draft(uow, announcement, by=by)
    tidy = " ".join(reason.split())
    if not 0 < len(tidy) <= LONGEST_REASON:
        raise Refused("Please say it in fewer words")
    uow.announcements.change(announcement, reason=tidy)


def choose_ways(uow: UnitOfWork, announcement: AnnouncementId, ways: str, *, by: Person) -> None:
    """Where members get it: by themselves, in their groups' chats, or both.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_draft(uow, announcement, by=by)
    if ways not in set(Ways):
        raise Stale
    uow.announcements.change(announcement, ways=ways)


def ask(uow: UnitOfWork, announcement: AnnouncementId, asks: bool, *, by: Person) -> None:
    """Whether it has the buttons "I understood" and "call me". Raises: Missing, Forbidden, Refused."""
    open_draft(uow, announcement, by=by)
    uow.announcements.change(announcement, unasked=not asks)


def test(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person, now: datetime) -> None:
    """Send it to oneself as each language's readers will see it. Raises: Missing, Forbidden, Refused."""
    item = open_written(uow, announcement, by=by)
    for language in LANGUAGES:
        notices.tell(uow, by.id, AnnouncementTest(announcement=item.id, language=language), now=now)


def open_written(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> Announcement:
    """A draft in which something is written. Raises: Missing, Forbidden, Refused."""
    item = open_draft(uow, announcement, by=by)
    if not item.languages:
        raise Refused("Write the announcement first")
    return item


def open_announcement(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> Announcement:
    """An announcement in any state, for staff: for those of some projects where it stays within them.

    Raises: Missing, Forbidden.
    """
    check(by=by)
    item = uow.announcements.get(announcement)
    if item is None or not item.audience.is_of(by.own_projects):
        raise Missing
    return item


def listed(uow: UnitOfWork, *, by: Person) -> list[Announcement]:
    """The newest announcements that somebody may open. Raises: Forbidden."""
    check(by=by)
    if not by.own_projects:
        return uow.announcements.newest()
    return [one for one in uow.announcements.newest(BOUND, bound=True) if one.audience.is_of(by.own_projects)][:LISTED]


def open_locked(uow: UnitOfWork, announcement: AnnouncementId, *, by: Person) -> Announcement:
    """The same, locked until the transaction ends: whoever changes it takes it first. Raises: Missing, Forbidden."""
    open_announcement(uow, announcement, by=by)
    item = uow.announcements.lock(announcement)
    assert item is not None, "it was there a moment ago in this transaction"
    return item


def check(*, by: Person) -> None:
    """Announcements are the staff's. Raises: Forbidden."""
    if Role.STAFF not in by.roles:
        raise Forbidden
