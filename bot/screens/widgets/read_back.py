"""How the values of answers are read back, and how they travel in a button's 64 bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.chat.address import pack, unpack
from bot.content.form import Step
from bot.domain.plans import Part
from bot.i18n import Html, Say
from bot.papers.values import words
from bot.services.plans.answers import Value
from bot.understand import money


def long_words(value: Value, say: Say, step: Step | None = None) -> str:
    """The same as it is read back: money in figures and words, the days of a stretch with their weekdays."""
    if "kip" in value:
        return f"{say.money(value['kip'])} ({money.words(value['kip'], 'lo' if say.language == 'lo' else 'en')})"
    if "first" in value and value["first"] != value["last"]:
        first, last = (say.date(date.fromisoformat(value[name])) for name in ("first", "last"))
        return say("from {first} to {last}", first=first, last=last)
    if "first" in value:
        return say.date(date.fromisoformat(value["first"]))
    return words(value, say, step)


def part_of(value: Value, say: Say, step: Step, *, said: str = "") -> Part:
    """A value as a part of an answer: its words in the language of whoever gave it, and what they typed."""
    full = {**value, "said": said} if said else dict(value)
    return Part("text", words(full, say, step) or " ", value=full)


_BASE = 36  # of amounts and days in a button


def packed(value: Value) -> str:
    """A value that is read back, as a page's argument."""
    if "number" in value:
        return f"n{value['number']}".replace(".", "_")
    if "kip" in value:
        return "k" + pack([value["kip"]], _BASE)
    kind, names = ("d", ("day",)) if "day" in value else ("s", ("first", "last"))
    return kind + pack((date.fromisoformat(value[name]).toordinal() for name in names), _BASE)


def unpacked(word: str) -> Value:
    """The value of an argument, empty when it is forged."""
    kind, rest = word[:1], word[1:]
    try:
        if kind == "n":
            return {"number": f"{Decimal(rest.replace('_', '.')):f}"} if len(rest) < 20 else {}
        numbers = unpack(rest, _BASE)
        if kind == "k" and len(numbers) == 1:
            return {"kip": numbers[0]}
        days = [date.fromordinal(number).isoformat() for number in numbers]
        if kind == "d" and len(days) == 1:
            return {"day": days[0]}
        return {"first": days[0], "last": days[1]} if kind == "s" and len(days) == 2 else {}
    except (ValueError, ArithmeticError, OverflowError):
        return {}


def said(value: Mapping[str, Any], say: Say, step: Step) -> Html:
    """The value as a question: is it so?"""
    return say("{words} – is it so?", words=long_words(value, say, step))
