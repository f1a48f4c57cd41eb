"""Which columns refer to files, and by which way to a plan: found in the metadata, so that no new one is forgotten."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot.store.tables import media, metadata, plans

# Columns of JSON that hold no number of a file. An order to fetch one is no use of it, and what waits to be sent holds
# Telegram's id of it instead. Every other column of JSON is looked through.
WITHOUT = {
    *("announcements.texts", "announcements.audience", "announcements.marks", "audiences.conditions"),
    *("places.stack", "places.voice", "outbox.content", "outbox.also", "outbox.args", "outbox.place", "jobs.args"),
    *("rounds.name", "published_questions.words", "contests.rules", "contests.dice"),
    *("timetables.steps", "line_values.value", "merges.trace", "unions.trace", "persons.projects", "sheet_lines.words"),
}
_HELD = re.compile(r'"medium": ?(\d+)')  # as `contents.written` and `Plans` write it


@cache
def named() -> tuple[sa.Column[Any], ...]:
    """The columns whose rows name one file each."""
    return tuple(
        key.parent
        for table in metadata.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda one: one.parent.name)
        if key.column is media.c.id
    )


@cache
def in_json() -> tuple[sa.Column[Any], ...]:
    """The columns of JSON in which the numbers of files stand."""
    columns = (column for table in metadata.sorted_tables for column in table.columns)
    return tuple(
        one for one in columns if isinstance(one.type, sa.JSON) and f"{one.table.name}.{one.name}" not in WITHOUT
    )


def held(text: str) -> set[int]:
    """The numbers of files in JSON."""
    return {int(number) for number in _HELD.findall(text)}


@cache
def from_plans(table: sa.Table) -> sa.FromClause | None:
    """A table joined, by what its rows belong to, as far as the plans; None where no way leads there."""
    return _joined(table, table, frozenset({table.name}))


def _joined(whole: sa.FromClause, table: sa.Table, passed: frozenset[str]) -> sa.FromClause | None:
    if table is plans:
        return whole
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
        above = key.column.table
        if above.name in passed or key.ondelete != "CASCADE":  # what outlives the other does not belong to it
            continue
        found = _joined(whole.join(above, key.parent == key.column), above, passed | {above.name})
        if found is not None:
            return found
    return None
