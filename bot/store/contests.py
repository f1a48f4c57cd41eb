"""Competitions as they are kept."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot.domain.contests import Contest, Phase, Rules
from bot.domain.ids import RoundId
from bot.domain.plans import RoundState
from bot.store.repository import AnyRow, Repository
from bot.store.tables import contests, rounds

_RULES = TypeAdapter(Rules)
_COLUMNS = [contests.c[name] for name in ("round_id", "phase", "since", "rules", "dice", "seed")]
_GET = sa.select(*_COLUMNS).where(contests.c.round_id == sa.bindparam("round"))
# What runs by date: nothing of a round that is being prepared or was put away.
_LIVE = contests.c.round_id.in_(
    sa.select(rounds.c.id).where(
        rounds.c.state.in_((RoundState.OPEN, RoundState.CLOSED, RoundState.RELEASED)), ~rounds.c.archived
    )
)


class Contests(Repository):
    """The phases of rounds, and what staff set of them."""

    def begin(self, round_id: RoundId, *, now: datetime) -> bool:
        """A round becomes a competition; False when it is one."""
        values = {"round_id": round_id, "phase": Phase.DRAFTING.value, "since": now, "rules": {}, "dice": {}}
        return self.insert_new(contests, values, key=("round_id",))

    def get(self, round_id: RoundId) -> Contest | None:
        found = self.memo("contests", "contests")
        if round_id not in found:
            row = self.ask_one(_GET, round=round_id)
            found[round_id] = _contest(row) if row else None
        kept: Contest | None = found[round_id]
        return kept

    def lock(self, round_id: RoundId) -> Contest | None:
        """One, locked until the transaction ends: whoever changes it takes it first."""
        where = contests.c.round_id == round_id
        row = self.first(sa.select(*_COLUMNS).where(where).with_for_update())
        return _contest(row) if row else None

    def change(self, round_id: RoundId, **values: object) -> None:
        self.update(contests, contests.c.round_id == round_id, **values)

    def put_rules(self, round_id: RoundId, rules: Rules, ends: datetime | None) -> None:
        """Keep what staff set; `ends`: when the present phase ends by itself."""
        self.change(round_id, rules=_RULES.dump_python(rules, mode="json", exclude_defaults=True), next_at=ends)

    def due(self, *, now: datetime) -> list[RoundId]:
        """Rounds whose phase has ended by its date."""
        return [
            row.round_id for row in self.all(sa.select(contests.c.round_id).where(contests.c.next_at <= now, _LIVE))
        ]

    def to_warn(self, *, before: datetime) -> list[RoundId]:
        """Rounds whose phase ends before an instant, and nobody was reminded of that yet."""
        where = (contests.c.next_at <= before, contests.c.warned_at.is_(None), _LIVE)
        return [row.round_id for row in self.all(sa.select(contests.c.round_id).where(*where))]

    def next_at(self) -> datetime | None:
        """When the next phase ends."""
        found: datetime | None = self.value(sa.func.min(contests.c.next_at), _LIVE)
        return found

    def next_warning(self) -> datetime | None:
        """The first end of a phase of which nobody was reminded yet."""
        found: datetime | None = self.value(sa.func.min(contests.c.next_at), contests.c.warned_at.is_(None), _LIVE)
        return found


def _contest(row: AnyRow) -> Contest:
    return Contest(row.round_id, row.phase, row.since, _RULES.validate_python(row.rules), row.dice, row.seed)
