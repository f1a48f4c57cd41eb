"""What was understood is read back before it is kept: is it so, or which is it; and how it travels in a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.chat.address import pack, unpack
from bot.chat.message import Button, Message, Rows, column
from bot.chat.screen import Turn
from bot.chat.typed import meant
from bot.content.form import Step
from bot.domain.incoming import Answer
from bot.domain.plans import Part
from bot.i18n import Html, Say
from bot.papers.values import words
from bot.services.plans.answers import Value
from bot.understand import money


# The page -------------------------------------------------------------------------------------------------------------
def question(
    text: Html,
    answers: Rows,
    other: Button,
    *,
    asks: Html | None = None,
    beside: bool = False,
    below: Sequence[Button] = (),
) -> Message:
    """A question before anything is kept: its answers, then what leads elsewhere, and what else may be done.

    `beside`: all of them stand in one row.
    """
    each = [*answers, [other]]
    return Message(text, [*([[button for row in each for button in row]] if beside else each), below], asks=asks)


def reading(
    choices: Sequence[Button],
    *,
    so: Html,
    yes: Button,
    which: Html,
    other: Button,
    no: Button | None = None,
    beside: bool = False,
) -> Message:
    """What somebody typed can mean one thing: is it `so`? Or several: `which` of the `choices` is it?

    `other` is for whoever meant something else; `no` its button beside a single yes, where that is called otherwise.
    """
    if len(choices) > 1:
        return replace(question(Html(), column(choices), other), asks=which)
    return replace(question(Html(), [[yes]], no or other, beside=beside), asks=so)


def said_yes(turn: Turn, answer: Answer) -> bool:
    """Whether yes was typed instead of tapped."""
    return meant(answer, [(turn.say("👍 Yes"), True)]) is True


# What is read back ----------------------------------------------------------------------------------------------------
def so(value: Value, say: Say, step: Step | None = None) -> Html:
    """The value as a question: is it so?"""
    return say("{words} – is it so?", words=long_words(value, say, step))


def long_words(value: Value, say: Say, step: Step | None = None) -> str:
    """A value as it is read back: money in figures and words, the days of a stretch with their weekdays."""
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


# In a button ----------------------------------------------------------------------------------------------------------
_BASE = 36  # of amounts and days
_NUMBER = re.compile(r"-?[0-9]+(_[0-9]+)?")
_LONGEST = 19  # characters of a number


def packed(value: Value) -> str:
    """A number, an amount, a day or a stretch of days as an argument: n1_5, kae2, djdu3, sjdu3-jdub."""
    if "number" in value:
        return f"n{value['number']}".replace(".", "_")
    if "kip" in value:
        return "k" + pack([value["kip"]], _BASE)
    kind, names = ("d", ("day",)) if "day" in value else ("s", ("first", "last"))
    return kind + pack((date.fromisoformat(value[name]).toordinal() for name in names), _BASE)


def unpacked(word: str) -> Value:
    """The value of an argument, empty when it is forged."""
    kind, rest = word[:1], word[1:]
    if kind == "n":
        fits = len(rest) <= _LONGEST and _NUMBER.fullmatch(rest)
        return {"number": rest.replace("_", ".")} if fits else {}
    found = unpack(rest, _BASE)
    if kind == "k" and len(found) == 1:
        return {"kip": found[0]}
    days = [date.fromordinal(one).isoformat() for one in found if 0 < one <= date.max.toordinal()]
    if kind == "d" and len(days) == len(found) == 1:
        return {"day": days[0]}
    return {"first": days[0], "last": days[1]} if kind == "s" and len(days) == len(found) == 2 else {}
