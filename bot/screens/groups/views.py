"""What several pages about groups share: names of locations, lists that are turned, groups on buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.chat import address
from bot.chat.address import Go, Value
from bot.chat.message import Button, row
from bot.content.library import Library
from bot.i18n import Say
from bot.store.directory import GroupRow
from bot.understand import names

PAGE = 5  # groups or places on buttons of one page, beside those that turn it and what else is offered
T = TypeVar("T")


def province_name(code: str, library: Library, say: Say) -> str:
    found = library.locations.province(code)
    return found.name(say.language) if found else code


def district_name(code: str, library: Library, say: Say) -> str:
    found = library.locations.district(code)
    return found.name(say.language) if found else code


def named(codes: Sequence[tuple[str, int]], name: Callable[[str], str]) -> list[tuple[str, str, int]]:
    """(code, name, how many) in the order in which a dictionary has the names."""
    return sorted(((code, name(code), n) for code, n in codes), key=lambda one: (names.order(one[1]), one[0]))


def number(place: tuple[str, str, int]) -> int:
    """A named place's code as an address carries it: leading zeros say nothing."""
    return address.number(place[0].lstrip("0"))


def turned(
    items: Sequence[T], key: Callable[[T], int], here: Go, after: Value, say: Say, *, size: int = PAGE
) -> tuple[list[T], list[Button]]:
    """The items behind the one called `after`, and the buttons that turn the list.

    What comes in or goes meanwhile shifts no page: a page begins behind an item, not at a number.
    """
    keys = [key(one) for one in items]
    start = keys.index(after) + 1 if after in keys else 0
    shown = list(items[start : start + size])
    first = start - PAGE - 1
    before = Button(say("◀ Before"), _to(here, keys[first] if first >= 0 else 0)) if start else None
    more = Button(say("More ▶"), _to(here, keys[start + size - 1])) if start + size < len(items) else None
    return shown, row(before, more)


def _to(here: Go, after: int) -> Go:
    return Go(here.screen, {**here.args, "after": after})


def button(group: GroupRow) -> Button:
    """A group with its village."""
    return Button(f"{group.name} – {group.village}", Go("groups.page", {"group": group.id}, push=True))
