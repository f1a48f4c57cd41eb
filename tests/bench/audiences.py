"""How long it takes to count an audience of 100,000 people, by kinds of conditions, on both databases."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.domain.audiences import Audience, Condition, Kind
from bot.domain.ids import RoundId
from bot.store.conditions import Day
from bot.store.database import Database, UnitOfWork
from bot.store.tables import (
    accounts,
    announcements,
    groups,
    members,
    outbox,
    persons,
    places,
    plans,
    readings,
    speakers,
    villages,
)
from tests import databases
from tests.bench.crowd import middle

PEOPLE, A_GROUP, RUNS = 100_000, 20, 3
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_CHUNK = 10_000


async def run() -> str:
    """Both databases beside each other."""
    found = {kind: _measured(kind) for kind in databases.KINDS}
    lines = [f"## Counting an audience of {PEOPLE:,} people", "", "| audience | SQLite | PostgreSQL |", "|---|---|---|"]
    lines += [f"| {name} | {ms:.0f} ms | {found['postgresql'][name]:.0f} ms |" for name, ms in found["sqlite"].items()]
    return "\n".join(lines) + "\n"


def _measured(kind: str) -> dict[str, float]:
    """Milliseconds, the median of three runs, for each audience."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(databases.migrated(kind, Path(folder)))
        with database.begin() as uow:
            number = _fill(uow)
            if kind == "postgresql":
                uow.connection.execute(sa.text("ANALYZE"))
        with database.begin() as uow:
            found = {name: _counted(uow, audience) for name, audience in _audiences(number).items()}
        database.close()
    return found


def _counted(uow: UnitOfWork, audience: Audience) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        uow.audiences.size(audience, Day(AT, AT.date()))
        times.append(1000 * (time.perf_counter() - begun))
    return middle(times)


def _audiences(number: RoundId) -> dict[str, Audience]:
    def of(*wanted: tuple[Kind, str], spared: tuple[Condition, ...] = ()) -> Audience:
        return Audience(tuple(Condition(kind, value) for kind, value in wanted), spared, chosen=True)

    province, unplanned = (Kind.PROVINCE, "17"), (Kind.UNPLANNED, str(number))
    silent, unread = (Kind.SILENT, "14"), (Kind.UNREAD, "coffee")
    leaders = Condition(Kind.WHO, "leaders")
    return {
        "everybody in groups": of(),
        "one province": of(province),
        "one language": of((Kind.LANGUAGE, "lo")),
        "no plan in a round": of(unplanned),
        "a lesson not finished": of(unread),
        "an announcement not answered": of((Kind.UNANSWERED, "1")),
        "not heard from for 14 days": of(silent),
        "all of these, but not the leaders": of(province, unplanned, silent, unread, spared=(leaders,)),
    }


def _fill(uow: UnitOfWork) -> RoundId:
    """5,000 groups of 20, each member with a phone; half of the groups have a plan."""
    everybody, all_groups = range(1, PEOPLE + 1), range(1, PEOPLE // A_GROUP + 1)
    round_id = uow.rounds.add(
        name={"en": "R"}, opens_at=AT, deadline=AT + timedelta(days=9), state="open", form_version=1, agreement="none"
    )
    made = {"created_at": AT}
    active = {"state": "active", "zone": "Asia/Vientiane", "project": "RLIP"}
    drafts = {"round_id": round_id, "state": "draft", "title": "", "updated_at": AT}
    sent = {"lane": 2, "method": "send", "notice": "announcement", "args": {}, "state": "sent", "announcement_id": 1}
    _put(
        uow,
        villages,
        [{"id": n, "district": f"{1 + n % 18:02}01", "name": "v", "state": "known"} for n in range(1, 19)],
    )
    _put(uow, groups, [{"id": n, "name": f"g{n}", "village_id": 1 + n % 18} | active | made for n in all_groups])
    _put(uow, plans, [{"id": n, "group_id": n} | drafts | made for n in all_groups if n % 2])
    _put(uow, announcements, [{"id": 1, "texts": {}, "audience": {}, "state": "sent"} | made])
    known = {"consented_at": AT} | made
    _put(uow, persons, [{"id": n, "name": f"p{n}", "language": "lo" if n % 3 else "en"} | known for n in everybody])
    inside = {"state": "active", "joined_at": AT}
    _put(
        uow,
        members,
        [
            {"group_id": 1 + n // A_GROUP % len(all_groups), "person_id": n, "leader": n % A_GROUP == 0} | inside
            for n in everybody
        ],
    )
    _put(uow, accounts, [{"id": PEOPLE + n, "person_id": n, "state": "ok"} | made for n in everybody])
    _put(uow, speakers, [{"account_id": PEOPLE + n, "person_id": n} for n in everybody])
    _put(
        uow,
        places,
        [
            {"chat_id": PEOPLE + n, "account_id": PEOPLE + n, "stack": [], "updated_at": AT - timedelta(days=n % 60)}
            for n in everybody
        ],
    )
    _put(
        uow,
        outbox,
        [
            {"chat_id": PEOPLE + n, "person_id": n, "key": f"announcement:1:{PEOPLE + n}", "next_at": AT} | sent | made
            for n in everybody
        ],
    )
    read = {"lesson": "coffee", "card": 1, "finished_at": AT, "updated_at": AT}
    _put(uow, readings, [{"person_id": n} | read for n in everybody if n % 3 == 0])
    return round_id


def _put(uow: UnitOfWork, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _CHUNK):
        uow.connection.execute(table.insert(), rows[start : start + _CHUNK])
