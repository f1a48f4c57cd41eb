"""States of the office's desk: spreadsheets of groups on their way in."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.address import Go
from bot.domain.sheets import SheetState, Unreadable
from bot.gallery.demo_data import DemoData
from bot.services.sheets import checking

_HEADS = ["ແຂວງ", "ເມືອງ", "ບ້ານ", "ຊື່ກຸ່ມ", "ຊື່ສະມາຊິກ", "ເພດ"]
_ROWS = [
    ["ອັດຕະປື", "ສານໄຊ", "ດັກຂຽດ", "ກຸ່ມລ້ຽງແບ້", "ນາງ ຄຳ", "ຍິງ"],
    ["ອັດຕະປື", "ສານໄຊ", "ດັກຂຽດ", "ກຸ່ມລ້ຽງແບ້", "ທ້າວ ສີ", "ຊາຍ"],
    ["ອັດຕະປື", "ສານໄຊ", "ດັກຂຽດ", "ກຸ່ມລ້ຽງແບ້", "ນາງ ຄຳ", "ຍິງ"],
    ["ອັດຕະປື", "ສານໃຊ່", "ດັກຂຽດ", "ກຸ່ມລ້ຽງປາ", "ນາງ ບົວ", "ຍິງ"],
    ["ອັດຕະປື", "ສານໄຊ", "ດັກຂຽດ", "ກຸ່ມລ້ຽງປາ", "ນາງ ບົວ", "?"],
]


def sheet_pages(demo: DemoData) -> Iterator[Go]:
    """A table in each state that a page shows."""
    uow, by = demo.uow, demo.people["mali"].id
    values = {"by_id": by, "name": "Attapeu-2027.xlsx", "zone": "Asia/Vientiane"}
    checked = checking.check(uow, demo.library, list(enumerate([_HEADS, *_ROWS], 1)))
    for state in (SheetState.CHECKED, SheetState.TAKING, SheetState.TAKEN, SheetState.UNREAD):
        why = Unreadable.HEADS.value if state is SheetState.UNREAD else ""
        sheet = uow.sheets.add(now=demo.now, state=state, why=why, taken_at=demo.now, **values)
        uow.sheets.keep(sheet, [] if why else checked)
        yield Go("sheets.page", {"sheet": sheet})
