"""What the page and the notice about a new leader share."""

from __future__ import annotations

from bot.i18n import Html, Say
from bot.services.groups.handovers import Candidacy


def candidate(candidacy: Candidacy, say: Say) -> Html:
    return say("Shall {name} lead the group {group} from now on?", name=candidacy.name, group=candidacy.group.name)
