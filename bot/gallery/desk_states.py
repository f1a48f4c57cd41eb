"""States of the office's desk: spreadsheets of groups on their way in, and groups that are worked on."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.address import Go
from bot.domain.sheets import SheetState, Unreadable
from bot.gallery.demo_data import DemoData
from bot.screens.widgets.names import packed
from bot.services import search
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


def desk_pages(demo: DemoData) -> Iterator[Go]:
    """A group being opened, changed, joined to another; a member who moves; a district with many groups."""
    group, other = demo.programme.groups["asparagus"], demo.programme.groups["newcomers"]
    here: dict[str, int | str] = {"group": group}
    yield from (Go("groups.edit", here | {"field": field}) for field in ("", "name", "project"))
    yield Go("groups.pick", here | {"member": 0})
    yield Go("groups.pick", here | {"member": demo.people["seng"].id})
    yield Go("groups.move", here | {"member": demo.people["seng"].id, "to": other})
    twin = demo.uow.groups.add(
        now=demo.now,
        name="ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ",
        village_id=demo.uow.groups.village("1704", "ດັກຂຽດ", state="known"),
        project="RLIP",
        state="active",
        zone="Asia/Vientiane",
    )
    yield Go("groups.unite", here | {"other": twin})
    village = demo.uow.groups.village("1703", "ບ້ານໃໝ່", state="known")
    for number in range(12):
        values = {"village_id": village, "state": "active", "zone": "Asia/Vientiane"}
        demo.uow.groups.add(now=demo.now, name=f"ກຸ່ມທີ {number + 1}", **values)
    yield Go("groups.district", {"district": "1703"})
    yield Go("groups.village", {"village": village})
    noy, mali = demo.people["noy"], demo.people["mali"]
    yield Go("people.give", {"member": noy.id, "role": "expert"})
    yield Go("people.projects", {"member": mali.id})
    yield Go("invites.cards")
    yield Go("invites.cards", {"province": "17"})
    yield Go("invites.make", here)
    yield Go("groups.new")
    yield Go("groups.new", {"district": "1703"})
    yield Go("groups.new", {"district": "1703", "village": 0, "words": packed("ບ້ານໃໝ່")})
    yield Go("groups.new", {"district": "1703", "village": village})
    yield Go("groups.found", {"words": search.packed("ສານໄຊ")})
    yield Go("groups.found", {"words": search.packed("ບໍ່ມີ")})
