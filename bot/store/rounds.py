"""Rounds as they are kept, and when what groups write for them may change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.groups import Group, GroupState
from bot.domain.ids import GroupId, RoundId
from bot.domain.plans import Round, RoundState
from bot.domain.rounds import TABLE, Verb
from bot.store.repository import Repository
from bot.store.tables import groups, members, plans, rounds, villages

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
        "projects",
        "districts",
        "archived",
    )
]
_FIELDS = [column.name for column in ROUND]

# Built once: they run in every turn that has to do with a plan.
_GET = sa.select(*ROUND).where(rounds.c.id == sa.bindparam("round"))
_OPEN_ROUNDS = (
    sa.select(*ROUND)
    .where(rounds.c.state == "open", rounds.c.opens_at <= sa.bindparam("now"))
    .order_by(rounds.c.opens_at.desc(), rounds.c.id.desc())
)
KEPT = rounds.c.state != RoundState.REMOVED.value
_PACKED = frozenset({"projects", "districts"})


def packed(names: Iterable[str]) -> str:
    """Names in one text, each between two ends of a line, so that a database finds one of them."""
    found = sorted(set(names))
    return "\n".join(("", *found, "")) if found else ""


def unpacked(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("\n")))


def is_for() -> sa.ColumnElement[bool]:
    """`Round.is_for` of a row of groups, villages and rounds."""
    return sa.and_(_has(rounds.c.projects, groups.c.project), _has(rounds.c.districts, villages.c.district))


def _has(listed: sa.ColumnElement[str], name: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    line = sa.literal("\n") + name + "\n"
    return sa.or_(listed == "", sa.and_(name != "", sa.func.replace(listed, line, "") != listed))


def allowing(verb: Verb) -> sa.ColumnElement[bool]:
    """Which rows of plans beside their rounds allow a verb now."""
    allowed = TABLE[verb].items()
    return sa.or_(*(sa.and_(rounds.c.state == of, plans.c.state.in_(sorted(states))) for of, states in allowed))


class Rounds(Repository):
    """The rounds of the programme: there are a handful."""

    def add(self, **values: object) -> RoundId:
        return RoundId(self.insert(rounds, **_as_kept(values)))

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

    def kept(self, *, all_: bool = False) -> list[Round]:
        """The rounds that were not removed, or all of them, the newest first."""
        wanted = sa.select(*ROUND).where(sa.true() if all_ else KEPT)
        return [read_round(row) for row in self.all(wanted.order_by(rounds.c.opens_at.desc(), rounds.c.id))]

    def all_open(self, *, now: datetime) -> list[Round]:
        """The rounds that groups write plans for at `now`, the newest first."""
        return [read_round(row) for row in self.ask(_OPEN_ROUNDS, now=now)]

    def open_now(self, group: Group | None = None, *, now: datetime) -> Round | None:
        """The newest of them; for a group the one it writes its plan for: of its project and district."""
        found = self.all_open(now=now)
        return next((one for one in found if group is None or one.is_for(group.project, group.district)), None)

    def change(self, round_id: RoundId, **values: object) -> None:
        self.update(rounds, rounds.c.id == round_id, **_as_kept(values))

    def groups(self, round_id: RoundId) -> list[GroupId]:
        """The active groups that a round is for, and those that have begun a plan in it, by number."""
        begun = sa.exists(sa.select(1).where(plans.c.group_id == groups.c.id, plans.c.round_id == round_id, _BEGUN))
        found = sa.select(groups.c.id).select_from(_beside(round_id)).where(sa.or_(is_for(), begun))
        return [GroupId(row.id) for row in self.all(found.where(_ACTIVE).order_by(groups.c.id))]

    def concerned(self, round_id: RoundId) -> tuple[int, int]:
        """How many people in how many groups a round is for, each counted once."""
        active = sa.and_(members.c.group_id == groups.c.id, members.c.state == "active")
        counts = (sa.func.count(members.c.person_id.distinct()), sa.func.count(groups.c.id.distinct()))
        found = sa.select(*counts).select_from(_beside(round_id).join(members, active, isouter=True))
        row = self.first(found.where(_ACTIVE, is_for()))
        return (row[0], row[1]) if row else (0, 0)


_ACTIVE = groups.c.state == GroupState.ACTIVE
_BEGUN = plans.c.revision > 0


def _beside(round_id: RoundId) -> sa.Join:
    """Groups and their villages beside one round."""
    return groups.join(villages, villages.c.id == groups.c.village_id).join(rounds, rounds.c.id == round_id)


def read_round(row: Sequence[Any]) -> Round:
    """The round of a row that has the columns of ROUND."""
    values = dict(zip(_FIELDS, row, strict=True))
    return Round(**values | {name: unpacked(values[name]) for name in _PACKED})


def _as_kept(values: dict[str, Any]) -> dict[str, Any]:
    return values | {name: packed(values[name]) for name in _PACKED & values.keys()}
