"""How the system is: what waits, since when, the last back-up, the disk; for administrators alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.domain.refused import Forbidden
from bot.services import backups, health, machine
from bot.store.database import Database
from bot.store.inbox import StoredUpdate
from bot.store.outbox import Lane, Outgoing
from tests.planning import NOW, person, settle

HOUR = timedelta(hours=1)


def test_everything_that_waits_is_counted_and_the_oldest_named(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        dana = person(uow, 1010, "Dana", Role.ADMIN)
        found = health.look(uow, by=dana, now=NOW)
        assert (found.inbox, found.outbox, found.jobs, found.oldest, found.disk) == (0, (0, 0, 0), 0, None, None)
        uow.inbox.add([StoredUpdate(number, number, number, "{}", NOW - number * HOUR) for number in (1, 2)])
        for lane in (Lane.REPLY, Lane.NOTICE, Lane.NOTICE):
            uow.outbox.put(Outgoing(0, 5, lane, content={"text": "x"}), now=NOW - HOUR)
        uow.jobs.add("fetch", now=NOW, key="1", medium=1)
        backups.succeeded(uow, now=NOW - HOUR)
        machine.disk_is(uow, 30, 70, now=NOW)
        found = health.look(uow, by=dana, now=NOW)
        assert (found.inbox, found.outbox, found.jobs, found.oldest) == (2, (1, 2, 0), 1, NOW - 2 * HOUR)
        assert (found.backups.good, found.disk) == (NOW - HOUR, (30, 70))


def test_nobody_else_is_told(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        for one in (village.noy, village.mali):
            with pytest.raises(Forbidden):
                health.look(uow, by=one, now=NOW)
