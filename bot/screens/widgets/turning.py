"""The row of buttons that turns the pages of something long."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat.address import Go
from bot.chat.message import Button, row
from bot.i18n import Say


def turning(page: int, pages: int, to: Callable[[int], Go], say: Say) -> list[Button]:
    """The page before and the next one, where there are such; `page` is counted from 0."""
    before = Button(say("◀ Page before"), to(page - 1)) if page else None
    after = Button(say("Next ▶"), to(page + 1)) if page < pages - 1 else None
    return row(before, after)
