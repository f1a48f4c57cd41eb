"""What staff set of a competition: that a round is one, until when its phases last, and its rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.content.rubric import Rubric
from bot.domain import rounds as domain
from bot.domain import zones
from bot.domain.contests import MOST_EXPERTS, MOST_HEARD, PHASES, Contest, Phase, Rules
from bot.domain.groups import GroupState
from bot.domain.ids import PlanId, RoundId
from bot.domain.notices import Notice
from bot.domain.notices.contests import ContestComes, PhaseBegun
from bot.domain.people import Person, Role
from bot.domain.plans import Plan, PlanState, RoundState
from bot.domain.refused import Missing, Refused, Stale
from bot.services import notices
from bot.services.rounds import rounds
from bot.store.database import UnitOfWork

LONGEST_PRIZE = 100  # characters
LOWEST_PRIZE = 10  # positions that may have one
COMING = "coming"  # beside the phases: what is told of a competition before its round opens
_FLAGS = ("own_winners", "own_places", "withhold", "practice")
_COUNTS = {"experts": (1, MOST_EXPERTS), "heard": (4, MOST_HEARD)}


# Everybody ------------------------------------------------------------------------------------------------------------
def rubric_of(uow: UnitOfWork, library: Library, plan: PlanId) -> Rubric:
    """The score sheet by which a plan is read: its project's in this round, or the round's, or the usual one."""
    found = uow.plans.get(plan)
    contest = uow.contests.get(found.round) if found else None
    if found is None or contest is None or not contest.rules.rubrics:
        return library.rubric
    group = uow.groups.get(found.group)
    return library.rubric_of(contest.rubric(group.project if group else ""))


def sent(uow: UnitOfWork, round_id: RoundId) -> list[Plan]:
    """The plans that take part: those that were ever sent."""
    return [plan for plan in uow.plans.of_round(round_id) if plan.state is not PlanState.DRAFT]


def parts(uow: UnitOfWork, contest: Contest, plans: Iterable[PlanId]) -> dict[PlanId, str]:
    """With which others each plan competes, by name: "" where it is all of them."""
    found = filter(None, map(uow.plans.get, plans))
    return {
        plan.id: contest.part(plan.id, group.project if (group := uow.groups.get(plan.group)) else "") for plan in found
    }


# Staff ----------------------------------------------------------------------------------------------------------------
def begin(uow: UnitOfWork, round_id: RoundId, *, practice: bool = False, by: Person, now: datetime) -> None:
    """A round that is prepared or open becomes a competition, with plans on which experts practise or without.

    Idempotent. Raises: Missing, Forbidden, Stale.
    """
    found = rounds.open_whole(uow, round_id, by=by)
    if found.state not in (RoundState.DRAFT, RoundState.OPEN) or found.unranked:
        raise Stale
    if uow.contests.begin(round_id, now=now):
        if practice:
            uow.contests.put_rules(round_id, Rules(practice=True), None)
        rounds.note(uow, "made a competition of", round_id, by=by.id, now=now)
        if found.state is RoundState.OPEN:
            announce(uow, round_id, Phase.DRAFTING, now=now)


def open_contest(uow: UnitOfWork, round_id: RoundId, *, by: Person) -> Contest:
    """A round's competition, for staff of all projects. Raises: Missing, Forbidden."""
    rounds.open_whole(uow, round_id, by=by)
    found = uow.contests.get(round_id)
    if found is None:
        raise Missing
    return found


def set_end(
    uow: UnitOfWork, round_id: RoundId, phase: str, day: date | None, *, zone: ZoneInfo, by: Person, now: datetime
) -> None:
    """A phase lasts until the end of a day, and the next one begins by itself; None: by hand.

    The end of drafting is the round's last day. Raises: Missing, Forbidden, Stale, Refused.
    """
    found = _lock(uow, round_id, by)
    if phase not in set(Phase) or Phase(phase) is PHASES[-1] or PHASES.index(Phase(phase)) < PHASES.index(found.phase):
        raise Stale
    ends = {one: at for one, at in found.rules.ends.items() if one != phase}
    if day is not None:
        at = zones.end(day, zone)
        if at <= now:
            raise Refused("This day is gone already. Choose a later day")
        ends[Phase(phase)] = at
    if not replace(found, rules=replace(found.rules, ends=ends)).in_order():
        raise Refused("The phases follow one another. Choose another day")
    if phase == Phase.DRAFTING and day is not None:
        rounds.set_deadline(uow, round_id, day, zone=zone, by=by, now=now)
    planned, lost = dict(found.rules.planned), dict(found.rules.lost)
    planned.pop(Phase(phase), None)
    lost.pop(Phase(phase), None)
    _keep(uow, found, by, now, f"set the end {day or 'by hand'} of {phase} in", ends=ends, planned=planned, lost=lost)


def set_count(uow: UnitOfWork, round_id: RoundId, what: str, count: int, *, by: Person, now: datetime) -> None:
    """How many experts read each plan first ("experts"), or how many pitches a group hears ("heard").

    Raises: Missing, Forbidden, Stale.
    """
    found = _lock(uow, round_id, by)
    least, most = _COUNTS.get(what, (1, 0))
    if not least <= count <= most or found.reached(Phase.PEERS if what == "heard" else Phase.EXPERTS):
        raise Stale
    _keep(uow, found, by, now, f"set {what} {count} in", **{what: count})


def set_flag(uow: UnitOfWork, round_id: RoundId, what: str, flag: bool, *, by: Person, now: datetime) -> None:
    """Whether names of experts are withheld ("withhold"), each project ("own_winners") or category ("own_places") has
    places of its own, and experts practise first ("practice", which does not begin any more once they read).

    Raises: Missing, Forbidden, Stale.
    """
    found = _lock(uow, round_id, by)
    ends = what == "withhold" or (what == "practice" and not flag)
    last = Phase.RELEASED if ends else Phase.EXPERTS  # who the finalists are follows from the others
    if what not in _FLAGS or found.reached(last):
        raise Stale
    _keep(uow, found, by, now, f"set {what} {flag} in", **{what: flag})


def set_rubric(
    uow: UnitOfWork, library: Library, round_id: RoundId, project: str, key: str, *, by: Person, now: datetime
) -> None:
    """The score sheet of a project's plans, "" for all that have none of their own.

    Refused once a plan was sent: marks of two sheets cannot be compared. Raises: Missing, Forbidden, Stale, Refused.
    """
    found = _lock(uow, round_id, by)
    if key not in library.rubrics:
        raise Stale
    if sent(uow, round_id):
        raise Refused("Plans were sent already. The score sheet stays as it is")
    rubrics = {**found.rules.rubrics, project: key}
    _keep(uow, found, by, now, f"set the score sheet {key} in", rubrics=rubrics)


def set_prize(uow: UnitOfWork, round_id: RoundId, position: int, words: str, *, by: Person, now: datetime) -> None:
    """What a position gets; "" takes it away. Raises: Missing, Forbidden, Stale, Refused."""
    found, tidy = _lock(uow, round_id, by), " ".join(words.split())
    if not 1 <= position <= LOWEST_PRIZE or found.reached(Phase.WINNERS):
        raise Stale
    if len(tidy) > LONGEST_PRIZE:
        raise Refused("This is too long. Please write it shorter")
    prizes = {one: what for one, what in {**found.rules.prizes, position: tidy}.items() if what}
    _keep(uow, found, by, now, f"set the prize of position {position} in", prizes=prizes)


def set_category(uow: UnitOfWork, plan: PlanId, category: str, *, by: Person, now: datetime) -> None:
    """Put a plan into a category of winners, "" into none. Raises: Missing, Forbidden, Stale."""
    placed = uow.plans.get(plan)
    if placed is None:
        raise Missing
    found = _lock(uow, placed.round, by)
    if category not in ("", *found.rules.categories) or found.reached(Phase.RELEASED):
        raise Stale
    of_plans = {one: what for one, what in {**found.rules.of_plans, plan: category}.items() if what}
    _keep(uow, found, by, now, f"put plan {plan} into the category {category or 'none'} of", of_plans=of_plans)


def set_categories(uow: UnitOfWork, round_id: RoundId, words: str, *, by: Person, now: datetime) -> None:
    """The categories of winners, separated by commas, such as women's groups, youth; at most six.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = _lock(uow, round_id, by)
    names = tuple(dict.fromkeys(name for part in words.replace("\n", ",").split(",") if (name := part.strip())))
    if found.reached(Phase.RELEASED):
        raise Stale
    if len(names) > 6 or any(len(name) > rounds.LONGEST_NAME for name in names):  # more buttons than a page holds
        raise Refused("This is too long. Please write it shorter")
    of_plans = {plan: one for plan, one in found.rules.of_plans.items() if one in names}
    _keep(uow, found, by, now, "set the categories of", categories=names, of_plans=of_plans)


# What phases tell -----------------------------------------------------------------------------------------------------
def announce(uow: UnitOfWork, round_id: RoundId, phase: str, *, now: datetime, at: datetime | None = None) -> None:
    """Everybody concerned is told of a phase, or of what is COMING, in a job: at once, or at an instant."""
    key = f"{round_id} {phase} {now.isoformat()}"
    uow.jobs.add("phase", now=at or now, key=key, round=round_id, phase=str(phase))


def tell_phase(uow: UnitOfWork, round_id: RoundId, phase: str, *, after_id: int, now: datetime) -> int | None:
    """Tell the members of the next groups above `after_id`, and their chats, that a phase has begun.

    All groups that the round is for of drafting, then those that sent a plan; staff and experts with the first of
    them. Returns where to go on, None when all are told, or the phase is over already; idempotent.
    """
    contest = uow.contests.get(round_id)
    if contest is None or not _still(uow, contest, phase):
        return None
    key = f"{round_id}:{phase}:{contest.since.isoformat()}"
    comes = phase == COMING
    what: Notice = ContestComes(round=round_id) if comes else PhaseBegun(round=round_id, phase=phase)
    if after_id == 0:
        office = [one.id for role in (Role.STAFF, Role.EXPERT) for one in uow.people.with_role(role)]
        notices.tell_all(uow, office, what, now=now, key=key)
    early = comes or phase == Phase.DRAFTING
    mine = uow.rounds.groups(round_id) if early else sorted({plan.group for plan in sent(uow, round_id)})
    listed = [group for group in mine if group > after_id][: rounds.CHUNK]
    for group in filter(None, map(uow.groups.get, listed)):
        if group.state is not GroupState.ACTIVE:
            continue
        members = [member.person for member in uow.groups.members(group.id)]
        notices.tell_all(uow, members, what, now=now, key=key)
        if group.chat:
            notices.tell_chat(uow, group.chat, what, now=now, key=key)
    return listed[-1] if len(listed) == rounds.CHUNK else None


def _still(uow: UnitOfWork, contest: Contest, phase: str) -> bool:
    """Whether what is to be told is true yet."""
    if phase != COMING:
        return contest.phase == phase
    found = uow.rounds.get(contest.round)
    return found is not None and found.state is RoundState.DRAFT


def running(uow: UnitOfWork, at: datetime) -> list[Contest]:
    """The competitions of rounds that are not put away and have a phase that ends after an instant, locked.

    Drafting is left out: its end is the last day of the round.
    """
    found = (uow.contests.lock(one.id) for one in uow.rounds.kept() if one.state is not RoundState.DRAFT)
    return [contest for contest in found if contest and contest.to_come(at)]


def make_up(uow: UnitOfWork, begun: datetime, away: timedelta, *, zone: ZoneInfo) -> None:
    """Nobody could do anything from `begun` on for so long: phases that had not ended last longer, by whole days.

    So do those behind them, or they would be the shorter for it. Several short outages cost a day together.
    """
    for found in running(uow, begun):
        move(uow, found, begun, away, zone=zone)


def move(uow: UnitOfWork, found: Contest, begun: datetime, away: timedelta, *, zone: ZoneInfo) -> None:
    """The same for one competition; whoever was reminded of the end of its phase hears of the new one."""
    ends, planned, lost = dict(found.rules.ends), dict(found.rules.planned), dict(found.rules.lost)
    for phase in found.to_come(begun):
        planned.setdefault(phase, ends[phase])
        lost[phase] = lost.get(phase, 0) + round(away.total_seconds())
        ends[phase] = domain.later(ends[phase], planned[phase], timedelta(seconds=lost[phase]), zone)
    rules = replace(found.rules, ends=ends, planned=planned, lost=lost)
    uow.contests.put_rules(found.round, rules, ends.get(found.phase))
    if ends.get(found.phase) != found.ends:
        uow.contests.change(found.round, warned_at=None)


def go_on(uow: UnitOfWork, round_id: RoundId, begun: datetime, away: timedelta, *, zone: ZoneInfo) -> None:
    """Staff have said what becomes of a long outage: the phases end by their days again, by so much later."""
    found = uow.contests.lock(round_id)
    if found is not None and away:
        move(uow, found, begun, away, zone=zone)
    elif found is not None:
        uow.contests.change(round_id, next_at=found.ends)


def _lock(uow: UnitOfWork, round_id: RoundId, by: Person) -> Contest:
    open_contest(uow, round_id, by=by)
    found = uow.contests.lock(round_id)
    assert found is not None, "competitions are never taken away"
    return found


def _keep(uow: UnitOfWork, found: Contest, by: Person, now: datetime, verb: str, **changes: Any) -> None:
    rules: Rules = replace(found.rules, **changes)
    ends: Mapping[Phase, datetime] = rules.ends
    uow.contests.put_rules(found.round, rules, ends.get(found.phase))
    if "ends" in changes:
        uow.contests.change(found.round, warned_at=None)
    rounds.note(uow, verb, found.round, by=by.id, now=now)
