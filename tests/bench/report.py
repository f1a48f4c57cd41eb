"""How long the figures of 1,000 groups take on both databases, and their workbook, with its memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from bot.documents.workshop import Workshop
from bot.domain.all_actions import EVERYBODY
from bot.domain.ids import PersonId
from bot.domain.people import Person
from bot.domain.zones import zone_of
from bot.i18n import Say, catalogue
from bot.papers import everything
from bot.services import report
from bot.settings import shipped
from bot.store.database import Database
from bot.store.tables import actions, expenses
from tests import databases, seeding
from tests.bench.crowd import middle
from tests.bench.seed import LIBRARY

GROUPS, RUNS = 1_000, 3
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_DEPTHS = {"the page": "", "each province": "province", "each district": "district", "each project": "project"}


async def run() -> str:
    """Promised are 1 s for the page, 5 s and 150 MB for the workbook."""
    found = {kind: _measured(kind) for kind in databases.KINDS}
    lines = [f"## The figures of {GROUPS:,} groups", "", "| | SQLite | PostgreSQL |", "|---|---|---|"]
    lines += [f"| {name} | {told} | {found['postgresql'][name]} |" for name, told in found["sqlite"].items()]
    return "\n".join(lines) + "\n"


def _measured(kind: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        url = databases.migrated(kind, Path(folder))
        database = Database(url)
        seeding.fill(database, seeding.Size(GROUPS), now=AT)
        _spent(database)
        if kind == "postgresql":
            with database.begin() as uow:
                uow.connection.execute(sa.text("ANALYZE"))
        found = {name: f"{_counted(database, depth):.0f} ms" for name, depth in _DEPTHS.items()}
        database.close()
        seconds, size = subprocess.check_output([sys.executable, "-m", "tests.bench.report", url], text=True).split()
    return found | {"the workbook": f"{seconds} s, {size} MB"}


def _staff(database: Database) -> Person:
    with database.begin() as uow:
        found = uow.people.get(PersonId(seeding.STAFF))
    assert found is not None
    return found


def _counted(database: Database, depth: str) -> float:
    """Milliseconds, the median of some runs, each in a transaction of its own."""
    by, times = _staff(database), []
    for _ in range(RUNS):
        begun = time.perf_counter()
        with database.begin() as uow:
            report.table(uow, depth, EVERYBODY, by=by, today=AT.date())
        times.append(1000 * (time.perf_counter() - begun))
    return middle(times)


def _spent(database: Database) -> None:
    """An expense for each piece of work."""
    with database.begin() as uow:
        work = uow.connection.execute(sa.select(actions.c.id)).scalars()
        rows = [{"action_id": one, "kip": 50_000, "paid": "own", "state": "current", "at": AT} for one in work]
        uow.connection.execute(expenses.insert(), rows)


def main(url: str) -> None:
    """Make the workbook as the bot does; prints the seconds, and the MB of the maker and what is held for it here."""
    database, workshop = Database(url), Workshop()
    by, say = _staff(database), Say(catalogue("lo", shipped("locales")), zone_of("Asia/Vientiane"))
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with database.begin() as uow:
        pages = everything.pages(uow, LIBRARY, EVERYBODY, say, by=by)
    made = workshop.workbook(pages)
    seconds = time.perf_counter() - begun
    assert made
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    workshop.close()
    _, _, used = os.wait3(0)
    print(f"{seconds:.1f}", (used.ru_maxrss + held) // 1024)


if __name__ == "__main__":
    main(sys.argv[1])
