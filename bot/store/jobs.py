"""Work that takes long or touches network or disk, as rows that are tried until they are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain import renamed
from bot.domain.delivery import JobState
from bot.store.repository import Repository
from bot.store.tables import jobs


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work; `args` are plain values."""

    id: int
    kind: str
    args: dict[str, Any]
    attempts: int


class Jobs(Repository):
    """The queue of jobs. `added` says whether this transaction asked for work."""

    added = False

    def add(self, kind: str, *, now: datetime, key: str, **args: object) -> None:
        """Ask for work; a job with the same `key` is asked for only once."""
        values = {
            "kind": kind,
            "args": args,
            "key": f"{renamed.first('job', kind)}:{key}",
            "state": JobState.WAITING,
            "next_at": now,
        }
        self.added = True
        self.insert_new(jobs, values, key=("key",))

    def take(self, *, now: datetime) -> Job | None:
        """The oldest job whose time has come, locked until the transaction ends."""
        row = self.first(
            sa.select(jobs.c.id, jobs.c.kind, jobs.c.args, jobs.c.attempts)
            .where(jobs.c.state == JobState.WAITING, jobs.c.next_at <= now)
            .order_by(jobs.c.next_at, jobs.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return Job(*row) if row else None

    def lease(self, job: int, *, until: datetime) -> None:
        """Keep a job from others while it runs; when the process dies it is found again after `until`."""
        self.update(jobs, jobs.c.id == job, next_at=until, attempts=jobs.c.attempts + 1)

    def done(self, job: int) -> None:
        self.run(jobs.delete().where(jobs.c.id == job))

    def later(self, job: int, *, at: datetime, error: str) -> None:
        """Try again at an instant."""
        self.update(jobs, jobs.c.id == job, next_at=at, error=error)

    def give_up(self, job: int, error: str) -> None:
        self.update(jobs, jobs.c.id == job, state=JobState.FAILED, error=error)

    def revive(self, kind: str, *, but: str, now: datetime) -> int:
        """Begin given-up jobs of a kind anew, except those that ended with the error `but`; returns how many."""
        where = (jobs.c.kind.in_(renamed.ever("job", kind)), jobs.c.state == JobState.FAILED, jobs.c.error != but)
        return self.update(jobs, *where, state=JobState.WAITING, attempts=0, next_at=now)

    def begin_anew(self, kinds: Sequence[str], error: str, *, now: datetime) -> int:
        """Begin given-up jobs of these kinds anew that ended with this error; returns how many."""
        names = [name for kind in kinds for name in renamed.ever("job", kind)]
        where = (jobs.c.kind.in_(names), jobs.c.state == JobState.FAILED, jobs.c.error == error)
        return self.update(jobs, *where, state=JobState.WAITING, attempts=0, next_at=now)

    def waiting(self, *, now: datetime) -> int:
        """How many jobs could run now."""
        return int(self.value(sa.func.count(), jobs.c.state == JobState.WAITING, jobs.c.next_at <= now) or 0)

    def given_up(self) -> int:
        """How many jobs were given up."""
        return int(self.value(sa.func.count(), jobs.c.state == JobState.FAILED) or 0)
