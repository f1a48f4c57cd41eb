"""Rows as lines of JSON that belong to no kind of database, out of one and into another, a few thousand at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.types import TypeEngine

from bot.store.tables import Instant

AT_ONCE = 2_000  # rows in memory
_KINDS: Final[dict[str, TypeEngine[Any]]] = {
    "text": sa.Text(),
    "number": sa.BigInteger(),
    "flag": sa.Boolean(),
    "json": sa.JSON(none_as_null=True),
    "instant": Instant(),
    "day": sa.Date(),
}


_FOUND = (
    ("json", sa.JSON),
    ("flag", sa.Boolean),
    ("instant", sa.DateTime),
    ("day", sa.Date),
    ("number", sa.Integer),
    ("text", sa.String),
)
_VERSION = "alembic_version"


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as an archive describes it: its columns and the kind of each, in the order of the rows' values."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]

    def written(self) -> dict[str, object]:
        return {"name": self.name, "columns": [list(one) for one in self.columns], "key": list(self.key)}

    @classmethod
    def read(cls, raw: dict[str, Any]) -> Shape:
        """Raises KeyError, TypeError or ValueError for what is none."""
        columns = tuple((str(name), str(kind)) for name, kind in raw["columns"])
        if unknown := {kind for _, kind in columns} - set(_KINDS):
            raise ValueError(f"kinds of columns that are not known: {sorted(unknown)}")
        return cls(str(raw["name"]), columns, tuple(map(str, raw["key"])))

    @property
    def table(self) -> sa.TableClause:
        """With plain types: what stands there is neither judged nor converted."""
        return sa.table(self.name, *(sa.column(name, _KINDS[kind]) for name, kind in self.columns))


def shapes(connection: Connection) -> list[Shape]:
    """Every table that is there, of whatever version, those that others refer to first."""
    found = sa.MetaData()
    found.reflect(connection, resolve_fks=True)
    return [
        Shape(
            table.name,
            tuple((column.name, _kind(column.type)) for column in table.c),
            tuple(key.name for key in table.primary_key),
        )
        for table in found.sorted_tables
        if table.name != _VERSION
    ]


def version(connection: Connection) -> str:
    """The newest migration that the database has seen."""
    return str(connection.execute(sa.text(f"SELECT version_num FROM {_VERSION}")).scalar_one())


def _kind(of: TypeEngine[Any]) -> str:
    """The kind of a column as the database calls it."""
    for kind, one in _FOUND:
        if isinstance(of, one):
            return kind
    raise ValueError(f"a kind of columns that is not known: {of!r}")


def lines(connection: Connection, shape: Shape) -> Iterator[tuple[int, bytes]]:
    """(how many, lines) of a table, a few thousand rows each, in the order of its key."""
    table = shape.table
    found = connection.execution_options(yield_per=AT_ONCE).execute(
        sa.select(*table.c).order_by(*(table.c[name] for name in shape.key))
    )
    for rows in found.partitions(AT_ONCE):
        yield len(rows), "".join(f"{_line(row)}\n" for row in rows).encode()


def _line(row: Sequence[object]) -> str:
    values = [value.isoformat() if isinstance(value, date) else value for value in row]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def put(connection: Connection, shape: Shape, written: bytes) -> int:
    """Write such lines into the table; returns how many rows. Raises ValueError for what are none."""
    rows = [_read(shape, line) for line in written.splitlines()]
    if rows:
        connection.execute(shape.table.insert(), rows)
    return len(rows)


def _read(shape: Shape, line: bytes) -> dict[str, object]:
    values = json.loads(line)
    return {name: _value(kind, value) for (name, kind), value in zip(shape.columns, values, strict=True)}


def _value(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "instant":
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind == "day" else value


def empty(connection: Connection) -> bool:
    """Whether no table of the database has a row, whatever version it is of."""
    names = set(sa.inspect(connection).get_table_names()) - {_VERSION}
    return not any(connection.execute(sa.text(f'SELECT 1 FROM "{name}" LIMIT 1')).first() for name in sorted(names))


def go_on_counting(connection: Connection, shapes: Iterable[Shape]) -> None:
    """PostgreSQL numbers new rows above those that were put in; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for shape in shapes:
        if shape.key == ("id",) and _counts(connection, shape.name):
            connection.execute(
                sa.text(
                    f"SELECT setval(pg_get_serial_sequence('{shape.name}', 'id'), max(id)) FROM \"{shape.name}\""
                    " HAVING max(id) IS NOT NULL"
                )
            )


def _counts(connection: Connection, table: str) -> bool:
    return connection.execute(sa.text(f"SELECT pg_get_serial_sequence('{table}', 'id')")).scalar() is not None
