"""Files that people send: known at once by Telegram's id, fetched into PHAEN_DATA by a job soon after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from bot.domain import zones
from bot.domain.ids import ChatId, MediumId, PersonId
from bot.domain.incoming import Answer, File
from bot.domain.marks import Mark
from bot.domain.people import Person
from bot.domain.plans import Part
from bot.domain.refused import Counted, Msgid, NoRoom, Refused
from bot.i18n import safe
from bot.store import references
from bot.store.database import UnitOfWork
from bot.store.media import Medium
from bot.store.outbox import Lane, Outgoing

MIB = 1024 * 1024
AT_ONCE = 10  # pictures and voices that one tap sends; the next tap sends more
LARGEST = 20 * MIB  # a bot cannot fetch a larger file from Telegram (Bot API, getFile)
_ALBUMS = {"photo": "pictures", "video": "pictures", "document": "documents", "audio": "music"}  # what goes together
_CAPTION = 1024  # UTF-16 units of words that stand below a file (Bot API, InputMedia); more leave before it
Told: TypeAlias = tuple[MediumId | None, str]  # a file, and what was written to it


UNUSED = timedelta(days=30)  # after which a file goes that nothing refers to


@dataclass(frozen=True, slots=True)
class Room:
    """How many MB of files there is room for: of one person in a month, and in one plan; and how many files in a day.

    0 sets no limit.
    """

    person: int = 200
    plan: int = 500
    day: int = 100


def receive(
    uow: UnitOfWork, file: File, caption: str, *, by: Person | None, now: datetime, marks: tuple[Mark, ...] = ()
) -> Answer:
    """Keep a file as an answer. Refused above 20 MiB, with its size in words. Raises: Refused."""
    if file.size > LARGEST:
        size = round(file.size / MIB)
        raise Refused("This file is too big ({x} MB). Up to {max} MB can be sent", x=size, max=LARGEST // MIB)
    medium = uow.media.add(
        now=now,
        kind=file.kind,
        file_id=file.file_id,
        unique_id=file.unique_id,
        mime=file.mime,
        name=file.name,
        size=file.size,
        seconds=file.seconds,
        person_id=by.id if by else None,
    )
    uow.jobs.add("fetch", now=now, key=str(medium), medium=medium)
    return Answer(file.kind, caption, medium, file.seconds, marks=marks)


def person_has_room(uow: UnitOfWork, file: File, room: Room, zone: ZoneInfo, *, by: PersonId, now: datetime) -> None:
    """Refuse a file (NoRoom) with which somebody would send more than there is room for on this day, or in this month.

    Both are those of the zone.
    """
    today = zones.day(now, zone)
    if room.day and uow.media.count_of(by, since=datetime.combine(today, time(), zone)) >= room.day:
        raise NoRoom(
            Counted(
                "{n} photo or voice came today. From tomorrow on you can send more",
                "{n} photos and voices came today. From tomorrow on you can send more",
                room.day,
            )
        )
    month = today.replace(day=1)
    sent = uow.media.sent_by(by, since=datetime.combine(month, time(), zone)) if room.person else 0
    if room.person and sent + file.size > room.person * MIB:
        following = (month + timedelta(days=31)).replace(day=1)
        raise NoRoom(
            Msgid("Your photos and voices of this month have filled {max} MB. From {day} on you can send more"),
            max=room.person,
            day=following,
        )


def plan_has_room(uow: UnitOfWork, medium: MediumId, room: Room) -> None:
    """Refuse a file (NoRoom) that was just put into a plan, or its work, where that has more than there may be now."""
    plan = uow.answers.answered or uow.media.plan_of(medium)
    if room.plan and plan is not None and uow.media.of_plan(plan) > room.plan * MIB:
        raise NoRoom(Msgid("The photos and voices of this plan have filled {max} MB. Please write it"), max=room.plan)


def look_through(uow: UnitOfWork, *, used: set[int], after_id: int, now: datetime) -> int | None:
    """Look for files that nothing refers to: a column a call, of which `used` keeps what it names.

    Returns where to go on; at the end, None, what has not been used for 30 days is forgotten.
    """
    columns = (*references.named(), *references.in_json())
    if after_id < len(columns):
        used |= uow.media.named_in(columns[after_id])
        return after_id + 1
    uow.media.mark_unused(used, now=now)
    uow.media.forget(before=now - UNUSED)
    return None


@dataclass(frozen=True, slots=True)
class Rest:
    """How far somebody has looked: where the next files begin, and how many are left."""

    begin: int
    left: int


def show(
    uow: UnitOfWork,
    media: Iterable[MediumId | None],
    chat: ChatId,
    person: PersonId,
    *,
    begin: object = 0,
    caption: str = "",
    now: datetime,
) -> Rest:
    """Send the next few of kept files to a chat, from `begin` (a button's claim) on; those that go together as albums.

    `caption` is what somebody typed, and cannot break a message.
    """
    return show_told(uow, [(medium, caption) for medium in media], chat, person, begin=begin, now=now)


def show_told(
    uow: UnitOfWork, told: Iterable[Told], chat: ChatId, person: PersonId, *, begin: object = 0, now: datetime
) -> Rest:
    """The same, each file with its own words."""
    found = [(medium, words) for medium, words in told if medium]
    first = begin if isinstance(begin, int) and 0 <= begin < len(found) else 0
    _send(uow, found[first : first + AT_ONCE], chat, person, now=now)
    last = min(first + AT_ONCE, len(found))
    return Rest(last, len(found) - last)


def play(
    uow: UnitOfWork, parts: Iterable[Part], chat: ChatId, person: PersonId, *, begin: object = 0, now: datetime
) -> Rest:
    """Send the next few voices, photos and files of an answer, each with what was written to it."""
    return show_told(uow, [(part.medium, part.text) for part in parts], chat, person, begin=begin, now=now)


def _send(uow: UnitOfWork, told: Iterable[Told], chat: ChatId, person: PersonId, *, now: datetime) -> None:
    """Files in their order, each with its words: neighbours that Telegram takes together as one album."""
    found = [(medium, words) for one, words in told if one and (medium := uow.media.get(one)) is not None]
    for album in _albums(found):
        uow.outbox.put(Outgoing(0, chat, Lane.REPLY, person=person, content=_content(album)), now=now)


def contents(uow: UnitOfWork, media: Iterable[MediumId], *, caption: str = "") -> list[dict[str, Any]]:
    """Kept files as messages: neighbours that Telegram takes together as one album; the first has the caption."""
    kept = (medium for one in media if (medium := uow.media.get(one)) is not None)
    found = [(medium, "" if number else caption) for number, medium in enumerate(kept)]
    return [_content(album) for album in _albums(found)]


def _content(album: Sequence[tuple[Medium, str]]) -> dict[str, Any]:
    parts = [{"text": safe(words), **resent(medium)} for medium, words in album]
    return {"album": parts} if len(parts) > 1 else {"text": parts[0].pop("text"), "medium": parts[0]}


def _albums(found: Sequence[tuple[Medium, str]]) -> Iterator[list[tuple[Medium, str]]]:
    """The files in heaps: pictures and films, documents, music; a voice and what has many words go alone."""
    heap: list[tuple[Medium, str]] = []
    for medium, words in found:
        kind = _together(medium, words)
        if heap and (not kind or kind != _together(*heap[-1]) or len(heap) == AT_ONCE):
            yield heap
            heap = []
        heap.append((medium, words))
    if heap:
        yield heap


def _together(medium: Medium, words: str) -> str:
    """What a file may share an album with; "" for none."""
    fits = len(words.encode("utf-16-le")) // 2 <= _CAPTION
    return _ALBUMS.get(medium.kind, "") if medium.file_id and fits else ""


def resent(medium: Medium) -> dict[str, Any]:
    """A kept file as part of a message: by Telegram's id of it, and our own copy should that id be lost."""
    values = {name: getattr(medium, name) for name in ("kind", "file_id", "path", "name")}
    return {name: value for name, value in values.items() if value}


def fetch_again(uow: UnitOfWork, *, now: datetime) -> int:
    """Try once more the downloads that were given up, such as after a long outage; returns how many.

    What Telegram refused for good stays given up: it is still played by Telegram's id.
    """
    return uow.jobs.revive("fetch", but="Malformed", now=now)
