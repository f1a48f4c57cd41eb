"""Figures as they go on a picture, a page or a sheet: plain values that another process can be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = str | int | float | date | datetime | None  # a datetime as clocks show it, without its zone


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, the parts that it consists of, and its figure in words."""

    label: str
    values: tuple[int, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title; `legend` names the parts of a bar, in the colours of the template."""

    title: str
    legend: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures in columns; the first column of each row is its name."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str = ""  # what is said of rows that had no room


@dataclass(frozen=True, slots=True)
class Figures:
    """A picture or a page: its head, and what stands on it."""

    title: str
    whose: str
    dated: str
    language: str
    parts: tuple[Chart | Table, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its name, its columns as (head, width in letters), its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Sequence[tuple[Cell, ...]]
