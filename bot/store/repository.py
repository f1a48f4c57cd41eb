"""What every repository shares: the connection of a transaction and short ways to ask it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, CursorResult

from bot.store.quick import quick

AnyRow: TypeAlias = sa.Row[*tuple[Any, ...]]
AnySelect: TypeAlias = sa.Select[*tuple[Any, ...]]
Values: TypeAlias = Mapping[str, object] | Sequence[Mapping[str, object]]  # of one row or of several


@dataclass(frozen=True, slots=True)
class Memo:
    """What a transaction has read once, and the tables whose change makes it forget."""

    tables: frozenset[str]
    found: dict[Any, Any] = field(default_factory=dict)


MEMOS: WeakKeyDictionary[Connection, dict[Any, Memo]] = WeakKeyDictionary()
CHUNK = 500  # numbers that one statement is given
REMEMBERED = 200  # answers to one statement that a transaction keeps: a look at thousands of rows asks of each once


@sa.event.listens_for(sa.Engine, "rollback_savepoint")
@sa.event.listens_for(sa.Engine, "rollback")
@sa.event.listens_for(sa.Engine, "commit")
def _forget(connection: Connection, *_: object) -> None:
    """A connection may live on with another transaction, as that of the tests' theatre does."""
    if memos := MEMOS.get(connection):
        memos.clear()


@sa.event.listens_for(sa.Engine, "before_execute")
def _writes(connection: Connection, statement: sa.Executable, *_: object) -> None:
    """A write makes a transaction forget what it has read of the table.

    On PostgreSQL every write and every lock may have waited for somebody else's commit: then nothing of what was read
    before it is certain. SQLite has one writer, who is this one from BEGIN on.
    """
    memos = MEMOS.get(connection)
    alone = connection.dialect.name == "sqlite"
    writes = isinstance(statement, sa.Update | sa.Insert | sa.Delete | sa.TextClause)
    if not memos or not (writes or (not alone and isinstance(statement, sa.Select) and locks_rows(statement))):
        return
    table = getattr(statement, "table", None)
    everything = not alone or table is None or isinstance(statement, sa.Delete)  # other rows may go with it
    for memo in memos.values():
        if everything or (table is not None and table.name in memo.tables):
            memo.found.clear()


class Repository:
    """A part of the database behind one transaction's connection.

    What is asked in every turn is a statement built once, with `sa.bindparam` for its values, and asked by `ask` or
    `ask_one`: building it anew costs several times what the database needs to answer it. What was asked once in a
    transaction is not asked again before something was written.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self._memos = MEMOS.setdefault(connection, {})

    def memo(self, name: str, *tables: str) -> dict[Any, Any]:
        """What this transaction remembers under a name, until it writes into one of the `tables`."""
        return self._memo(name, lambda: frozenset(tables))

    def _memo(self, key: object, tables: Callable[[], frozenset[str]]) -> dict[Any, Any]:
        found = self._memos.get(key)
        if found is None:
            found = self._memos[key] = Memo(tables())
        return found.found

    # Statements that were built once ---------------------------------------------------------------------------------
    def ask(self, statement: AnySelect, **values: object) -> Sequence[AnyRow]:
        """All rows. Raises TypeError unless the values are exactly those that the statement asks for."""
        asked = known(statement)
        if values.keys() != asked.wanted:
            raise TypeError(f"given: {sorted(values)}, asked for: {sorted(asked.wanted)}")
        if asked.locks:
            return self._rows(statement, values)
        memo, key = self._memo(statement, lambda: asked.tables), tuple(sorted(values.items()))
        if key not in memo:
            if len(memo) >= REMEMBERED:
                memo.clear()
            memo[key] = self._rows(statement, values)
        rows: Sequence[AnyRow] = memo[key]
        return rows

    def _rows(self, statement: AnySelect, values: dict[str, object]) -> Sequence[AnyRow]:
        if self.dialect == "sqlite":
            return quick(statement).ask(self.connection, values)
        return self.connection.execute(statement, values).all()

    def ask_one(self, statement: AnySelect, **values: object) -> AnyRow | None:
        """The first of them, None when there is none."""
        found = self.ask(statement, **values)
        return found[0] if found else None

    # Any statement ---------------------------------------------------------------------------------------------------
    def run(self, statement: sa.Executable, values: Values | None = None) -> CursorResult[*tuple[Any, ...]]:
        """Write."""
        return self.connection.execute(statement, values)

    def all(self, statement: AnySelect) -> Sequence[AnyRow]:
        return self.connection.execute(statement).all()

    def first(self, statement: AnySelect) -> AnyRow | None:
        return self.connection.execute(statement.limit(1)).first()

    def value(self, column: sa.ColumnElement[Any], *where: sa.ColumnElement[bool]) -> Any:
        """One value, None when there is no row."""
        return self.connection.execute(sa.select(column).where(*where).limit(1)).scalar()

    def insert(self, table: sa.Table, **values: object) -> int:
        """Write a row; returns its id."""
        key = self.run(_insert(table), values).inserted_primary_key
        return int(key[0]) if key and isinstance(key[0], int) else 0

    def update(self, table: sa.Table, *where: sa.ColumnElement[bool], **values: object) -> int:
        """Change rows; returns how many."""
        return self.run(table.update().where(*where).values(**values)).rowcount

    def forget_some(self, column: sa.Column[Any], *where: sa.ColumnElement[bool], limit: int | None) -> int:
        """Delete rows told apart by the column, at most so many: others have their turn between. Returns how many."""
        some = sa.select(column).where(*where).limit(limit)
        return self.run(column.table.delete().where(column.in_(some))).rowcount

    def upsert(self, table: sa.Table, values: Mapping[str, object], *, key: tuple[str, ...]) -> None:
        """Insert a row, or change what is there under `key`."""
        self.run(_upsert(self.dialect, table, tuple(values), key), values)

    def insert_new(self, table: sa.Table, values: Values, *, key: tuple[str, ...] = ()) -> bool:
        """Insert a row or several; those whose `key` (without one: any) is there already are left alone.

        Returns whether the one row was new.
        """
        return bool(self.run(_insert_new(self.dialect, table, key), values).rowcount)

    def insert_once(self, table: sa.Table, values: Mapping[str, object], *, key: tuple[str, ...]) -> int:
        """The same with one row; returns its id, 0 when its key is there already."""
        return int(self.run(_insert_once(self.dialect, table, key), values).scalar() or 0)


@dataclass(frozen=True, slots=True)
class Known:
    """Of a statement that was built once: the names of its values, the tables it reads, and whether it locks rows."""

    wanted: frozenset[str]
    tables: frozenset[str]
    locks: bool


@lru_cache(maxsize=1000)
def known(statement: AnySelect) -> Known:
    """What a statement asks for and of whom."""
    compiled: Any = statement.compile()
    wanted = frozenset(name for name, bound in compiled.binds.items() if bound.required)
    read = (each.name for each in sa.sql.visitors.iterate(statement) if isinstance(each, sa.Table))
    columns = (each.table for each in sa.sql.visitors.iterate(statement) if isinstance(each, sa.Column))
    more = (table.name for table in columns if isinstance(table, sa.Table))
    return Known(wanted, frozenset((*read, *more)), locks_rows(statement))


def locks_rows(statement: AnySelect) -> bool:
    """Whether a statement says FOR UPDATE."""
    return getattr(statement, "_for_update_arg", None) is not None


# Statements of which there is one for each table, built once ----------------------------------------------------------
@cache
def _insert(table: sa.Table) -> sa.Insert:
    return table.insert()


@cache
def _upsert(dialect: str, table: sa.Table, names: tuple[str, ...], key: tuple[str, ...]) -> sa.Executable:
    statement = _MAKE[dialect](table)
    changes = {name: statement.excluded[name] for name in names if name not in key}
    made: sa.Executable = statement.on_conflict_do_update(index_elements=list(key), set_=changes)
    return made


@cache
def _insert_new(dialect: str, table: sa.Table, key: tuple[str, ...]) -> sa.Insert:
    made: sa.Insert = _MAKE[dialect](table).on_conflict_do_nothing(index_elements=list(key) or None)
    return made.execution_options(preserve_rowcount=True)  # else it is -1 on PostgreSQL: every row would seem new


@cache
def _insert_once(dialect: str, table: sa.Table, key: tuple[str, ...]) -> sa.Executable:
    return _insert_new(dialect, table, key).returning(table.c.id)


_MAKE: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
