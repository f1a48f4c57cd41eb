"""What every shelf shares: a connection and short ways to ask it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, CursorResult

AnyRow: TypeAlias = sa.Row[*tuple[Any, ...]]
AnySelect: TypeAlias = sa.Select[*tuple[Any, ...]]


class Shelf:
    """A part of the database behind one transaction's connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def run(
        self, statement: sa.Executable, rows: Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        return self.connection.execute(statement, rows) if rows else self.connection.execute(statement)

    def all(self, statement: AnySelect) -> Sequence[AnyRow]:
        return self.connection.execute(statement).all()

    def first(self, statement: AnySelect) -> AnyRow | None:
        return self.connection.execute(statement.limit(1)).first()

    def value(self, column: sa.ColumnElement[Any], *where: sa.ColumnElement[bool]) -> Any:
        """One value, None when there is no row."""
        return self.connection.execute(sa.select(column).where(*where).limit(1)).scalar()

    def insert(self, table: sa.Table, **values: Any) -> int:
        """Write a row; returns its id."""
        result = self.connection.execute(table.insert().values(**values))
        key = result.inserted_primary_key
        return int(key[0]) if key and isinstance(key[0], int) else 0

    def update(self, table: sa.Table, *where: sa.ColumnElement[bool], **values: Any) -> int:
        """Change rows; returns how many."""
        return self.connection.execute(table.update().where(*where).values(**values)).rowcount


def upsert(
    connection: Connection, table: sa.Table, values: Mapping[str, Any], *, key: Iterable[str], keep: Iterable[str] = ()
) -> sa.Executable:
    """Insert, or change what is there under `key`; columns in `keep` stay as they were."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    fixed = {*key, *keep}
    statement = make(table).values(**values)
    changes = {name: statement.excluded[name] for name in values if name not in fixed}
    if not changes:
        return statement.on_conflict_do_nothing(index_elements=list(key))
    return statement.on_conflict_do_update(index_elements=list(key), set_=changes)


def insert_new(connection: Connection, table: sa.Table, *, key: Iterable[str]) -> Any:
    """An insert that leaves rows alone whose `key` is there already."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(table).on_conflict_do_nothing(index_elements=list(key))
