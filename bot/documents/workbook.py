"""An Excel workbook, written row by row: real dates and numbers, words as words, whatever they begin with."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from bot.documents.figures import Cell, Page

_DAY, _MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_FIXED = datetime(2026, 1, 1)  # noqa: DTZ001 – so that the same figures give the same bytes
_LONGEST = 32_000  # characters of a cell; Excel takes 32,767


def workbook(pages: Sequence[Page]) -> bytes:
    """The workbook; no more than a row of it is in memory at a time."""
    written = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(written, options)
    book.set_properties({"title": pages[0].name if pages else "", "created": _FIXED})
    formats = {name: book.add_format({"num_format": name}) for name in (_DAY, _MOMENT, "#,##0", "@")}
    head = book.add_format({"bold": True, "bg_color": "#eef4f1", "bottom": 1, "text_wrap": True, "valign": "top"})
    for page in pages:
        _page(book.add_worksheet(page.name), page, head, formats)
    book.close()
    return written.getvalue()


def _page(sheet: Any, page: Page, head: Any, formats: dict[str, Any]) -> None:
    for at, (_, width) in enumerate(page.columns):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(page.rows), 1), len(page.columns) - 1)
    for at, (title, _) in enumerate(page.columns):
        sheet.write_string(0, at, title, head)
    for row, cells in enumerate(page.rows, 1):
        for at, cell in enumerate(cells):
            _write(sheet, row, at, cell, formats)


def _write(sheet: Any, row: int, at: int, cell: Cell, formats: dict[str, Any]) -> None:
    match cell:
        case None | "":
            return
        case datetime():
            sheet.write_datetime(row, at, cell, formats[_MOMENT])
        case date():
            sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), formats[_DAY])  # noqa: DTZ001
        case int():
            sheet.write_number(row, at, cell, formats["#,##0"])
        case float():
            sheet.write_number(row, at, cell)
        case str():
            sheet.write_string(row, at, cell[:_LONGEST], formats["@"])
