"""A programme for the bench: people who know Phaen, each with a group, a plan and an open round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from bot.content.library import Library
from bot.domain.ids import AccountId, PersonId
from bot.settings import shipped
from bot.store.database import Database, UnitOfWork

LIBRARY = Library.load(shipped("content"))
LESSON = LIBRARY.lessons[0].key if isinstance(LIBRARY.lessons, list | tuple) else next(iter(LIBRARY.lessons))
CHUNK = 2_000  # rows of a bulk insert


def programme(database: Database, accounts: Sequence[int]) -> dict[int, int]:
    """Make everybody of `accounts` the leader of a group with a plan; returns the plan of each account."""
    now = datetime.now(UTC)
    with database.begin() as uow:
        open_round = uow.rounds.add(
            name={"lo": "ຮອບທີ 1", "en": "Round 1"},
            opens_at=now - timedelta(days=1),
            deadline=now + timedelta(days=30),
            state="open",
            form_version=LIBRARY.form.version,
        )
        village = uow.groups.village("1704", "ດັກຂຽດ", state="known")
        plans: dict[int, int] = {}
        for account in accounts:
            person = _known(uow, account, now)
            values = {"village_id": village, "project": "RLIP", "state": "active", "zone": "Asia/Vientiane"}
            group = uow.groups.add(now=now, name=f"ກຸ່ມ {account}", **values)
            uow.groups.join(group, person, leader=True, now=now)
            plans[account] = uow.plans.add(group, open_round, now=now)
        return plans


def actions(database: Database, plan: int, number: int) -> None:
    """Store so many actions of a plan, none of them due."""
    from bot.store.tables import actions as table

    now, later = datetime.now(UTC), date.today() + timedelta(days=365)  # noqa: DTZ011 – only a day far away
    row = {"plan_id": plan, "position": 1, "what": "ປູກ", "who": "", "due_on": later, "state": "done", "updated_at": now}
    for first in range(0, number, CHUNK):
        with database.begin() as uow:
            uow.connection.execute(table.insert(), [row] * min(CHUNK, number - first))


def _known(uow: UnitOfWork, account: int, now: datetime) -> PersonId:
    uow.people.account(AccountId(account), now=now)
    values = {"language": "lo", "listens": False, "consented_at": now, "asked": "ethnic,sex,youth"}
    person = uow.people.add(now=now, name=f"P{account}", **values)
    uow.people.speak_as(AccountId(account), person)
    return person
