"""The account of a rehearsal: who got what when, and what must be true of it."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.content.library import Library
from bot.domain import zones
from bot.domain.delivery import SendState
from bot.domain.ids import RoundId
from bot.domain.plans import ActionState, PlanState
from bot.rehearsal.office import ZONE
from bot.rehearsal.people import Human
from bot.store import archive, backup
from bot.store.database import Database
from bot.store.outbox import Lane

_PART = 2000  # rows that are read at a time
_LATE = timedelta(days=1)  # after which what waits has been forgotten
# What somebody's deed calls forth leaves at once, also at night; what Phaen begins by itself waits for the morning.
_BY_ITSELF = (
    *("reminder", "nudge", "last_day", "lesson_of", "announcement", "phase", "money_month", "round_ended"),
    *("own_day", "results_released"),
)


@dataclass
class Got:
    """How often somebody got one kind of message, and between when."""

    count: int
    first: datetime
    last: datetime


@dataclass
class Account:
    """Reads what left, day by day, for old rows are let go of; `faults` are broken invariants in words."""

    database: Database
    library: Library
    got: dict[int, dict[str, Got]] = field(default_factory=dict)  # chat → kind of message
    states: Counter[str] = field(default_factory=Counter)
    at_night: Counter[str] = field(default_factory=Counter)  # what deeds called forth in the quiet hours
    faults: list[str] = field(default_factory=list)
    _since: datetime | None = None
    _seen: set[int] = field(default_factory=set)
    _asked: set[tuple[Any, ...]] = field(default_factory=set)

    def note(self, now: datetime) -> None:
        """Take down what left since the last look."""
        since, after = self._since or now - timedelta(days=2), 0
        while True:
            with self.database.begin() as uow:
                rows = uow.outbox.settled(since=since, after_id=after, limit=_PART)
            for row in rows:
                after = row.id
                if row.id not in self._seen:
                    self._seen.add(row.id)
                    self._take(row)
            if len(rows) < _PART:
                break
        self._since = now - timedelta(hours=1)

    def _take(self, row: Any) -> None:
        self.states[str(row.state)] += 1
        if row.state != SendState.SENT or row.method != "send":
            return
        kind, at = row.notice or "answer", row.settled_at
        kinds = self.got.setdefault(row.chat_id, {})
        if kind in kinds:
            kinds[kind].count += 1
            kinds[kind].last = at
        else:
            kinds[kind] = Got(1, at, at)
        if row.notice:
            self._asked_once(row)
        if row.notice and row.lane != Lane.REPLY and self.library.reminders.quiet(zones.local(at, ZONE).time()):
            self._by_night(row)

    def _asked_once(self, row: Any) -> None:
        what = json.dumps(row.args, sort_keys=True)
        asked = (row.chat_id, row.notice, what, row.created_at.date())
        if asked in self._asked and _by_itself(row.notice):
            self.faults.append(f"asked twice: {row.notice} {what} in {row.chat_id} on {row.created_at:%Y-%m-%d}")
        self._asked.add(asked)

    def _by_night(self, row: Any) -> None:
        if _by_itself(row.notice):
            at = zones.local(row.settled_at, ZONE)
            self.faults.append(f"in the quiet hours: {row.notice} {row.args} at {at:%Y-%m-%d %H:%M}")
        else:
            self.at_night[row.notice] += 1

    # At the end ------------------------------------------------------------------------------------------------------
    def close(self, humans: Iterable[Human], round_id: RoundId, media: Path, now: datetime) -> None:
        """What must be true when everything has come to rest."""
        self.note(now)
        self._nothing_waits(now)
        self._promises(round_id, now)
        kept, missing = self._everything(media, now)
        if missing:
            self.faults.append(f"{missing} files are lost")
        for human in humans:
            lost = [words for words in human.kept if words.encode() not in kept]
            self.faults += [f"lost: {words!r} of {human.name}, who was told that it is kept" for words in lost]
            if human.joined and not human.way_on():
                self.faults.append(f"{human.name} has no way on: {human.trace[-3:]}")

    def _nothing_waits(self, now: datetime) -> None:
        with self.database.begin() as uow:
            aside, waiting = list(uow.inbox.aside()), uow.inbox.waiting()
            oldest, due = uow.outbox.oldest(), uow.reminders.next_at()
        self.faults += [f"set aside: update {row.update_id}, {row.error}" for row in aside]
        if waiting:
            self.faults.append(f"{waiting} updates are not answered")
        if oldest and oldest < now - _LATE:
            self.faults.append(f"a message waits since {oldest:%Y-%m-%d %H:%M}")
        if due and due < now - _LATE:
            self.faults.append(f"a reminder was due {due:%Y-%m-%d %H:%M} and has not come")

    def _promises(self, round_id: RoundId, now: datetime) -> None:
        """Every piece of work whose day is over was asked about, unless its group has told of it before."""
        with self.database.begin() as uow:
            for plan in uow.plans.of_round(round_id):
                if plan.state is not PlanState.APPROVED:
                    continue
                for one in uow.actions.of_plan(plan.id):
                    over = one.due and one.due < zones.day(now - timedelta(days=3), ZONE)
                    told = one.state is ActionState.DONE or uow.reminders.checkins(one.id)
                    if over and one.due and not told and not uow.reminders.asked(one.id, one.due):
                        self.faults.append(f"nobody was asked about {one.what!r}, due {one.due}")

    def _everything(self, media: Path, now: datetime) -> tuple[bytes, int]:
        """All that the database holds but what is on its way, as a back-up writes it; and how many files are lost."""
        file = media.parent / "rehearsed.tar"
        with file.open("wb") as sink:
            amount = backup.write(self.database, media, sink, "", now=now)
        held = bytearray()
        with file.open("rb") as source:
            for member in archive.members(source):
                if member.name.startswith("tables/") and member.name.split("/")[1] not in ("inbox", "outbox", "places"):
                    held += gzip.decompress(member.file.read())
        return bytes(held), amount.missing


def _by_itself(notice: str) -> bool:
    return notice.startswith(_BY_ITSELF)
