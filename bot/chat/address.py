"""Where a button leads: absolute addresses, written into Telegram's 64 bytes of callback data and read back.

plan.step:7,problem            show this page
+help:plan.step                show this page on top of the present one; its end returns here
plan.step!skip:7,problem@3     do `skip` on this page, which was drawn at revision 3
lesson.quiz!choose:roles,0;2   the same with a value of the button's own behind the semicolon
plan.overview:7~2              the second part of a page that is longer than a message
plan.overview:7~99             what stands behind its 🧭

Whatever arrives in a button, a bookmark or a link is read here and nowhere else: `number`, `code`, `day`, `unpack`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from bot.domain import renamed

Value: TypeAlias = int | str
LIMIT = 64  # bytes of callback data (Bot API, InlineKeyboardButton)
BEHIND = 99  # the part of a page that stands behind its 🧭 (chat/behind.py)
LARGEST = 10**18 - 1  # a number that an address can carry; a database's integer holds it

_FORM = re.compile(
    r"(?P<push>\+?)(?P<screen>[a-z_]+\.[a-z_]+)(?:!(?P<action>[a-z_]+))?"
    r"(?::(?P<args>[A-Za-z0-9_,\-]*))?(?:;(?P<values>[A-Za-z0-9_,\-.]*))?(?:@(?P<seen>\d{1,9}))?(?:~(?P<part>[1-9]\d?))?"
)


@dataclass(frozen=True, slots=True)
class Go:
    """Show a page. `push` puts it on top of the present one, so that its end returns there.

    `note` is a line above the page that says what just happened, `regrets` are buttons below it, this once, that undo
    it or do it otherwise; neither travels inside a button.
    """

    screen: str
    args: Mapping[str, Value] = field(default_factory=dict)
    push: bool = False
    note: str = ""
    part: int = 1  # of a page that is longer than a message
    fresh: bool = False  # a new message even after a tap, below what was sent with it; the tapped one is taken away
    regrets: tuple[tuple[str, Tap], ...] = ()  # label and deed


@dataclass(frozen=True, slots=True)
class Back:
    """The present page has done its work: return to the one below it."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """Do an action of the present page, or of the page `on`. `values` are the button's own, such as the one chosen."""

    action: str
    values: tuple[Value, ...] = ()
    on: Go | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A button's callback data taken apart: positional values, not yet trusted."""

    screen: str
    action: str
    args: tuple[Value, ...]
    values: tuple[Value, ...]
    seen: int | None
    push: bool
    part: int = 1


def page(screen: str, args: tuple[Value, ...], *, push: bool = False, part: int = 1) -> str:
    """The data of a button that shows a page, or a later part of one."""
    return _checked(f"{'+' if push else ''}{screen}{_joined(':', args)}{f'~{part}' if part > 1 else ''}")


def tap(screen: str, action: str, args: tuple[Value, ...], values: tuple[Value, ...], seen: int | None) -> str:
    """The data of a button that does something on a page drawn at revision `seen`."""
    return _checked(f"{screen}!{action}{_joined(':', args)}{_joined(';', values)}{'' if seen is None else f'@{seen}'}")


def parse(data: str) -> Address | None:
    """Callback data taken apart, None when it is none of ours."""
    found = _FORM.fullmatch(data) if len(data.encode()) <= LIMIT else None
    if found is None:
        return None
    seen = found["seen"]
    return Address(
        screen=found["screen"],
        action=found["action"] or "",
        args=_split(found["args"]),
        values=_split(found["values"]),
        seen=int(seen) if seen else None,
        push=bool(found["push"]),
        part=int(found["part"] or 1),
    )


def read(data: str) -> Address | None:
    """The same under the names of today, however old the button is."""
    claim = parse(data)
    if claim is None:
        return None
    claim = replace(claim, screen=renamed.now("screen", claim.screen))
    if not claim.action:
        return claim
    deed = renamed.now("action", f"{claim.screen}!{claim.action}")
    screen, _, action = deed.partition("!")
    values = tuple(_value(renamed.part("value", deed, ";", str(value))) for value in claim.values)
    return replace(claim, screen=screen, action=action, values=values)


def _joined(sign: str, values: tuple[Value, ...]) -> str:
    return sign + ",".join(str(value) for value in values) if values else ""


def _split(text: str | None) -> tuple[Value, ...]:
    return tuple(_value(part) for part in text.split(",")) if text else ()


def _value(text: str) -> Value:
    # Longer figures are no ids of ours and would not fit a database's integer: they stay text and find nothing.
    return int(text) if re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", text) else text


def _checked(data: str) -> str:
    if len(data.encode()) > LIMIT or _FORM.fullmatch(data) is None:
        raise ValueError(f"not a button's data: {data!r}")
    return data


# What a link, an argument or a value says: nothing is believed, nothing raises ----------------------------------------
def number(text: str) -> int:
    """The id that a link or an argument names; 0, which nothing has, when it names none."""
    found = _value(text)
    return found if isinstance(found, int) and found > 0 else 0


def code(text: str) -> str:
    """The code that a link carries; "" when it would fit no button."""
    return text if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", text) else ""


def day(text: str) -> date | None:
    """The day that `day_written` wrote, None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_written(chosen: date) -> str:
    """A day as an argument: 20270115."""
    return f"{chosen:%Y%m%d}"


def pack(numbers: Iterable[int], base: int, *, room: int = LIMIT) -> str:
    """Whole numbers from 0 as one argument of at most `room` characters; what has no room is left out from the end.

    A page keeps the base of its first buttons (10, 16 or 36), so that all of them are read.
    """
    words = [_written(one, base) for one in numbers]
    while len(words) > 1 and len("-".join(words)) > room:
        words.pop()
    return "-".join(words)


def unpack(text: str, base: int, *, most: int = LARGEST) -> tuple[int, ...]:
    """The numbers of such an argument; none when it is forged, or one of them is above `most`."""
    if not re.fullmatch(r"[0-9a-z]+(-[0-9a-z]+)*", text):
        return ()
    try:
        found = tuple(int(one, base) for one in text.split("-"))
    except ValueError:  # a letter that this base has not, or more figures than Python reads
        return ()
    return found if max(found) <= most else ()


def _written(one: int, base: int) -> str:
    rest, last = divmod(one, base)
    return (_written(rest, base) if rest else "") + "0123456789abcdefghijklmnopqrstuvwxyz"[last]
