"""How a round is named, and what may be chosen for it."""

from __future__ import annotations

from bot.domain.agreements import Needed
from bot.domain.plans import Round
from bot.i18n import Say, mark

NEEDED = {
    Needed.ALL: mark("All members"),
    Needed.TWO_THIRDS: mark("Two thirds"),
    Needed.HALF: mark("More than half"),
    Needed.NONE: mark("Nobody has to agree"),
}


def title(found: Round, say: Say) -> str:
    """A round's name, or its number while it has none."""
    return say.pick(found.name) or str(say("Round {n}", n=found.id))
