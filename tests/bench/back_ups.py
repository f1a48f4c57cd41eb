"""A back-up of 10,000 people with 2 GB of files and its way back, each by `phaen` itself; /mydata of the busiest."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.domain.ids import AccountId, PersonId
from bot.i18n import LANGUAGES, catalogue
from bot.papers import makers
from bot.services import own_data
from bot.settings import shipped
from bot.store import files
from bot.store.database import Database
from bot.store.outbox import Lane, Outgoing

PEOPLE, FILES, SIZE, EACH = 10_000, 1_000, 2_000_000, 10  # EACH: messages that somebody was sent
BUSIEST = 100  # files of one person


async def run(people: int = PEOPLE, number: int = FILES) -> str:
    """A table: seconds, and the most memory that the process took."""
    with tempfile.TemporaryDirectory() as folder:
        data, away, new = (Path(folder) / name for name in ("data", "away", "new"))
        _fill(data, people, number)
        lines = [_command(data, "backup", "--to", str(away))]
        (archive,) = away.iterdir()
        size = archive.stat().st_size
        lines.append(_command(new, "restore", str(archive)))
        lines.append(_own(data))
    head = f"{people:,} people, {number * SIZE / 1e9:.1f} GB of files, an archive of {size / 1e9:.2f} GB"
    rows = ["| what | seconds | peak MB |", "|---|---|---|", *lines]
    return "\n".join(["## Back-ups", "", f"{head}; read back, not encrypted.", "", *rows]) + "\n"


def _fill(data: Path, people: int, number: int) -> None:
    data.mkdir()
    database, now = Database(f"sqlite:///{data / 'phaen.sqlite'}"), datetime.now(UTC)
    database.upgrade()
    paths = [files.keep(data / "media", os.urandom(SIZE)) for _ in range(number)]
    with database.begin() as uow:
        known = []
        for each in range(people):
            known.append(uow.people.add(now=now, name=f"ນ້ອຍ {each}", language="lo", consented_at=now))
            uow.people.account(AccountId(100_000 + each), now=now)
            uow.people.speak_as(AccountId(100_000 + each), known[-1])
            content = {"text": "ສະບາຍດີ " * 60, "rows": []}
            for _ in range(EACH):
                row = Outgoing(0, 100_000 + each, Lane.REPLY, person=known[-1], content=content)
                uow.outbox.put(row, now=now)
        for index, path in enumerate(paths):
            of = known[0] if index < BUSIEST else known[index % people]
            medium = uow.media.add(now=now, kind="photo", file_id=path, person_id=of)
            uow.media.fetched(medium, path, SIZE)
    database.close()


def _command(data: Path, *words: str) -> str:
    """What `phaen` takes for it, in a process of its own."""
    begun = time.perf_counter()
    env = {**os.environ, "PHAEN_DATA": str(data), "PHAEN_DATABASE_URL": "", "PHAEN_TOKEN": "", "PHAEN_BACKUP_KEY": ""}
    process = subprocess.Popen([sys.executable, "-m", "bot", *words], env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, f"phaen {words[0]} failed"
    return f"| `phaen {words[0]}` | {time.perf_counter() - begun:.0f} | {used.ru_maxrss // 1024} |"


def _own(data: Path) -> str:
    """Every archive of the person who sent most, one after the other."""
    database, media = Database(f"sqlite:///{data / 'phaen.sqlite'}"), data / "media"
    make = makers.own_makers(
        Library.load(shipped("content")),
        {one: catalogue(one, shipped("locales")) for one in LANGUAGES},
        ZoneInfo("UTC"),
        media,
    )
    begun = time.perf_counter()
    with database.begin() as uow:
        person = PersonId(min(one for one, _ in uow.people.names()))
        sizes = [(file.medium, (media / file.path).stat().st_size) for file in own_data.files(uow, person)]
        heaps = [[], *own_data.parts(sizes)]
        made = [
            len(make[own_data.PAPER](uow, {"for": person, "part": part, "files": heap})())
            for part, heap in enumerate(heaps, 1)
        ]
    database.close()
    assert max(made) <= own_data.LARGEST
    seconds = time.perf_counter() - begun
    return f"| `/mydata` of {len(sizes)} files, {sum(made) / 1e6:.0f} MB in {len(made)} archives | {seconds:.1f} | – |"
