"""Writes the competition of content/demo/contest.yaml: plans that were sent, and the phase in which groups present."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.content import programme as told
from bot.content.demo import CONTEST
from bot.domain import zones
from bot.domain.contests import Phase, Rules
from bot.domain.notices.contests import PhaseBegun
from bot.domain.zones import zone_of
from bot.services import notices
from bot.store.database import UnitOfWork

if TYPE_CHECKING:
    from bot.demo.programme import LivingProgramme

READERS = 2  # who read each plan first
_EVENING = timedelta(hours=7)  # before midnight: what follows is told by day
_BEGUN = -1  # the day on which the phase began


def write(uow: UnitOfWork, programme: LivingProgramme, contest: told.Contest) -> None:
    """Write the competition into a programme that is written, as if its phase had begun yesterday."""
    for expert in contest.experts:
        programme.person(uow, expert)
    programme.round(uow, contest.round)
    for plan in contest.plans:
        programme.plan(uow, plan)
    round_id = programme.rounds[CONTEST]
    uow.contests.begin(round_id, now=programme.at(contest.round.opens))
    zone = zone_of("")
    days = {Phase(name): zones.day(programme.at(day), zone) for name, day in contest.ends.items()}
    ends = {phase: zones.end(day, zone) - _EVENING for phase, day in days.items()}
    rules = Rules(experts=READERS, prizes=dict(enumerate(contest.prizes, 1)), ends=ends)
    uow.contests.change(round_id, phase=Phase.PRESENTING.value, since=programme.at(_BEGUN))
    uow.contests.put_rules(round_id, rules, ends[Phase.PRESENTING])


def tell(uow: UnitOfWork, programme: LivingProgramme, keys: Iterable[str]) -> None:
    """Let some people see the phase that has begun, once in each language that they read."""
    people = [programme.people[key] for key in keys]
    what = PhaseBegun(round=programme.rounds[CONTEST], phase=Phase.PRESENTING.value)
    notices.tell_all(uow, people, what, now=programme.now, key=f"{CONTEST}:{programme.language}")
