"""A text of more than 4,096 characters, which Telegram sends in several messages."""

from __future__ import annotations

from math import floor

from bot.chat import address
from bot.chat.message import length
from bot.domain.incoming import Incoming
from bot.i18n import safe

CUT = 3700  # UTF-16 units from which a text may have been cut: apps look back for a line or sentence to cut at
SOON = 60  # seconds within which the next piece of it comes, over a slow network too


def cut(incoming: Incoming) -> str:
    """The mark of a text that may go on in the next message: when it was sent."""
    long = incoming.kind == "text" and length(safe(incoming.text)) >= CUT
    return f"text {floor(incoming.at.timestamp())}" if long else ""


def goes_on(incoming: Incoming, mark: str) -> bool:
    """Whether a text is the next piece of one that was cut."""
    begun = mark.removeprefix("text ")
    if incoming.kind != "text" or begun == mark:
        return False
    return 0 <= incoming.at.timestamp() - address.number(begun) <= SOON
