"""Looks at what has piled up: a part at a time, each thing once, and nothing is asked again of what was dealt with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.services.plans import agreements
from bot.services.reminders import last_days, nudges
from bot.store.database import Database
from bot.store.tables import outbox
from tests import seeding
from tests.statements import counted
from tests.story import LIBRARY

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)  # a working morning in Laos
ZONE = ZoneInfo("Asia/Vientiane")
GROUPS = 30


@pytest.fixture
def programme(sqlite: Database) -> Database:
    seeding.fill(sqlite, seeding.Size(GROUPS), now=NOW)
    return sqlite


def written(database: Database, notice: str) -> list[tuple[int, str]]:
    """Whom a notice was written to, with its arguments."""
    with database.begin() as uow:
        found = sa.select(outbox.c.chat_id, outbox.c.args).where(outbox.c.notice == notice).order_by(outbox.c.id)
        return [(row.chat_id, str(row.args)) for row in uow.connection.execute(found)]


def test_a_plan_that_was_changed_is_taken_up_once_a_revision(programme: Database) -> None:
    taken: list[int] = []
    while not taken or taken[-1]:
        with programme.begin() as uow:
            taken.append(agreements.ask_again(uow, LIBRARY, now=NOW))
    assert sum(taken) > 2 * agreements.AT_ONCE
    assert max(taken) == agreements.AT_ONCE
    with counted(programme) as asked, programme.begin() as uow:
        assert agreements.ask_again(uow, LIBRARY, now=NOW + timedelta(minutes=5)) == 0
    assert len(asked) == 1


def test_what_rests_is_said_in_parts_and_each_thing_once(programme: Database) -> None:
    told, where = list[int](), nudges.BEGINNING
    for _ in range(1_000):
        with programme.begin() as uow:
            new, onward = nudges.send_some(uow, LIBRARY, where, zone=ZONE, now=NOW)
        told.append(new)
        if onward is None:
            break
        assert onward != where
        where = onward
    assert max(told) <= nudges.AT_ONCE
    assert sum(told) > nudges.AT_ONCE
    kinds = ("nudge_draft", "nudge_agreement", "nudge_lesson", "nudge_reviews", "nudge_staff")
    words = [(kind, *row) for kind in kinds for row in written(programme, kind)]
    assert len(set(words)) == len(words) == sum(told)
    with programme.begin() as uow:
        assert nudges.send_due(uow, LIBRARY, zone=ZONE, now=NOW) == 0


def test_groups_hear_of_a_last_day_in_parts_and_once(programme: Database) -> None:
    now, told = NOW + timedelta(days=30 - 14, hours=5), list[int]()
    while not told or told[-1]:
        with programme.begin() as uow:
            told.append(last_days.send_due(uow, LIBRARY, now=now))
    assert sum(told) == GROUPS
    assert max(told) <= last_days.MOST
    with counted(programme) as asked, programme.begin() as uow:
        assert last_days.send_due(uow, LIBRARY, now=now) == 0
    assert len(asked) <= 8


def test_old_rows_go_in_parts(programme: Database) -> None:
    gone, later = list[int](), NOW + timedelta(days=61)
    while not gone or gone[-1]:
        with programme.begin() as uow:
            gone.append(uow.inbox.forget(before=later, limit=70))
    assert gone == [70, 70, 70, 70, GROUPS * 10 - 280, 0]
    with programme.begin() as uow:
        assert uow.outbox.forget(before=later, limit=70) == 0  # what belongs to an announcement stays with it
        assert uow.audit.forget(before=later, limit=7) == 7
        assert uow.nudges.once("draft:1:1:1:3", now=NOW)
        assert uow.nudges.forget(before=later, limit=7) == 1
