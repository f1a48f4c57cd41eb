"""Files that people send: known at once by Telegram's id, fetched into PHAEN_DATA by a job soon after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.domain.ids import ChatId, MediumId, PersonId
from bot.domain.incoming import Answer, File
from bot.domain.people import Person
from bot.domain.plans import Part
from bot.domain.refused import Refused
from bot.i18n import safe
from bot.store.database import UnitOfWork
from bot.store.media import Medium
from bot.store.outbox import Lane, Outgoing

MIB = 1024 * 1024
AT_ONCE = 10  # pictures and voices that one tap sends; the next tap sends more
LARGEST = 20 * MIB  # a bot cannot fetch a larger file from Telegram (Bot API, getFile)


def receive(uow: UnitOfWork, file: File, caption: str, *, by: Person | None, now: datetime) -> Answer:
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
    return Answer(file.kind, caption, medium, file.seconds)


def show(
    uow: UnitOfWork,
    media: Iterable[MediumId | None],
    chat: ChatId,
    person: PersonId,
    *,
    caption: str = "",
    now: datetime,
) -> int:
    """Send kept files to a chat, each a message of its own; returns how many.

    `caption` is what somebody typed, and cannot break a message.
    """
    found = [medium for medium in (uow.media.get(each) for each in media if each) if medium is not None]
    for medium in found:
        content = {"text": safe(caption), "medium": resent(medium)}
        uow.outbox.put(Outgoing(0, chat, Lane.REPLY, person=person, content=content), now=now)
    return len(found)


def show_some(
    uow: UnitOfWork, media: Sequence[MediumId], begin: object, chat: ChatId, person: PersonId, *, now: datetime
) -> int:
    """Send the next few of many files, from `begin` (a button's claim) on; returns how many have been sent then."""
    first = begin if isinstance(begin, int) and 0 <= begin < len(media) else 0
    show(uow, media[first : first + AT_ONCE], chat, person, now=now)
    return min(first + AT_ONCE, len(media))


def resent(medium: Medium) -> dict[str, Any]:
    """A kept file as part of a message: by Telegram's id of it, and our own copy should that id be lost."""
    values = {name: getattr(medium, name) for name in ("kind", "file_id", "path", "name")}
    return {name: value for name, value in values.items() if value}


def play(uow: UnitOfWork, parts: Iterable[Part], chat: ChatId, person: PersonId, *, now: datetime) -> int:
    """Send the voices, photos and files of an answer, each with what was written to it; returns how many."""
    return sum(show(uow, [part.medium], chat, person, caption=part.text, now=now) for part in parts)


def fetch_again(uow: UnitOfWork, *, now: datetime) -> int:
    """Try once more the downloads that were given up, such as after a long outage; returns how many.

    What Telegram refused for good stays given up: it is still played by Telegram's id.
    """
    return uow.jobs.revive("fetch", but="Malformed", now=now)
