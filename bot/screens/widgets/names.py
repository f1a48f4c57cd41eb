"""A name that somebody wrote, as a button carries it to the next page."""

from __future__ import annotations

import re

from bot.services.search import unpacked

__all__ = ["packed", "unpacked"]  # a name comes back as the words of a search do

_ROOM = 36  # signs of a button's data that are left for the name


def packed(name: str, room: int = _ROOM) -> str:
    """A name as a button may carry it, in Punycode (RFC 3492); "" where it has no room or signs of its own."""
    code = " ".join(name.split()).replace(" ", "_").encode("punycode").decode()
    return code if len(code) <= room and re.fullmatch(r"[\w\-]+", code, re.ASCII) else ""
