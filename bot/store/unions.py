"""Two entries become one group: every column that refers to groups has a rule here; each step is traced for undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import sqlalchemy as sa

from bot.domain.groups import GroupState
from bot.domain.ids import GroupId, PersonId
from bot.store.merges import BEST, UNDONE_WITHIN, Merges, Step, references, written
from bot.store.repository import Repository
from bot.store.tables import groups, members, unions


class Rule(Enum):
    """What becomes of the rows that refer to the group that goes."""

    MOVES = "they are the kept group's from now on"
    PLACES = "the same, and the better place of two of one person stands"
    STAYS = "they tell what was done to the entry itself"


RULES: dict[str, Rule] = {
    "handovers.group_id": Rule.MOVES,
    "hearers.group_id": Rule.MOVES,
    "hearings.group_id": Rule.MOVES,
    "invites.group_id": Rule.MOVES,
    "members.group_id": Rule.PLACES,
    "merges.group_id": Rule.MOVES,
    "pauses.group_id": Rule.MOVES,
    "plans.group_id": Rule.MOVES,
    "questions.group_id": Rule.MOVES,
    "sheet_lines.group_id": Rule.STAYS,
    "unions.gone_id": Rule.STAYS,
    "unions.kept_id": Rule.MOVES,
}


@dataclass(frozen=True, slots=True)
class Union:
    """Two entries that somebody of the staff joined to one group."""

    id: int
    kept: GroupId
    gone: GroupId
    by: PersonId | None
    trace: Sequence[Step]
    undone: bool
    at: datetime

    def can_be_undone(self, now: datetime) -> bool:
        return not self.undone and now < self.at + UNDONE_WITHIN


class Unions(Repository):
    """Joins groups and takes them apart again."""

    def join(self, kept: GroupId, gone: GroupId) -> list[Step]:
        """All that refers to `gone` refers to `kept`, also its chat where the other has none; returns the trace."""
        rows = Merges(self.connection)
        trace: list[Step] = []
        for name, column in references(groups).items():
            if RULES[name] is Rule.PLACES:
                trace += self._places(kept, gone)
            if RULES[name] is not Rule.STAYS:
                trace += rows.moved(column, kept, gone)
        return [*trace, *self._chat(kept, gone)]

    def add(self, *, now: datetime, **values: object) -> int:
        """Write it down: kept_id, gone_id, by_id, trace; returns its number."""
        return self.insert(unions, at=now, **values)

    def get(self, number: int) -> Union | None:
        """One union, locked until the transaction ends."""
        row = self.first(sa.select(*_UNION).where(unions.c.id == number).with_for_update())
        return Union(*row) if row else None

    def latest(self, kept: GroupId) -> Union | None:
        """The last time that another entry turned out to be this group."""
        row = self.first(sa.select(*_UNION).where(unions.c.kept_id == kept).order_by(unions.c.id.desc()))
        return Union(*row) if row else None

    def kept(self, gone: GroupId) -> GroupId | None:
        """The group that an entry turned out to be."""
        found = self.value(unions.c.kept_id, unions.c.gone_id == gone, unions.c.undone.is_(False))
        return GroupId(found) if found is not None else None

    def undo(self, union: Union) -> None:
        """The two are two again, as far as what was moved is still where it was moved to."""
        Merges(self.connection).take_back(union.trace, union.kept, union.gone)
        self.update(unions, unions.c.id == union.id, undone=True)

    def _places(self, kept: GroupId, gone: GroupId) -> Iterator[Step]:
        """Before they move: the kept group's leader leads, and who is in both has the better place of the two."""
        columns = sa.select(members)
        mine = {row.person_id: row._asdict() for row in self.all(columns.where(members.c.group_id == kept))}
        led = any(row["leader"] for row in mine.values())
        for row in self.all(columns.where(members.c.group_id == gone)):
            theirs, before = row._asdict(), mine.get(row.person_id)
            if theirs["leader"] and led:
                yield {"table": "members", "row": written(theirs), "changed": True}
                self._change(theirs, leader=False)
            if before is None:
                continue
            better = min(before["state"], theirs["state"], key=list(BEST).index)
            leads = bool(before["leader"] or (theirs["leader"] and not led))
            if (better, leads) != (before["state"], before["leader"]):
                yield {"table": "members", "row": written(before), "changed": True}
                self._change(before, state=better, leader=leads)

    def _change(self, place: dict[str, object], **values: object) -> None:
        where = (members.c.group_id == place["group_id"], members.c.person_id == place["person_id"])
        self.update(members, *where, **values)

    def _chat(self, kept: GroupId, gone: GroupId) -> Iterator[Step]:
        """The entry is nobody's group any more; its chat becomes the kept group's where that has none."""
        names = ("id", "state", "chat_id", "chat_language", "thread")
        columns = sa.select(*(groups.c[name] for name in names))
        rows = {row.id: row._asdict() for row in self.all(columns.where(groups.c.id.in_((kept, gone))))}
        for name, before in (("state", rows[gone]), *((name, rows[gone]) for name in names[2:])):
            after = GroupState.UNITED if name == "state" else None if name in ("chat_id", "thread") else ""
            yield _cell(gone, name, before[name], after)
        self.update(groups, groups.c.id == gone, state=GroupState.UNITED, chat_id=None, thread=None, chat_language="")
        if rows[kept]["chat_id"] is None and rows[gone]["chat_id"] is not None:
            for name in names[2:]:
                yield _cell(kept, name, rows[kept][name], rows[gone][name])
            self.update(groups, groups.c.id == kept, **{name: rows[gone][name] for name in names[2:]})


def _cell(group: GroupId, name: str, before: object, after: object) -> Step:
    return {"table": "groups", "of": {"id": group}, "name": name, "before": before, "after": after}


_UNION = [unions.c[name] for name in ("id", "kept_id", "gone_id", "by_id", "trace", "undone", "at")]
