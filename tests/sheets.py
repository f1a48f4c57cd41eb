"""Spreadsheets for tests: as Excel and as CSV, read as the bot reads them, and brought in as its jobs do."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from bot.documents import sheets as reading
from bot.domain.ids import SheetId
from bot.services.sheets import sheets, taking
from bot.store.database import UnitOfWork
from tests.story import LIBRARY, Story

HEADS = ("ແຂວງ", "ເມືອງ", "ບ້ານ", "ຊື່ກຸ່ມ", "ໂຄງການ", "ຊື່ສະມາຊິກ", "ຫົວໜ້າກຸ່ມ", "ເພດ", "ອາຍຸ", "ເບີໂທ")
ROW = ("ອັດຕະປື", "ສານໄຊ", "ດັກຂຽດ", "ກຸ່ມລ້ຽງແບ້", "RLIP", "ນາງ ຄຳ", "", "ຍິງ", "25", "020 5512 3456")


def row(**changed: str) -> tuple[str, ...]:
    """A good line, with other words in the columns that are named: village, group, name, …"""
    keys = ("province", "district", "village", "group", "project", "name", "leader", "sex", "youth", "phone")
    return tuple(changed.get(key, word) for key, word in zip(keys, ROW, strict=True))


def excel(rows: Iterable[Sequence[Any]], heads: Sequence[str] = HEADS) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in (heads, *rows):
        book.active.append(list(line))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def text(rows: Iterable[Sequence[str]], sign: str = ",", heads: Sequence[str] = HEADS) -> str:
    return "\r\n".join(sign.join(line) for line in (heads, *rows)) + "\r\n"


def read(folder: Path, content: bytes) -> dict[str, Any]:
    """What the process of the papers makes of a file."""
    path = folder / "table"
    path.write_bytes(content)
    found: dict[str, Any] = json.loads(reading.read(path))
    return found


def lines(rows: Iterable[Sequence[str]], heads: Sequence[str] = HEADS) -> list[tuple[int, Sequence[str]]]:
    """Lines as they are read."""
    return list(enumerate((heads, *rows), 1))


def work(uow: UnitOfWork, read_: dict[str, Any] | None, story: Story) -> None:
    """Do the jobs about spreadsheets, as the app does; `read_` is what was in the file."""
    while job := uow.jobs.take(now=story.now):
        if job.kind == "sheet" and read_ is not None:
            sheets.keep(uow, LIBRARY, SheetId(job.args["sheet"]), read_, now=story.now)
        elif job.kind == "sheet lines":
            while taking.go_on(uow, LIBRARY, SheetId(job.args["sheet"]), now=story.now):
                pass
        uow.jobs.done(job.id)
