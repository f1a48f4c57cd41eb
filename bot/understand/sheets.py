"""What people write into a table of groups: the heads of its columns, and the words in its cells, Lao or English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.understand import names
from bot.understand.readings import Unclear

# A column's key → how its head may be written; the first Lao and the first English one stand in the template.
HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "province": ("ແຂວງ", "Province"),
    "district": ("ເມືອງ", "District"),
    "village": ("ບ້ານ", "Village", "ຊື່ບ້ານ", "Village name"),
    "group": ("ຊື່ກຸ່ມ", "Group", "ກຸ່ມ", "Group name", "Farmer group"),
    "project": ("ໂຄງການ", "Project"),
    "name": ("ຊື່ສະມາຊິກ", "Member", "ຊື່", "ສະມາຊິກ", "ຊື່ ແລະ ນາມສະກຸນ", "Name", "Member name", "Full name"),
    "leader": ("ຫົວໜ້າກຸ່ມ", "Leader", "ຫົວໜ້າ", "Group leader"),
    "sex": ("ຍິງ ຫຼື ຊາຍ", "Woman or man", "ເພດ", "ຍິງ/ຊາຍ", "ແມ່ຍິງ/ຜູ້ຊາຍ", "Sex", "Gender", "Woman/man"),
    "youth": ("ອາຍຸ 18–35", "Age 18–35", "ໄວໜຸ່ມ", "ອາຍຸ", "Youth", "Age", "Youth (18–35)"),
    "phone": ("ເບີໂທ", "Phone", "ເບີໂທລະສັບ", "Phone number", "Telephone", "Tel", "Mobile"),
}
NEEDED: Final = ("district", "village", "group")  # without these columns nothing can be taken from a table
YOUNG = range(18, 36)  # years of age
_BOTH = re.compile(r"[/(\n]")
_SIGNS = str.maketrans("", "", "/()*:–-_?")
_WOMAN = ("ຍິງ", "ແມ່ຍິງ", "ຍ", "ນາງ", "woman", "female", "f", "w", "women")
_MAN = ("ຊາຍ", "ຜູ້ຊາຍ", "ຊ", "ທ້າວ", "man", "male", "m", "men")
_YES = ("ແມ່ນ", "ເປັນ", "ຫົວໜ້າ", "ຫົວໜ້າກຸ່ມ", "yes", "y", "x", "1", "true", "leader", "✓", "✔", "✅")
_NO = ("ບໍ່", "ບໍ່ແມ່ນ", "no", "n", "0", "false", "-", "–")


def columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column a line of heads names where; the first of two of one name stands. Empty for any other line."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        parts = (cell, *_BOTH.split(cell))  # ແຂວງ / Province, as in the template
        key = next((_KEYS[head] for part in parts if (head := _head(part)) in _KEYS), None)
        if key is not None:
            found.setdefault(key, index)
    return found if all(key in found for key in NEEDED) else {}


def sex(cell: str) -> str | Unclear:
    """ "woman", "man", or "" for an empty cell."""
    return _word(cell, _SEXES)


def yes(cell: str) -> str | Unclear:
    """ "yes", "no", or "" for an empty cell."""
    return _word(cell, _ANSWERS)


def youth(cell: str) -> str | Unclear:
    """The same of whether somebody is between 18 and 35, also as their age in years."""
    digits = cell.strip()
    if digits.isdecimal() and len(digits) < 4 and int(digits) > 1:
        return "yes" if int(digits) in YOUNG else "no"
    return yes(cell)


def _word(cell: str, known: Mapping[str, str]) -> str | Unclear:
    return known.get(_plain(cell), Unclear()) if cell.strip() else ""


def _plain(word: str) -> str:
    return names.fold(word) or word.strip()


def _head(cell: str) -> str:
    return names.fold(cell.translate(_SIGNS))


_KEYS: Final = {_head(word): key for key, words in HEADS.items() for word in words}
_SEXES: Final = {_plain(word): value for value, words in (("woman", _WOMAN), ("man", _MAN)) for word in words}
_ANSWERS: Final = {_plain(word): value for value, words in (("yes", _YES), ("no", _NO)) for word in words}
