"""Statements that were built once, asked of SQLite's driver itself.

For one row by its key SQLite needs a few microseconds and SQLAlchemy's way there and back some eighty, a dozen times a
turn. Here the statement is compiled once; values and columns pass through SQLAlchemy's own conversions.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

Convert: TypeAlias = Callable[[Any], Any]
_DIALECT = sqlite.dialect()


class Quick:
    """One statement: its SQL, and how values go in and columns come out."""

    def __init__(self, statement: sa.Select[*tuple[object, ...]]) -> None:
        compiled: Any = statement.compile(dialect=_DIALECT)
        assert not compiled.post_compile_params, "its SQL would change with its values"
        columns = list(statement.selected_columns)
        self.sql, self.fixed = str(compiled), dict(compiled.params)
        self.values = [(name, _bound(compiled.binds[name].type)) for name in compiled.positiontup]
        self.converted = [(index, read) for index, column in enumerate(columns) if (read := _read(column.type))]
        names = [getattr(column, "name", "") for column in columns]
        self.row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]

    def ask(self, connection: Connection, values: dict[str, object]) -> list[Any]:
        """The rows, which look like SQLAlchemy's."""
        given = self.fixed | values
        bound = [convert(given[name]) if convert else given[name] for name, convert in self.values]
        driver = connection.connection.driver_connection
        assert driver is not None, "a transaction has a connection"
        return [self._made(row) for row in driver.execute(self.sql, bound).fetchall()]

    def _made(self, row: Sequence[object]) -> Any:
        if not self.converted:
            return self.row._make(row)
        values = list(row)
        for index, read in self.converted:
            values[index] = read(values[index])
        return self.row._make(values)


@lru_cache(maxsize=1000)
def quick(statement: sa.Select[*tuple[object, ...]]) -> Quick:
    """The compiled form of a statement; there are as many as modules hold."""
    return Quick(statement)


def _bound(kind: sa.types.TypeEngine[Any]) -> Convert | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _read(kind: sa.types.TypeEngine[Any]) -> Convert | None:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
