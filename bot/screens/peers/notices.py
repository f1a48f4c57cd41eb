"""What groups hear of hearing: some plans lack votes, and there is one more to hear."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.domain.contests import Phase
from bot.domain.notices.contests import HeardMore
from bot.services.groups import groups


@notice(HeardMore, screen="peers.list")
def heard_more(occasion: Occasion[HeardMore]) -> Message | None:
    """To a group that has heard all; no longer needed once it heard this one too."""
    contest, person = occasion.uow.contests.get(occasion.what.round), occasion.person
    group = groups.mine(occasion.uow, person.id) if person else None
    if contest is None or contest.phase is not Phase.PEERS or group is None:
        return None
    waiting = [one for one in occasion.uow.pitches.of_group(group.id, contest.round) if one.stars is None]
    if not waiting:
        return None
    say = occasion.say
    told = say.plural(
        "🔊 Please hear {n} more plan: it has too few stars yet",
        "🔊 Please hear {n} more plans: they have too few stars yet",
        len(waiting),
    )
    hear = Button(say("🔊 Hear the next plan"), Go("peers.list", {"round": contest.round}, push=True))
    return Message(told, [[hear]])
