"""Columns that hold one word of an enum: the only converter between stored words and members."""

from __future__ import annotations

import logging
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

log = logging.getLogger(__name__)


class EnumText(TypeDecorator[StrEnum]):
    """Text in the database, a member in the code. No CHECK: a new member is no migration.

    Writing (or asking for) a word that is no member raises ValueError with the column's name: it is a fault of ours.
    Reading one gives a stranger of the first enum: equal to its word, and no member. A single odd row, written by
    hand or by a newer version, then looks unknown wherever it is shown, and no turn fails before it can be seen.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, column: str, *kinds: type[StrEnum], optional: bool = False) -> None:
        super().__init__()
        self.column, self.kinds, self.optional = column, kinds, optional  # their names and values make the cache's key
        self._members: dict[str, StrEnum] = {member.value: member for kind in reversed(kinds) for member in kind}

    @property
    def words(self) -> frozenset[str]:
        """Every word that may stand in the column; "" where it is optional."""
        return frozenset(self._members) | ({""} if self.optional else set())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or (self.optional and value == ""):
            return None if value is None else ""
        if value not in self._members:
            raise ValueError(f"{self.column}: {value!r} is none of {', '.join(sorted(self._members))}")
        return self._members[value].value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        if value is None or (self.optional and value == ""):
            return value  # type: ignore[return-value]  # "" is what "nothing was said" is everywhere
        return self._members.get(value) or self._stranger(value)

    def _stranger(self, value: str) -> StrEnum:
        log.error("%s holds a word that no enum has", self.column)
        kind = self.kinds[0]
        stranger = str.__new__(kind, value)
        stranger._name_, stranger._value_ = "STRANGER", value
        return stranger


def one_of(column: str, *kinds: type[StrEnum], optional: bool = False, default: str = "") -> sa.Column[str]:
    """A column of members; `column` is "table.column". `optional`: "" says that nothing was said."""
    return sa.Column(
        column.partition(".")[2],
        EnumText(column, *kinds, optional=optional),
        nullable=False,
        server_default=default,
    )
