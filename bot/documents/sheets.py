"""Spreadsheets that people send, as lines of words: Excel, or CSV as any Excel writes it; and the one that is offered.

What is sent may be hostile: it is read in the process of the papers (worker.py), and no more of it than has a use.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

LINES: Final = 5_000  # that are read of one table, and one more to see that there are more
COLUMNS: Final = 40
CELL: Final = 300  # characters of a cell; no name is that long
UNPACKED: Final = 40_000_000  # bytes of an Excel file once it is unpacked; 5,000 lines need a tenth
TEXT: Final = 8_000_000  # bytes of a table of text
EMPTY: Final = 20_000  # lines that are looked through for those that say something
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SIGNS = ",;\t"


class Unread(Exception):
    """Why a file is no table that can be taken: "old", "large", "lines", "letters" or "broken"."""


def read(path: Path) -> bytes:
    """The lines of a table that say something, each with its number, as JSON: {"lines": [[7, ["…", …]], …]}.

    {"why": …} where it cannot be read, with the word of `Unread`.
    """
    try:
        found = [[number, cells] for number, cells in _some(_lines(path.read_bytes()))]
    except Unread as unread:
        return json.dumps({"why": str(unread)}).encode()
    except MemoryError:
        return json.dumps({"why": "large"}).encode()
    except Exception:  # noqa: BLE001 – a broken or hostile file raises anything, and it is all one to whoever sent it
        return json.dumps({"why": "broken"}).encode()
    return json.dumps({"lines": found}, ensure_ascii=False).encode()


def template(heads: Sequence[str], sexes: Sequence[str], yes: str, hint: str) -> bytes:
    """An empty table as Excel, its first line the `heads`; what can be chosen is offered, phones stay text."""
    book, written = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(list(heads))
    sheet.freeze_panes = "A2"
    for column, cell in zip("ABCDEFGHIJKLMNOP", sheet[1], strict=False):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D6E7E0")
        sheet.column_dimensions[column].width = 22
        sheet.column_dimensions[column].number_format = "@"
    sheet["A1"].comment = Comment(hint, "Phaen", height=80, width=240)
    for column, options in (("G", [yes]), ("H", list(sexes))):
        offered = DataValidation("list", formula1=f'"{",".join(options)}"', allow_blank=True, showErrorMessage=False)
        offered.add(f"{column}2:{column}{LINES}")
        sheet.add_data_validation(offered)
    book.save(written)
    return written.getvalue()


def _some(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Those that say something. Raises Unread where there are too many."""
    kept = 0
    for number, cells in lines:
        if number > EMPTY:
            raise Unread("lines")
        if any(cells):
            kept += 1
            if kept > LINES + 1:  # and the heads
                raise Unread("lines")
            last = max(at for at, cell in enumerate(cells) if cell)
            yield number, cells[: last + 1]


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    if content.startswith(_OLD):
        raise Unread("old")
    return _excel(content) if content.startswith(_ZIP) else _text(content)


def _excel(content: bytes) -> Iterator[tuple[int, list[str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > UNPACKED:
            raise Unread("large")
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS, values_only=True), 1):
        yield number, [_shown(cell) for cell in cells]


def _shown(value: object) -> str:
    """A cell as it would be written: a phone number without its .0, a day in figures."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, dt.datetime):
        value = value.date().isoformat()
    return _tidy(str(value))


def _text(content: bytes) -> Iterator[tuple[int, list[str]]]:
    if len(content) > TEXT:
        raise Unread("large")
    words = _decoded(content)
    first, _, rest = words.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own way of saying it
        sign, words, skipped = first.strip()[4], rest, 1
    else:
        sign = max(_SIGNS, key=first.count)
    csv.field_size_limit(TEXT)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=sign)
    before = 0
    for cells in reader:
        yield before + 1 + skipped, [_tidy(cell) for cell in cells[:COLUMNS]]
        before = reader.line_num


def _decoded(content: bytes) -> str:
    """Text in what Excel, LibreOffice and phones write: UTF-8 with its mark or without, UTF-16 of either order."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as(content, "utf-16")
    if b"\0" in content[:200]:  # UTF-16 without a mark: the heads have signs of one byte, the other is zero
        head = content[:2000]
        return _as(content, "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le")
    return _as(content, "utf-8-sig")


def _as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeError:
        raise Unread("letters") from None


def _tidy(cell: str) -> str:
    return " ".join(cell[:CELL].split())
