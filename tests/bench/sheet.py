"""How long a spreadsheet of 5,000 people takes: read, checked, taken."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bot.domain.people import Role
from bot.services.sheets import sheets, taking
from bot.store.database import Database
from tests import databases
from tests.planning import LIBRARY, NOW, person
from tests.services.sheets.test_sheets import sent
from tests.sheets import excel, read, row


async def run() -> str:
    """The three steps, each as its job does it; promised are 10 s for all."""
    given = excel(row(group=f"ກຸ່ມ {n // 10}", village=f"ບ້ານ ໃໝ່ {n // 40}", name=f"ນາງ {n}") for n in range(5_000))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(databases.migrated("sqlite", Path(folder)))
        begun = time.perf_counter()
        found = read(Path(folder), given)
        parts = [time.perf_counter()]
        with database.begin() as uow:
            mali = person(uow, 1004, "Mali", Role.STAFF)
            sheet = sent(uow, mali)
            sheets.keep(uow, LIBRARY, sheet, found, now=NOW)
            sheets.take(uow, sheet, by=mali, now=NOW)
        parts.append(time.perf_counter())
        left = True
        while left:
            with database.begin() as uow:
                left = taking.go_on(uow, LIBRARY, sheet, now=NOW)
        parts.append(time.perf_counter())
        database.close()
    reading, checking, taken = (after - before for before, after in zip([begun, *parts], parts, strict=False))
    return (
        "## A spreadsheet of 5,000 people\n\n| read | checked | taken | together |\n|---|---|---|---|\n"
        f"| {reading:.1f} s | {checking:.1f} s | {taken:.1f} s | {parts[-1] - begun:.1f} s |\n"
    )
