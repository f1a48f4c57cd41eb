"""Somebody asks for everything that is kept about them: it is put together as archives and sent to them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AccountId, ChatId, PersonId
from bot.domain.notices.people import DataComes
from bot.domain.people import Person
from bot.domain.refused import Forbidden
from bot.services import notices
from bot.store.database import UnitOfWork
from bot.store.erasing import archive_name
from bot.store.outbox import Lane, Outgoing

LARGEST = 45_000_000  # bytes of an archive; Telegram takes 50 MB of a bot
_ROOM = 44_000_000  # of them for files, beside their names
_BESIDE = 512  # bytes of an archive for each file
JOB = PAPER = "mydata"  # the job that puts the archives together, and the recipe of one


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that somebody sent: its number, how it is called in an archive, and where it lies, "" for nowhere."""

    medium: int
    name: str
    path: str


def ask(uow: UnitOfWork, chat: ChatId, *, by: Person, now: datetime) -> None:
    """Send somebody everything, into their own chat and no other; who asks twice in an hour gets it once.

    Raises: Forbidden.
    """
    if AccountId(chat) not in uow.people.accounts_of(by.id):
        raise Forbidden
    uow.jobs.add(JOB, now=now, key=f"{by.id} {now:%Y%m%d%H}", person=by.id, chat=chat, at=now.isoformat())


def files(uow: UnitOfWork, person: PersonId) -> list[Kept]:
    """Every file that somebody sent; files are called by number and kind."""
    return [Kept(one, _called(one, kind, name), path) for one, kind, name, path in uow.own_data.files(person)]


def parts(sizes: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Files (number, bytes) in heaps, each of which fits into an archive."""
    heap: list[int] = []
    full = 0
    for number, size in sizes:
        if heap and full + size + _BESIDE > _ROOM:
            yield heap
            heap, full = [], 0
        heap.append(number)
        full += size + _BESIDE
    if heap:
        yield heap


def send(
    uow: UnitOfWork, person: PersonId, chat: ChatId, heaps: Sequence[Sequence[int]], *, asked: str, now: datetime
) -> None:
    """Write the rows whose archives are made just before they leave: a page to read, all that is written, the files."""
    if AccountId(chat) not in uow.people.accounts_of(person):  # the phone is somebody else's by now
        return
    of = len(heaps) + 1
    told = notices.row(DataComes(of), chat, person)
    told.key = f"{PAPER}:{person}:{asked}"
    uow.outbox.put(told, now=now)
    for number, heap in enumerate([[], [], *heaps]):
        name = archive_name(person) + (f"{number}-{of}.zip" if number else "read.html")
        recipe = {"paper": PAPER, "for": person, "files": list(heap), "part": number}
        medium = {"kind": "document", "recipe": recipe, "name": name}
        row = Outgoing(0, chat, Lane.NOTICE, person=person, content={"text": "", "medium": medium})
        row.key = f"{PAPER}:{person}:{asked}:{number}"
        uow.outbox.put(row, now=now)


def rows(uow: UnitOfWork, person: PersonId) -> dict[str, list[dict[str, object]]]:
    """Everything that is kept about somebody: table → rows."""
    found: dict[str, list[dict[str, object]]] = {}
    for table, row in uow.own_data.rows(person):
        found.setdefault(table, []).append(row)
    return found


_ENDINGS = {"voice": "ogg", "audio": "mp3", "photo": "jpg", "video": "mp4"}


def _called(number: int, kind: str, name: str) -> str:
    """How a file is called in an archive: a name of one's own is kept behind the number."""
    own = "".join(sign if sign.isalnum() or sign in ".-_" else "_" for sign in name)[-60:]
    return f"files/{number}-{own}" if own else f"files/{number}.{_ENDINGS.get(kind, 'bin')}"
