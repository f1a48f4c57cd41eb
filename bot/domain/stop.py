"""A stop: an administrator holds what leaves. Its kinds are answers, announcements, and notices by their noun."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.domain.ids import PersonId

KEY: Final = "stop"  # the key under which it is written down, also after it has ended
ANSWERS: Final = "answers"
ANNOUNCEMENTS: Final = "announcements"
OTHER: Final = "failures"  # the noun of what the system tells of itself, and of names that nobody knows


@dataclass(frozen=True, slots=True)
class Stop:
    """Who holds everything since when, and the kinds that leave all the same."""

    by: PersonId
    since: datetime
    open: frozenset[str] = frozenset()


def written(stop: Stop | None, before: str, *, now: datetime) -> str:
    """A stop, or its end, as it is written down in the place of what stood there before: never the same twice."""
    kept: dict[str, Any] = {"n": _kept(before).get("n", 0) + 1, "until": None if stop else now.isoformat()}
    if stop:
        kept |= {"by": stop.by, "since": stop.since.isoformat(), "open": sorted(stop.open)}
    return json.dumps(kept)


def read(text: str) -> Stop | None:
    """The stop that is written down."""
    kept = _kept(text)
    if not kept.get("since"):
        return None
    return Stop(PersonId(kept["by"]), datetime.fromisoformat(kept["since"]), frozenset(kept["open"]))


def held(text: str, at: datetime) -> bool:
    """Whether what waits since an instant may have been held: there is a stop, or one ended later."""
    until = _kept(text).get("until")
    return read(text) is not None or bool(until and at <= datetime.fromisoformat(until))


def _kept(text: str) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(text) if text else {}
    return kept
