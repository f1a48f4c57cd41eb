"""Who wants a call, as a table that any spreadsheet opens: names, groups, and phone numbers that stay as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from bot.i18n import Say
from bot.store.announcements import Caller

_LAOS = "+856"
_BLOCK = 4  # figures that stand together


def table(callers: Sequence[Caller], say: Say) -> bytes:
    """UTF-8 with its mark, which every Excel needs to read Lao letters."""
    file = io.StringIO()
    write = csv.writer(file).writerow
    write([say("Name"), say("Group"), say("Phone number")])
    for one in callers:
        write([harmless(one.name), harmless(one.group), dialled(one.phone)])
    return file.getvalue().encode("utf-8-sig")


def harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.lstrip()[:1] in ("=", "+", "-", "@") else words


def dialled(number: str) -> str:
    """A number as it is dialled in Laos: 020 5512 3456. Its spaces keep a spreadsheet from making a sum of it."""
    digits = f"0{number.removeprefix(_LAOS)}" if number.startswith(_LAOS) else f"00{number.removeprefix('+')}"
    head, rest = digits[:3], digits[3:]
    return " ".join([head, *(rest[at : at + _BLOCK] for at in range(0, len(rest), _BLOCK))]) if number else ""
