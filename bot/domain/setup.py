"""What administrators set in the chat: each item with what it is, where its first value comes from, and its bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfoNotFoundError

from bot.domain import zones
from bot.domain.agreements import Needed
from bot.domain.refused import Counted, Refused

KEY: Final = "set {}"  # the key under which the value of an item stands


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"
    ZONE = "zone"
    HOURS = "hours"  # 20:00-07:00
    TIME = "time"  # 17:30
    NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be set; `source` gives its first value: a setting of the environment, or a file."""

    name: str
    kind: Kind
    source: str
    least: int = 0
    most: int = 100  # of a number, or letters of a text


_CONTENT: Final = "content/reminders.yaml"
ITEMS: Final = {
    item.name: item
    for item in (
        Item("name_lo", Kind.TEXT, "", 0, 60),
        Item("name_en", Kind.TEXT, "", 0, 60),
        Item("welcome_lo", Kind.TEXT, "", 0, 300),
        Item("welcome_en", Kind.TEXT, "", 0, 300),
        Item("contact", Kind.TEXT, "PHAEN_CONTACT", 0, 100),
        Item("timezone", Kind.ZONE, "PHAEN_TIMEZONE"),
        Item("quiet", Kind.HOURS, _CONTENT),
        Item("morning", Kind.TIME, _CONTENT),
        Item("evening", Kind.TIME, _CONTENT),
        Item("agreement", Kind.NEEDED, ""),
        Item("ask_second_above", Kind.NUMBER, "PHAEN_ASK_SECOND_ABOVE", 0, 1_000_000),
        Item("media_person", Kind.NUMBER, "PHAEN_MEDIA_PERSON", 0, 100_000),
        Item("media_plan", Kind.NUMBER, "PHAEN_MEDIA_PLAN", 0, 100_000),
        Item("decision_minutes", Kind.NUMBER, "PHAEN_DECISION_MINUTES", 0, 10_080),
        Item("return_days", Kind.NUMBER, "PHAEN_RETURN_DAYS", 1, 365),
    )
}
_TIME = r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?"
_HOURS = re.compile(rf"{_TIME}\s*(?:-|–|until|ຫາ|ຮອດ)\s*{_TIME}")


def read(item: Item, typed: str) -> str:
    """The value that somebody typed, in one form. Raises: Refused."""
    words = " ".join(typed.split())
    match item.kind:
        case Kind.NUMBER:
            return _number(item, words)
        case Kind.ZONE:
            return _zone(words)
        case Kind.HOURS:
            found = _HOURS.fullmatch(words)
            if found is None or found.group(1, 2) == found.group(3, 4):
                raise Refused("Write the hours like 20:00-07:00")
            return f"{int(found[1]):02}:{found[2] or '00'}-{int(found[3]):02}:{found[4] or '00'}"
        case Kind.TIME:
            at = re.fullmatch(_TIME, words)
            if at is None:
                raise Refused("Write the time like 17:30")
            return f"{int(at[1]):02}:{at[2] or '00'}"
        case Kind.NEEDED:
            if words not in list(Needed):
                raise Refused("Choose a button below")
            return words
    if len(words) > item.most:
        raise Refused(Counted("This has {n} letter at the most", "This has {n} letters at the most", item.most))
    return words


def hours(value: str) -> tuple[time, time]:
    """When the quiet hours begin and end."""
    first, last = value.split("-")
    return time.fromisoformat(first), time.fromisoformat(last)


def _number(item: Item, words: str) -> str:
    if not (words.isdecimal() and len(words) < 10 and item.least <= int(words) <= item.most):
        raise Refused("Write a number from {least} to {most}", least=item.least, most=item.most)
    return str(int(words))


def _zone(words: str) -> str:
    try:
        return zones.zone_of(words).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused("This is no time zone. Asia/Vientiane is one") from None
