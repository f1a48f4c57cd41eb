"""What came of a spreadsheet that staff bring in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.ids import SheetId
from bot.domain.notices import Notice


@dataclass(frozen=True, slots=True)
class SheetChecked(Notice):
    notice = "sheet_checked"
    sheet: SheetId


@dataclass(frozen=True, slots=True)
class SheetDone(Notice):
    notice = "sheet_done"
    sheet: SheetId
