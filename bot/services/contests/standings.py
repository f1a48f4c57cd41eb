"""What experts' points make of the plans: positions, agreement, and the final winners after visits in the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import lcm

from bot.content.library import Library
from bot.content.rubric import Criterion
from bot.domain import experts, ranking
from bot.domain.contests import Contest, Link, Phase
from bot.domain.experts import Agreement
from bot.domain.ids import PlanId, RoundId
from bot.domain.people import Person, Sex
from bot.domain.plans import Plan
from bot.domain.ranking import Final
from bot.domain.refused import Stale
from bot.domain.reviews import Reading
from bot.services.contests import contests, peers, readings
from bot.services.rounds import rounds
from bot.store.database import UnitOfWork

FIELD_POINTS = 10  # that an expert may give for what there is to see
_SHARE = ranking.APART


@dataclass(frozen=True, slots=True)
class Row:
    """A plan with what its readers gave; `points` is the share of the highest sum, None: nobody is done."""

    plan: Plan
    totals: tuple[int, ...]
    highest: int
    points: Fraction | None
    position: int | None
    finalist: bool


@dataclass(frozen=True, slots=True)
class Standings:
    """All plans of a round, the best first. `agreement` None: too few plans to say."""

    rows: tuple[Row, ...]
    agreement: Agreement | None
    doubly: int  # plans with two totals or more


def standings(uow: UnitOfWork, library: Library, round_id: RoundId, *, by: Person) -> Standings:
    """For staff. Raises: Missing, Forbidden."""
    return of_contest(uow, library, contests.open_contest(uow, round_id, by=by))


def of_contest(uow: UnitOfWork, library: Library, contest: Contest) -> Standings:
    """The same for the program itself: the plain mean, places shared unless 3 points of 30 apart.

    Only finalists have positions, since the same experts read them; without finalists all that were read.
    """
    given = readings.totals(uow, contest.round)
    kept = uow.key_values.get(readings.FINALISTS.format(contest.round)) or ""
    best = {PlanId(int(one)) for one in kept.split(",") if one}
    plans = contests.sent(uow, contest.round)
    highest = {plan.id: contests.rubric_of(uow, library, plan.id).highest for plan in plans}
    points: dict[PlanId, Fraction] = {}
    for plan in plans:
        if rows := given.get(plan.id):
            called = any(one.kind is Reading.THIRD for one, _ in rows) and plan.id not in best
            points[plan.id] = ranking.points([sum_ for _, sum_ in rows], called=called) / highest[plan.id]
    positions = _positions(uow, contest, {plan: share for plan, share in points.items() if not best or plan in best})
    found = [
        Row(
            plan,
            tuple(sum_ for _, sum_ in given.get(plan.id, ())),
            highest[plan.id],
            points.get(plan.id),
            positions.get(plan.id),
            plan.id in best,
        )
        for plan in plans
    ]
    found.sort(key=lambda row: (row.position or 999, -(row.points or 0), row.plan.id))
    units = [row for row in found if len(row.totals) > 1]
    whole = lcm(*(row.highest for row in units))  # totals of several score sheets as shares of one highest sum
    agreement = experts.agreement([[one * whole // row.highest for one in row.totals] for row in units], whole)
    return Standings(tuple(found), agreement, len(units))


@dataclass(frozen=True, slots=True)
class Within:
    """Of how many pairs of marks for one question, on one plan, the two are at most one step apart."""

    criterion: Criterion
    near: int
    pairs: int


def within(uow: UnitOfWork, library: Library, round_id: RoundId, *, by: Person) -> tuple[Within, ...]:
    """For each question of the score sheets, in their order, how often experts are within one step; for staff.

    Raises: Missing, Forbidden.
    """
    contests.open_contest(uow, round_id, by=by)
    given = uow.reviews.scores_of(round_id)
    rows: dict[tuple[str, str], list[list[int]]] = {}
    asked: dict[tuple[str, str], Criterion] = {}
    for plan, readings_ in readings.totals(uow, round_id).items():
        sheet = contests.rubric_of(uow, library, plan)
        for criterion in sheet.criteria:
            key = (sheet.key, criterion.key)
            marks = [given.get(one.id, {}).get(criterion.key) for one, _ in readings_]
            asked[key] = criterion
            rows.setdefault(key, []).append([criterion.step(mark) for mark in marks if mark is not None])
    return tuple(Within(asked[key], *experts.within_one_step(marks)) for key, marks in rows.items())


def _positions(uow: UnitOfWork, contest: Contest, points: Mapping[PlanId, Fraction]) -> dict[PlanId, int]:
    """Positions over all plans, or within each project or category where each has winners of its own."""
    found: dict[PlanId, int] = {}
    for plans in _parts(uow, contest, points).values():
        found |= ranking.shared({plan: points[plan] for plan in plans}, _SHARE)
    return found


def _parts(uow: UnitOfWork, contest: Contest, points: Mapping[PlanId, Fraction]) -> dict[str, list[PlanId]]:
    """The plans that compete with each other: all, or those of a project or category."""
    parts: dict[str, list[PlanId]] = {}
    for plan, part in contests.parts(uow, contest, points).items():
        parts.setdefault(part, []).append(plan)
    return parts


def put(uow: UnitOfWork, library: Library, round_id: RoundId, *, by: Person, now: datetime) -> int:
    """Staff take over the positions as the points make them; returns how many plans have one.

    Refused outside of the phase in which staff decide. Raises: Missing, Forbidden, Stale.
    """
    found = contests.open_contest(uow, round_id, by=by)
    if found.phase is not Phase.DECISION:
        raise Stale
    rows = of_contest(uow, library, found).rows
    for row in rows:
        uow.plans.set_position(row.plan.id, row.position)
    rounds.note(uow, "took over the positions by points of", round_id, by=by.id, now=now)
    return sum(row.position is not None for row in rows)


# The final winners ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FinalRow:
    """A plan among the final winners; `by`: which link of the chain put it behind the one before."""

    plan: Plan
    points: Fraction  # share of the highest: experts' points and those of the visit, equally
    final: Final
    by: Link | None


def finals(uow: UnitOfWork, library: Library, contest: Contest) -> tuple[FinalRow, ...]:
    """Finalists that were visited, by experts' points and what was seen; the chain parts who shares a place."""
    rows = [row for row in of_contest(uow, library, contest).rows if row.points is not None and row.plan.position]
    field = {row.plan.id: share for row in rows if (share := field_share(uow, row.plan.id)) is not None}
    whole = {
        row.plan.id: (row.points + field[row.plan.id]) / 2
        for row in rows
        if row.points is not None and row.plan.id in field
    }
    chain = [_link(uow, contest, link, field) for link in contest.rules.chain]
    plans = {row.plan.id: row.plan for row in rows}
    found = []
    for part in _parts(uow, contest, whole).values():
        ranked = ranking.winners({plan: whole[plan] for plan in part}, chain, _SHARE)
        for plan, final in ranked.items():
            by = contest.rules.chain[final.by] if final.by is not None else None
            found.append(FinalRow(plans[plan], whole[plan], final, by))
    return tuple(sorted(found, key=lambda row: (row.final.position, row.plan.id)))


def field_share(uow: UnitOfWork, plan: PlanId) -> Fraction | None:
    """The mean of what experts gave in the field as a share; None: nobody was there with photo and place."""
    given = [visit.points for visit in uow.reviews.visits(plan) if visit.whole and visit.points is not None]
    return Fraction(sum(given), len(given) * FIELD_POINTS) if given else None


def _link(uow: UnitOfWork, contest: Contest, link: Link, field: Mapping[PlanId, Fraction]) -> Mapping[PlanId, Fraction]:
    if link is Link.FIELD:
        return field
    if link is Link.PEERS:
        places = peers.of_round(uow, contest.round).places
        return {plan: Fraction(one.stars, one.votes) for plan, one in places.items() if one.votes}
    return {plan: _women(uow, plan) for plan in field}


def _women(uow: UnitOfWork, plan: PlanId) -> Fraction:
    found = uow.plans.get(plan)
    members = [uow.people.get(one.person) for one in uow.groups.members(found.group)] if found else []
    women = sum(one is not None and one.sex is Sex.WOMAN for one in members)
    return Fraction(women, len(members)) if members else Fraction(0)


def release_finals(uow: UnitOfWork, library: Library, contest: Contest) -> tuple[FinalRow, ...]:
    """Write down the final positions, when the last phase begins; none where no plan was visited."""
    found = finals(uow, library, contest)
    for row in found:
        uow.plans.set_final(row.plan.id, row.final.position)
    return found
