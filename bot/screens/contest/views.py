"""What several pages about a competition load and share."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.screen import Turn
from bot.domain.contests import PHASES, Contest, Phase
from bot.domain.groups import Group
from bot.domain.ids import RoundId
from bot.domain.plans import Plan, Round
from bot.domain.refused import Missing
from bot.services.contests import contests
from bot.services.rounds import rounds


@dataclass(frozen=True, slots=True)
class ContestView:
    round: Round
    contest: Contest


def load(turn: Turn) -> ContestView:
    """The round's competition, for staff. Raises: Missing, Forbidden."""
    found = rounds.open_whole(turn.uow, RoundId(turn.number("round")), by=turn.person)
    return ContestView(found, contests.open_contest(turn.uow, found.id, by=turn.person))


def with_groups(turn: Turn, round_id: RoundId) -> list[tuple[Plan, Group]]:
    """The plans that take part, each with its group."""
    plans = contests.sent(turn.uow, round_id)
    loaded = rounds.groups_of(turn.uow, plans)
    return [(plan, loaded[plan.group]) for plan in plans if plan.group in loaded]


def phase(turn: Turn) -> Phase:
    """The phase that a page is about; addresses carry its number."""
    number = turn.number("phase")
    if not 0 <= number < len(PHASES):
        raise Missing
    return PHASES[number]


def number(which: Phase) -> int:
    return PHASES.index(which)
