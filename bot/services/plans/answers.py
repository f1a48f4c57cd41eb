"""What a typed text means at a step of the form, beyond its words, as a value that a machine can read.

    choice, many   {"choices": ["shade", "road"]}         keys of the form
    number         {"number": "2.5"}                      a decimal
    money          {"kip": 500000}
    date           {"day": "2027-01-15"}
    season         {"first": "2026-12-01", "last": "2026-12-10"}, with "season": its key where one was named
    people         {"people": [{"id": 3, "name": "ນ້ອຍ"}, {"name": "Aunt Bua"}]}

"said" holds what was typed, where that is more than the value. What can be mistaken (days, money, numbers) waits beside
the answer until it is read back; names and choices are kept at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from bot.content.form import Step
from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group, Member
from bot.domain.plans import Answer
from bot.domain.refused import Stale
from bot.services import seasons
from bot.services.plans.plan_view import PlanView
from bot.services.seasons import Stretch
from bot.store.database import UnitOfWork
from bot.understand import dates, lao, money, numbers, spans
from bot.understand.readings import Unclear, Unsure

Value: TypeAlias = Mapping[str, Any]

READ_BACK = ("number", "money", "date", "season")
"""Kinds of steps whose typed answers are read back before they are kept."""
LONGEST_NAME = 60  # characters; what is longer is no name
_LIST = re.compile(r"\s*(?:[,;/\n]|\s+(?:and|ແລະ|ກັບ)\s+)\s*")
_ALSO = re.compile(r"^(?:and|ແລະ|ກັບ)\s+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text can mean: values to choose from, or stretches of a season to choose a part of; nothing of either."""

    values: tuple[Value, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    named: str = ""  # the key of the season that was named
    timeless: bool = False  # a season was named whose days nobody knows: ask for the month


def day_of(group: Group, at: datetime) -> date:
    """The day of an instant where the group lives."""
    return zones.day(at, group.zone)


# Kept at once ---------------------------------------------------------------------------------------------------------
def chosen(step: Step, text: str) -> Value | None:
    """The choices that were typed in any language: one of a `choice`, some of a `many`; None for other words.

    Raises: Stale.
    """
    typed = [text] if step.kind == "choice" else _pieces(text)
    keys = [_choice(step, piece) for piece in typed]
    return choices(step, [key for key in keys if key]) if keys and all(keys) else None


def choices(step: Step, keys: Sequence[str]) -> Value:
    """The value of chosen keys, in the order of the form. Refused for a key that the form does not have.

    Raises: Stale.
    """
    if any(step.choice(key) is None for key in keys):
        raise Stale
    return {"choices": [choice.key for choice in step.choices if choice.key in keys]}


def people(members: Sequence[Member], text: str) -> Value | None:
    """The names in a text, those of members with their number; None when it is no list of names."""
    names = _pieces(text)
    if not names or any(len(name) > LONGEST_NAME for name in names):
        return None
    return {"people": [_person(members, name) for name in dict.fromkeys(names)]}


def _person(members: Sequence[Member], name: str) -> dict[str, Any]:
    called = [member for member in members if lao.fold(member.name) == lao.fold(name)]
    return {"id": int(called[0].person), "name": called[0].name} if len(called) == 1 else {"name": name}


def _choice(step: Step, piece: str) -> str | None:
    wanted = lao.fold(piece)
    if wanted.isdecimal() and 0 < int(wanted) <= len(step.choices):
        return step.choices[int(wanted) - 1].key
    named = (one.key for one in step.choices if wanted in map(lao.fold, one.title.by_language.values()))
    return next(named, None)


def _pieces(text: str) -> list[str]:
    pieces = (_ALSO.sub("", piece).strip(" .") for piece in _LIST.split(text.strip()))
    return [piece for piece in pieces if piece]


# Read back first ------------------------------------------------------------------------------------------------------
def waits(step: Step, answer: Answer) -> bool:
    """Whether an answer that waits does so for being read back: typed words without a meaning yet."""
    return step.kind not in ("text", "voice", "photo", "actions") and all(
        part.kind == "text" and not part.value for part in answer.parts
    )


def meaning(uow: UnitOfWork, library: Library, whole: PlanView, step: Step, text: str, *, on: date) -> Meaning:
    """What a text can mean at a step whose answers are read back; `on` is the day on which it was written."""
    words = " ".join(text.split())
    match step.kind:
        case "number":
            return Meaning(tuple({"number": _plain(value)} for value in _all(numbers.read(words))))
        case "money":
            return Meaning(tuple({"kip": kip} for kip in _all(money.read(words))))
        case "date":
            found = Meaning(tuple({"day": day.isoformat()} for day in _all(dates.read(words, today=on))))
        case "season":
            found = Meaning(tuple(map(stretch, _all(spans.read(words, today=on)))))
        case _:
            return Meaning()
    return found if found.values else season(uow, library, words, whole.group.province, on=on)


def season(uow: UnitOfWork, library: Library, text: str, province: str, *, on: date) -> Meaning:
    """The coming stretches of the seasons that a text names."""
    found = seasons.named(library, text)
    known = [one for name in found for one in seasons.stretches(uow, library, name, province, today=on)]
    key = (known[0].named if known else found[0]).season.key if found else ""
    return Meaning(stretches=tuple(known), named=key, timeless=bool(found) and not known)


def stretch(days: spans.Span) -> Value:
    """The value of a first and a last day."""
    return {"first": days[0].isoformat(), "last": days[1].isoformat()}


def valid(kind: str, value: Value) -> bool:
    """Whether a button's claim can be a value of a step of this kind at all."""
    try:
        match kind:
            case "number":
                return 0 <= Decimal(value["number"]) <= 1_000_000_000
            case "money":
                return 0 <= int(value["kip"]) <= money.LARGEST
            case "date":
                return 2000 <= date.fromisoformat(value["day"]).year < 2100
            case "season":
                first, last = (date.fromisoformat(value[name]) for name in ("first", "last"))
                return first.year >= 2000 and first <= last and last.year < 2100
    except (KeyError, ValueError, ArithmeticError):
        return False
    return False


def _all(reading: object) -> tuple[Any, ...]:
    if isinstance(reading, Unclear):
        return ()
    return reading.choices if isinstance(reading, Unsure) else (reading,)


def _plain(number: Decimal) -> str:
    return f"{number:f}"
