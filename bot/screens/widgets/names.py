"""A name that somebody wrote, as a button carries it to the next page."""

from __future__ import annotations

import re

_ROOM = 36  # signs of a button's data that are left for the name


def packed(name: str, room: int = _ROOM) -> str:
    """A name as a button may carry it, in Punycode (RFC 3492); "" where it has no room or signs of its own."""
    code = " ".join(name.split()).replace(" ", "_").encode("punycode").decode()
    return code if len(code) <= room and re.fullmatch(r"[\w\-]+", code, re.ASCII) else ""


def unpacked(code: str) -> str:
    """The name that `packed` was given; "" for a code that nobody packed."""
    try:
        return code.encode("ascii").decode("punycode").replace("_", " ").strip()
    except UnicodeError:
        return ""
