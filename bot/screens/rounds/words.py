"""How a round is named."""

from __future__ import annotations

from bot.domain.plans import Round
from bot.i18n import Say


def title(found: Round, say: Say) -> str:
    """A round's name, or its number while it has none."""
    return say.pick(found.name) or str(say("Round {n}", n=found.id))
