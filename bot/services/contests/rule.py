"""How places are found: told to everybody before the round opens, and shown on any day; and what groups' stars say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import ranking
from bot.domain.contests import Contest, Phase
from bot.domain.groups import Group
from bot.domain.ids import PlanId, RoundId
from bot.domain.people import Person, Role
from bot.domain.plans import Round, RoundState
from bot.domain.ranking import Place
from bot.domain.refused import Missing, Refused, Stale
from bot.services.contests import contests
from bot.services.groups import groups
from bot.services.rounds import allowed, rounds
from bot.store.database import UnitOfWork

_AWAY = (RoundState.DRAFT, RoundState.REMOVED)


def tell(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> None:
    """Staff let everybody concerned hear of a competition that is being prepared, and how places are found.

    A second tap tells nothing. Raises: Missing, Forbidden, Stale.
    """
    found = contests.open_contest(uow, round_id, by=by)
    round_ = uow.rounds.get(round_id)
    if round_ is None or round_.state is not RoundState.DRAFT:
        raise Stale
    if found.rules.told is None:
        uow.contests.put_rules(round_id, replace(found.rules, told=now), found.ends)
        contests.announce(uow, round_id, contests.COMING, now=now)
        rounds.note(uow, "told how places are found in", round_id, by=by.id, now=now)


def open_rule(uow: UnitOfWork, round_id: RoundId, *, by: Person) -> tuple[Round, Contest]:
    """A competition whose rule may be read: by everybody who was told of it, by staff always. Raises: Missing."""
    found, contest = uow.rounds.get(round_id), uow.contests.get(round_id)
    if found is None or contest is None:
        raise Missing
    if found.state in _AWAY and contest.rules.told is None and Role.STAFF not in by.roles:
        raise Missing
    return found, contest


def of_group(uow: UnitOfWork, group: Group, *, now: datetime) -> RoundId | None:
    """The competition that a group is in now: of the round that it writes for, of its last plan, or one that comes."""
    open_ = uow.rounds.open_now(group, now=now)
    plan = uow.plans.of_group(group.id)
    coming = (one for one in uow.rounds.kept() if one.state is RoundState.DRAFT)
    mine = [one.id for one in coming if one.is_for(group.project, group.district) and _told(uow, one.id)]
    known = [open_.id if open_ else None, plan.round if plan else None, *mine]
    return next((one for one in known if one and uow.contests.get(one)), None)


def _told(uow: UnitOfWork, round_id: RoundId) -> bool:
    contest = uow.contests.get(round_id)
    return contest is not None and contest.rules.told is not None


@dataclass(frozen=True, slots=True)
class Got:
    """What other groups said of a plan: how many gave how many stars, and the place that these make."""

    given: Mapping[int, int]
    place: Place


def got(uow: UnitOfWork, plan: PlanId, *, by: Person) -> Got:
    """The stars of a group's own plan, for its members and staff, once the results are out.

    Raises: Missing, Forbidden, Refused.
    """
    found = uow.plans.get(plan)
    if found is None:
        raise Missing
    groups.open_group(uow, found.group, by=by)
    contest = uow.contests.get(found.round)
    out = allowed.round_of(uow, found).state is RoundState.RELEASED
    if contest is None or not out or not contest.reached(Phase.RELEASED):
        raise Refused("The results are not out yet. You will be told here")
    stars = [one.stars for one in uow.pitches.of_round(found.round) if one.plan == plan and one.stars]
    return Got(Counter(stars), ranking.place(stars))
