"""A look of the clock over many stored actions, a thousand of them due: it costs what is due, not what is stored."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.services.reminders import reminders
from bot.store.database import Database
from bot.store.tables import actions, plans
from bot.store.tables import reminders as planned
from tests.bench import seed
from tests.bench.crowd import middle

NOW = datetime(2027, 6, 9, 5, tzinfo=UTC)  # noon of a working day in Laos
GROUPS, LOOKS = 1_000, 50
STORED = (10_000, 1_000_000)


async def run() -> str:
    """Three figures for each number of stored actions, in time of the processor: other work does not blur them."""
    lines = ["## The timetable", "", "| stored actions | a look, none due | 1,000 due | each |", "|---|---|---|---|"]
    for stored in STORED:
        nothing, all_due = _looks(stored)
        lines.append(f"| {stored:,} | {nothing:.2f} ms | {all_due:.1f} s | {all_due * 1000 / GROUPS:.1f} ms |")
    return "\n".join(lines) + "\n"


def _looks(stored: int) -> tuple[float, float]:
    """(median milliseconds of a look at nothing due, seconds of the looks that serve 1,000 due reminders)."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
        database.upgrade()
        store(database, stored)
        took = []
        for _ in range(LOOKS):
            begun = time.process_time()
            _look(database, NOW - timedelta(days=1))
            took.append((time.process_time() - begun) * 1000)
        begun = time.process_time()
        served = 0
        while found := _look(database, NOW):
            served += found
        spent = time.process_time() - begun
        assert served == GROUPS
        database.close()
        return middle(took), spent


def _look(database: Database, now: datetime) -> int:
    with database.begin() as uow:
        return reminders.send_due(uow, seed.LIBRARY, now=now)


def store(database: Database, number: int) -> None:
    """So many actions of a thousand groups, each with a reminder that was sent; a thousand are due at NOW, one a group,
    the others a year later."""
    seed.programme(database, range(1, GROUPS + 1))
    with database.begin() as uow:
        uow.connection.execute(plans.update().values(state="approved"))
        keys = [row.id for row in uow.connection.execute(plans.select().order_by(plans.c.id))]
    today, later = NOW.date(), NOW + timedelta(days=365)
    for first in range(0, number, seed.CHUNK):
        numbers = range(first + 1, min(first + seed.CHUNK, number) + 1)
        rows = [_action(key, keys[key % GROUPS], today if key <= GROUPS else later.date()) for key in numbers]
        sent = [_reminder(key, today - timedelta(days=30), NOW - timedelta(days=30), "sent") for key in numbers]
        waiting = [
            _reminder(key, today if key <= GROUPS else later.date(), NOW if key <= GROUPS else later, "waiting")
            for key in numbers
        ]
        with database.begin() as uow:
            uow.connection.execute(actions.insert(), rows)
            uow.connection.execute(planned.insert(), sent + waiting)


def _action(key: int, plan: int, due: object) -> dict[str, object]:
    words = {"what": "ປູກ", "who": "", "state": "planned", "position": 1}
    return {"id": key, "plan_id": plan, "due_on": due, "updated_at": NOW, **words}


def _reminder(action: int, due: object, at: datetime, state: str) -> dict[str, object]:
    fixed = {"about": "due", "days": 0, "recipient": "owner"}
    return {"action_id": action, "due_on": due, "due_at": at, "state": state, **fixed}
