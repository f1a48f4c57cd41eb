"""Spreadsheets as people's programmes write them, and as nobody should; they are read within bounds."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.documents import sheets
from tests.sheets import HEADS, ROW, excel, read, row, text

WANTED = [[1, list(HEADS)], [2, list(ROW)], [4, list(row(name="ທ້າວ ສີ"))]]
TABLE = [ROW, ("",) * 10, row(name="ທ້າວ ສີ")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_every_csv_that_excel_writes_is_read(tmp_path: Path, encoding: str, sign: str) -> None:
    assert read(tmp_path, text(TABLE, sign).encode(encoding)) == {"lines": WANTED}


def test_excel_may_say_its_sign_first_and_cells_may_have_several_lines(tmp_path: Path) -> None:
    words = 'sep=;\r\n"a;b";c\r\n"two\nlines";d\r\ne;f'
    assert read(tmp_path, words.encode()) == {"lines": [[2, ["a;b", "c"]], [3, ["two lines", "d"]], [5, ["e", "f"]]]}


def test_excel_is_read_with_numbers_as_they_are_shown(tmp_path: Path) -> None:
    assert read(tmp_path, excel(TABLE)) == {"lines": WANTED}
    assert read(tmp_path, excel([(2055123456.0, 25, None, "=1+1", True)], heads=["a"]))["lines"][1] == [
        2,
        ["2055123456", "25", "", "=1+1", "True"],
    ]


def test_the_empty_table_is_read_as_it_is_offered(tmp_path: Path) -> None:
    offered = sheets.template(["ແຂວງ / Province", "ເມືອງ / District"], ["ຍິງ", "ຊາຍ"], "ແມ່ນ", "hint")
    assert read(tmp_path, offered) == {"lines": [[1, ["ແຂວງ / Province", "ເມືອງ / District"]]]}


def bomb(size: int) -> bytes:
    """A good Excel file one of whose parts is large once it is unpacked."""
    good, made = zipfile.ZipFile(io.BytesIO(excel([ROW]))), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in good.namelist():
            packed.writestr(name, good.read(name))
        packed.writestr("xl/media/image1.png", b"\0" * size)
    return made.getvalue()


def laughing() -> bytes:
    """An Excel file whose sheet names something that grows tenfold nine times."""
    grows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    sheet = f'<!DOCTYPE w [<!ENTITY l0 "lol">{grows}]><worksheet><sheetData>&l8;</sheetData></worksheet>'
    good, made = zipfile.ZipFile(io.BytesIO(excel([ROW]))), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in good.namelist():
            packed.writestr(name, sheet if name.endswith("sheet1.xml") else good.read(name))
    return made.getvalue()


def endless() -> bytes:
    """An Excel file whose only line is a million lines down."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.cell(1_000_000, 1, "here")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old"),
        (b"PK\x03\x04 and nothing of it", "broken"),
        (excel([ROW])[:900], "broken"),
        (text([ROW]).encode("utf-8")[:-1] + b"\xff\xfe\xfd", "letters"),
        ("ບ້ານ".encode("utf-16")[:-1], "letters"),
        (text([row(name=f"Noy {n}") for n in range(5_001)]).encode(), "lines"),
        (excel([row(name=f"Noy {n}") for n in range(5_001)]), "lines"),
        (b"a,b\n" * 4_000_000, "large"),
        (bomb(41_000_000), "large"),
        (endless(), "lines"),
        (laughing(), "broken"),
        (b'"' + b"x," * 100_000, None),
        (b"", None),
        (b"\0" * 5_000, None),
        (b"\xff\xd8\xff\xe0 a picture", "letters"),
    ],
)
def test_what_is_no_table_is_told_by_its_kind(tmp_path: Path, content: bytes, why: str | None) -> None:
    found = read(tmp_path, content)
    assert found.get("why") == why
    assert len(json.dumps(found)) < 2_000


def test_five_thousand_lines_are_taken(tmp_path: Path) -> None:
    assert len(read(tmp_path, text([row(name=f"Noy {n}") for n in range(5_000)]).encode())["lines"]) == 5_001
