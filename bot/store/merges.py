"""Two entries become one person: every column that refers to people has a rule here, and each step is traced for undo.

Where both have a row of which there may be one (the unique keys of the tables say so), the kept person's stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.domain.delivery import SendState
from bot.domain.groups import MemberState
from bot.domain.ids import GroupId, PersonId
from bot.store.repository import Repository
from bot.store.tables import (
    Instant,
    answers,
    line_values,
    members,
    merges,
    metadata,
    outbox,
    persons,
    snapshots,
    submissions,
)

Step: TypeAlias = dict[str, Any]  # {"table", "column", "key"}: moved; {"table", "row"}: dropped or changed; all as JSON
UNDONE_WITHIN = timedelta(days=1)


class Rule(Enum):
    """What becomes of the rows that refer to the entry that goes."""

    MOVES = "they are the kept person's from now on"
    PLACES = "the same, and the better place of two in a group stands"
    PHONES = "taken off before (People.leave): a shared phone does not speak for them any more"
    STAYS = "what was sent stays with the entry; what waits leaves no more"


RULES: dict[str, Rule] = {
    "accounts.person_id": Rule.PHONES,
    "actions.owner_id": Rule.MOVES,
    "agreements.person_id": Rule.MOVES,
    "agreements.told_by": Rule.MOVES,
    "announcement_replies.person_id": Rule.MOVES,
    "announcements.author_id": Rule.MOVES,
    "announcements.confirmed_by": Rule.MOVES,
    "answers.author_id": Rule.MOVES,
    "assignments.expert_id": Rule.MOVES,
    "audiences.author_id": Rule.MOVES,
    "audit.person_id": Rule.MOVES,
    "calls.helper_id": Rule.MOVES,
    "checkins.person_id": Rule.MOVES,
    "complaint_readers.person_id": Rule.MOVES,
    "complaints.person_id": Rule.MOVES,
    "complaints.reader_id": Rule.MOVES,
    "consents.person_id": Rule.MOVES,
    "erasures.person_id": Rule.MOVES,
    "exchanges.answerer_id": Rule.MOVES,
    "exchanges.person_id": Rule.MOVES,
    "expenses.changed_by": Rule.MOVES,
    "expenses.person_id": Rule.MOVES,
    "groups.created_by": Rule.MOVES,
    "handovers.person_id": Rule.MOVES,
    "hearers.by_id": Rule.MOVES,
    "hearers.person_id": Rule.MOVES,
    "hearings.person_id": Rule.MOVES,
    "incomes.changed_by": Rule.MOVES,
    "incomes.person_id": Rule.MOVES,
    "invites.created_by": Rule.MOVES,
    "invites.person_id": Rule.MOVES,  # links to a new phone have ended before
    "line_values.author_id": Rule.MOVES,
    "media.person_id": Rule.MOVES,
    "members.person_id": Rule.PLACES,
    "merges.by_id": Rule.MOVES,
    "merges.gone_id": Rule.STAYS,
    "merges.kept_id": Rule.MOVES,
    "moves.maker_id": Rule.MOVES,
    "moves.person_id": Rule.MOVES,
    "narrations.person_id": Rule.MOVES,
    "outbox.person_id": Rule.STAYS,
    "pitches.person_id": Rule.MOVES,
    "practices.expert_id": Rule.MOVES,
    "published_questions.editor_id": Rule.MOVES,
    "question_pieces.author_id": Rule.MOVES,
    "questions.asker_id": Rule.MOVES,
    "questions.taker_id": Rule.MOVES,
    "quiz_answers.person_id": Rule.MOVES,
    "reader_rules.by_id": Rule.MOVES,
    "reader_rules.expert_id": Rule.MOVES,
    "readings.person_id": Rule.MOVES,
    "reminders.person_id": Rule.MOVES,
    "results_seen.person_id": Rule.MOVES,
    "roles.person_id": Rule.MOVES,
    "season_days.set_by": Rule.MOVES,
    "sheet_lines.person_id": Rule.STAYS,  # undoing a spreadsheet must not take away whom the entry turned out to be
    "sheets.by_id": Rule.MOVES,
    "speakers.person_id": Rule.PHONES,
    "spoken_languages.person_id": Rule.MOVES,
    "submissions.submitted_by": Rule.MOVES,
    "subscriptions.person_id": Rule.MOVES,
    "weekly_reports.person_id": Rule.MOVES,
    "tellings.person_id": Rule.MOVES,
    "visits.expert_id": Rule.MOVES,
    "unions.by_id": Rule.MOVES,
    "wordings.helper_id": Rule.MOVES,
}
# People who are named inside of JSON: an owner of an action, somebody chosen in a step about people.
NAMING = (answers.c.parts, submissions.c.content, snapshots.c.content, line_values.c.value)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two entries that somebody in a group joined to one."""

    id: int
    group: GroupId
    kept: PersonId
    gone: PersonId
    by: PersonId | None
    trace: Sequence[Step]
    undone: bool
    at: datetime

    def can_be_undone(self, now: datetime) -> bool:
        return not self.undone and now < self.at + UNDONE_WITHIN


def references(to: sa.Table = persons) -> dict[str, sa.Column[Any]]:
    """Every column of the database that refers to people, or to another table's rows, as "table.column"."""
    return {
        f"{table.name}.{column.name}": column
        for table in metadata.sorted_tables
        for column in table.columns
        if any(key.column.table is to for key in column.foreign_keys)
    }


class Merges(Repository):
    """Joins entries and takes them apart again."""

    def join(self, kept: PersonId, gone: PersonId) -> list[Step]:
        """All that refers to `gone` refers to `kept`; returns the trace."""
        trace = [step for name, column in references().items() for step in self._column(name, column, kept, gone)]
        trace += [step for column in NAMING for step in self._named(column, kept, gone)]
        return trace

    def add(self, *, now: datetime, **values: object) -> int:
        """Write it down: group_id, kept_id, gone_id, by_id, trace; returns its number."""
        return self.insert(merges, at=now, **values)

    def get(self, number: int) -> Merge | None:
        """One merge, locked until the transaction ends."""
        row = self.first(sa.select(*_MERGE).where(merges.c.id == number).with_for_update())
        return Merge(*row) if row else None

    def latest(self, kept: PersonId) -> Merge | None:
        """The last time that another entry turned out to be this person."""
        row = self.first(sa.select(*_MERGE).where(merges.c.kept_id == kept).order_by(merges.c.id.desc()))
        return Merge(*row) if row else None

    def undo(self, merge: Merge) -> None:
        """The two are two again."""
        self.take_back(merge.trace, merge.kept, merge.gone)
        self.update(merges, merges.c.id == merge.id, undone=True)

    def take_back(self, trace: Sequence[Step], kept: int, gone: int) -> None:
        """Undo the steps, as far as what was moved is still where it was moved to."""
        for step in reversed(trace):
            table = metadata.tables[step["table"]]
            if "key" in step:
                where = [table.c[name] == _read(table.c[name], value) for name, value in step["key"].items()]
                column = table.c[step["column"]]
                self.update(table, *where, column == kept, **{column.name: gone})
            else:
                self._put_back(table, step)

    def forget(self, *, before: datetime) -> int:
        """Entries that were joined before an instant are forgotten with the way back; returns how many."""
        old = sa.select(merges.c.gone_id).where(merges.c.at < before, merges.c.undone.is_(False))
        forgotten = self.run(persons.delete().where(persons.c.id.in_(old))).rowcount
        self.run(merges.delete().where(merges.c.at < before))
        return forgotten

    # Each kind of step -----------------------------------------------------------------------------------------------
    def _column(self, name: str, column: sa.Column[Any], kept: PersonId, gone: PersonId) -> Iterator[Step]:
        rule = RULES[name]
        if rule is Rule.MOVES:
            yield from self.moved(column, kept, gone)
        elif rule is Rule.PLACES:
            yield from self._places(kept, gone)
        elif column.table is outbox:
            waits = outbox.c.state.in_((SendState.PENDING, SendState.HELD))
            self.update(outbox, column == gone, waits, state=SendState.SUPERSEDED)

    def moved(self, column: sa.Column[Any], kept: int, gone: int) -> Iterator[Step]:
        """Rows that refer to one refer to the other; where only one may, the one that is there stands."""
        table = column.table
        for row in self.all(sa.select(table).where(column == gone)):
            values = row._asdict()
            where = [table.c[key.name] == values[key.name] for key in table.primary_key]
            if any(self._there(column, values, others, kept) for others in unique_beside(column)):
                self.run(table.delete().where(*where))
                yield {"table": table.name, "row": written(values)}
            else:
                self.update(table, *where, **{column.name: kept})
                key = {key.name: values[key.name] for key in table.primary_key if key is not column}
                yield {"table": table.name, "column": column.name, "key": written(key)}

    def _there(self, column: sa.Column[Any], values: Mapping[str, object], others: Sequence[str], kept: int) -> bool:
        """Whether the kept person has a row of which there may be only one."""
        same = [column.table.c[name] == values[name] for name in others]
        return self.value(sa.literal(1), column == kept, *same) is not None

    def _places(self, kept: PersonId, gone: PersonId) -> Iterator[Step]:
        """Places in groups: in it is better than waiting, which is better than having gone; who leads leads still."""
        mine = {row.group_id: row._asdict() for row in self.all(sa.select(members).where(members.c.person_id == kept))}
        for row in self.all(sa.select(members).where(members.c.person_id == gone)):
            theirs, before = row._asdict(), mine.get(row.group_id)
            self.run(members.delete().where(members.c.person_id == gone, members.c.group_id == row.group_id))
            yield {"table": "members", "row": written(theirs)}
            if before is not None:
                yield {"table": "members", "row": written(before), "changed": True}
            state = min((one["state"] for one in (theirs, before) if one), key=list(BEST).index)
            first = min(one["joined_at"] for one in (theirs, before) if one)
            leads = any(one["leader"] for one in (theirs, before) if one)
            new = {**theirs, "person_id": kept, "state": state, "joined_at": first, "leader": leads}
            if before is None:
                yield {"table": "members", "row": written(new), "added": True}
            self.upsert(members, new, key=("group_id", "person_id"))

    def _named(self, column: sa.Column[Any], kept: PersonId, gone: PersonId) -> Iterator[Step]:
        """People inside of JSON, in the rows that speak of this one at all."""
        table = column.table
        keys = list(table.primary_key)
        mentions = sa.cast(column, sa.Text).like(f"%{gone}%")
        for row in self.all(sa.select(*keys, column).where(mentions)):
            before = getattr(row, column.name)
            after = renumbered(before, gone, kept)
            if after == before:
                continue
            key = {one.name: getattr(row, one.name) for one in keys}
            self.update(table, *(table.c[name] == value for name, value in key.items()), **{column.name: after})
            yield {"table": table.name, "of": key, "name": column.name, "before": before, "after": after}

    def _put_back(self, table: sa.Table, step: Step) -> None:
        if "of" in step:
            where = [table.c[name] == value for name, value in step["of"].items()]
            if self.value(table.c[step["name"]], *where) == step["after"]:
                self.update(table, *where, **{step["name"]: step["before"]})
            return
        values = {name: _read(table.c[name], value) for name, value in step["row"].items()}
        key = tuple(one.name for one in table.primary_key)
        if step.get("added"):
            self.run(table.delete().where(*(table.c[name] == values[name] for name in key)))
        elif step.get("changed"):
            self.upsert(table, values, key=key)
        else:
            self.insert_new(table, values)


_MERGE = [merges.c[name] for name in ("id", "group_id", "kept_id", "gone_id", "by_id", "trace", "undone", "at")]
BEST = (MemberState.ACTIVE, MemberState.ASKED, MemberState.LEFT, MemberState.REFUSED, MemberState.REMOVED)


def unique_beside(column: sa.Column[Any]) -> list[list[str]]:
    """What stands beside a column in the keys of which there may be only one."""
    kinds = (sa.PrimaryKeyConstraint, sa.UniqueConstraint)
    keys = [list(one.columns) for one in column.table.constraints if isinstance(one, kinds)]
    keys += [list(index.columns) for index in column.table.indexes if index.unique]
    return [[one.name for one in key if one is not column] for key in keys if column in key]


def renumbered(value: Any, old: int, new: int) -> Any:
    """JSON with one person's number instead of another's: of an owner, and of somebody in a list of people."""
    if isinstance(value, list):
        return [renumbered(one, old, new) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: renumbered(one, old, new) for name, one in value.items()}
    for owner in ("owner", "owner_id"):
        if made.get(owner) == old:
            made[owner] = new
    if isinstance(made.get("people"), list):
        made["people"] = [
            {**one, "id": new} if isinstance(one, dict) and one.get("id") == old else one for one in made["people"]
        ]
    return made


def written(values: Mapping[str, object]) -> dict[str, Any]:
    """A row as JSON."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _read(column: sa.Column[Any], value: object) -> object:
    """A value of such a row as the column takes it."""
    if not isinstance(value, str):
        return value
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, sa.Date) else value
