"""What the pages of hearing share: which group of the reader hears, and the way onward."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.screen import Turn
from bot.domain.contests import Hearing
from bot.domain.ids import RoundId
from bot.domain.refused import Missing
from bot.i18n import mark
from bot.services.contests import peers
from bot.services.contests.peers import Heard
from bot.services.groups import groups

MEANS = {1: mark("⭐ not yet clear"), 2: mark("⭐⭐ good"), 3: mark("⭐⭐⭐ very good")}
STARS = {1: "⭐", 2: "⭐⭐", 3: "⭐⭐⭐"}


def load(turn: Turn, round_id: RoundId) -> Heard:
    """What the reader's group hears in a round. Raises: Missing, Forbidden."""
    group = groups.mine(turn.uow, turn.me)
    if group is None:
        raise Missing
    return peers.open_heard(turn.uow, round_id, group.id, by=turn.person)


def onward(turn: Turn, found: Heard, *, note: str = "") -> Go:
    """The next plan to hear, sent at once; where the sitting is over, or all is heard, the list."""
    waiting = found.waiting
    if not waiting or found.sitting_is_over or not found.open:
        return Go("peers.list", {"round": found.contest.round}, note=note)
    return hear(turn, waiting[0], note=note)


def hear(turn: Turn, hearing: Hearing, *, note: str = "") -> Go:
    """Send a plan's photos and voice, and ask for the stars below them."""
    peers.play(turn.uow, hearing.id, turn.chat, by=turn.person, now=turn.now)
    return Go("peers.stars", {"hearing": hearing.id}, fresh=True, note=note)
