"""Figures as they go on a picture or a page: bars and tables, with every number written out."""

from __future__ import annotations

from typing import Any

from bot.documents import press, typesetting
from bot.documents.figures import Chart, Figures, Table

_WIDTH = 900  # pixels of a picture: sharp on a phone of 360 points
_LETTERS, _FEW = 46, 18  # of a label on a picture, and where two stand side by side
_ROWS = 14  # of a table on a picture or a page


def picture(sheet: Figures) -> bytes:
    """The figures as PNG, 900 pixels wide."""
    return press.png("chart", _data(sheet, _LETTERS), {}, width=_WIDTH)


def page(sheet: Figures) -> bytes:
    """The figures on one page (PDF, A4)."""
    return press.pdf("report", _data(sheet, _FEW), {})


def _data(sheet: Figures, letters: int) -> dict[str, Any]:
    return {
        "labels": {},  # and the next two: paper.typ speaks of plans
        "members": 0,
        "counted": [],
        "plain": {"title": typesetting.shown(sheet.title), "language": sheet.language},
        "title": typesetting.lines(sheet.title),
        "whose": typesetting.lines(sheet.whose),
        "dated": typesetting.lines(sheet.dated),
        "foot": typesetting.lines(sheet.foot) if sheet.foot else None,
        "parts": [
            _chart(part, letters) if isinstance(part, Chart) else _table(part, letters if letters > _FEW else _FEW // 2)
            for part in sheet.parts
        ],
    }


def _chart(chart: Chart, letters: int) -> dict[str, Any]:
    widest = max((sum(bar.values) for bar in chart.bars), default=0) or 1
    return {
        "kind": "chart",
        "title": typesetting.lines(chart.title),
        "legend": [typesetting.lines(one) for one in chart.legend],
        "bars": [
            {
                "label": typesetting.lines(typesetting.short(bar.label, letters)),
                "shares": [value / widest for value in bar.values],
                "told": typesetting.lines(bar.told),
            }
            for bar in chart.bars
        ],
    }


def _table(table: Table, letters: int) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": typesetting.lines(table.title),
        "head": [typesetting.lines(one) for one in table.head],
        "rows": [[_cell(cell, 0 if at else letters) for at, cell in enumerate(row)] for row in table.rows[:_ROWS]],
        "more": typesetting.lines(table.more) if len(table.rows) > _ROWS and table.more else None,
    }


def _cell(cell: str, letters: int) -> typesetting.Lines:
    """A name in so many letters; a figure (0) is never cut."""
    return typesetting.lines(typesetting.short(cell, letters) if letters else cell)
