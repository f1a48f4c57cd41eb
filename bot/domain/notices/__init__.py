"""What somebody is told who did not ask: one small class a reason, a file for each noun.

A verb tells it (`services/notices.py`), a row keeps it by name and arguments until it leaves, and then it is drawn in
`screens/<noun>/notices.py`. Rows of older versions are read like new ones: whoever renames a notice or a field adds a
line to `domain/renamed.py`, and every new field has a default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is told. `notice` is its name in a row, and stays as it is when the class is renamed."""

    notice: ClassVar[str]

    @property
    def args(self) -> dict[str, Any]:
        """Its fields as a row keeps them, in JSON; those that say nothing but their default are left out."""
        kept: dict[str, Any] = _adapter(type(self)).dump_python(self, mode="json", exclude_defaults=True)
        return kept


Kind = TypeVar("Kind", bound=Notice)


def read(kind: type[Kind], args: Mapping[str, Any]) -> Kind:
    """A notice out of a row, arguments that it has not left out. ValueError when one is missing or makes no sense."""
    found: Kind = _adapter(kind).validate_python(args)
    return found


def _adapter(kind: type[Notice]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


_ADAPTERS: dict[type[Notice], TypeAdapter[Any]] = {}  # each is made when it is needed first
