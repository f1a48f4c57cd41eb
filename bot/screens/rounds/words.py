"""How a round is named, and what may be chosen for it."""

from __future__ import annotations

from bot.content.library import Library
from bot.domain.agreements import Needed
from bot.domain.plans import Round
from bot.i18n import Html, Say, lines, mark

NEEDED = {
    Needed.ALL: mark("All members"),
    Needed.TWO_THIRDS: mark("Two thirds"),
    Needed.HALF: mark("More than half"),
    Needed.NONE: mark("Nobody has to agree"),
}


def location(code: str, library: Library, say: Say) -> str:
    """A province or district by its code."""
    found = library.locations.province(code) if len(code) == 2 else library.locations.district(code)
    return found.name(say.language) if found else code


def whom(found: Round, library: Library, say: Say) -> Html:
    """Whose groups a round is for."""
    if not (found.projects or found.districts):
        return say("👥 For all groups")
    districts = (location(code, library, say) for code in found.districts)
    return lines(
        say("👥 Only for: {names}", names=say.names(found.projects)) if found.projects else "",
        say("👥 Only in: {names}", names=say.names(districts)) if found.districts else "",
    )


def title(found: Round, say: Say) -> str:
    """A round's name, or its number while it has none."""
    return say.pick(found.name) or str(say("Round {n}", n=found.id))
