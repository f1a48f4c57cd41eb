"""Rounds as they are kept, and when what groups write for them may change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import RoundId
from bot.domain.plans import Round, RoundState
from bot.domain.rounds import TABLE, Verb
from bot.store.repository import Repository
from bot.store.tables import plans, rounds

ROUND = [
    rounds.c[name]
    for name in (
        "id",
        "name",
        "opens_at",
        "deadline",
        "state",
        "form_version",
        "agreement",
        "work_from",
        "work_until",
        "planned",
        "lost",
        "for_others",
        "dated_at",
        "unranked",
    )
]
_FIELDS = [column.name for column in ROUND]

# Built once: they run in every turn that has to do with a plan.
_GET = sa.select(*ROUND).where(rounds.c.id == sa.bindparam("round"))
_OPEN_ROUND = (
    sa.select(*ROUND)
    .where(rounds.c.state == "open", rounds.c.opens_at <= sa.bindparam("now"))
    .order_by(rounds.c.opens_at.desc(), rounds.c.id.desc())
    .limit(1)
)
KEPT = rounds.c.state != RoundState.REMOVED.value


def allowing(verb: Verb) -> sa.ColumnElement[bool]:
    """Which rows of plans beside their rounds allow a verb now."""
    allowed = TABLE[verb].items()
    return sa.or_(*(sa.and_(rounds.c.state == of, plans.c.state.in_(sorted(states))) for of, states in allowed))


class Rounds(Repository):
    """The rounds of the programme: there are a handful."""

    def add(self, **values: object) -> RoundId:
        return RoundId(self.insert(rounds, **values))

    def get(self, round_id: RoundId) -> Round | None:
        known = self.memo("rounds", "rounds")
        if round_id not in known:
            row = self.ask_one(_GET, round=round_id)
            known[round_id] = read_round(row) if row else None
        found: Round | None = known[round_id]
        return found

    def lock(self, round_id: RoundId) -> None:
        """A round, locked until the transaction ends: whoever opens, closes or releases it takes it first."""
        self.first(sa.select(rounds.c.id).where(rounds.c.id == round_id).with_for_update())

    def kept(self) -> list[Round]:
        """All rounds that were not removed, the newest first."""
        kept = sa.select(*ROUND).where(KEPT)
        return [read_round(row) for row in self.all(kept.order_by(rounds.c.opens_at.desc(), rounds.c.id))]

    def open_now(self, *, now: datetime) -> Round | None:
        """The round that groups write plans for at `now`, the newest if there are several."""
        row = self.ask_one(_OPEN_ROUND, now=now)
        return read_round(row) if row else None

    def change(self, round_id: RoundId, **values: object) -> None:
        self.update(rounds, rounds.c.id == round_id, **values)


def read_round(row: Sequence[Any]) -> Round:
    """The round of a row that has the columns of ROUND."""
    return Round(**dict(zip(_FIELDS, row, strict=True)))
