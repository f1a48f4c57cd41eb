"""What stands behind the last key of the large keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.contests import Phase
from bot.domain.plans import PlanState
from bot.i18n import Html, Say, mark
from bot.screens.home.views import ANYWHERE, Reader, behind, reader
from bot.services.contests import rule
from bot.services.groups import groups


@dataclass(frozen=True, slots=True)
class MoreView:
    """Who reads, and what their group has to do in a competition, if anything."""

    who: Reader
    phase: Phase | None
    sent: bool = False  # whether its plan takes part


class More(Screen[MoreView]):
    """Everything that has no key of its own."""

    name = "home.more"
    help: ClassVar[str] = mark("Everything that has no large button below. Choose where to go")

    def load(self, turn: Turn) -> MoreView:
        group = groups.mine(turn.uow, turn.me)
        found = rule.of_group(turn.uow, group, now=turn.now) if group else None
        contest = turn.uow.contests.get(found) if found else None
        plan = turn.uow.plans.of_group(group.id, found) if group and found else None
        sent = plan is not None and plan.state is not PlanState.DRAFT
        return MoreView(reader(turn), contest.phase if contest else None, sent)

    def render(self, view: MoreView, say: Say) -> Message:
        rows = [[Button(say(key), ANYWHERE[key]) for key in row] for row in behind(view.who)]
        now = {
            Phase.PRESENTING: Button(say("🔊 Tell about our plan"), Go("pitch.page", push=True)),
            Phase.PEERS: Button(say("🔊 Hear the other plans"), Go("peers.list", push=True)),
        }
        here = Button(say("🏆 The competition"), Go("peers.list", push=True)) if view.phase else None
        first = now.get(view.phase, here) if view.phase and view.sent else here
        rows = [*([[first]] if first else []), *rows]
        return Message(Html(), rows, asks=say("What would you like to do?"))
