"""Experts read plans for the decision: by lot, never with a conflict, one more where two differ, finalists by all.

The advice that a group gets while it writes is another thing (`services/reviews`); whoever gave it knows the group, and
does not decide on its plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.content.library import Library
from bot.domain import lots, ranking
from bot.domain.contests import Contest, Phase
from bot.domain.ids import AssignmentId, PersonId, PlanId, RoundId
from bot.domain.notices.contests import ReadersSilent, ReadingOver
from bot.domain.notices.reviews import ReviewAsked, ReviewNobody
from bot.domain.people import Person, Role
from bot.domain.plans import Plan
from bot.domain.refused import Counted, Missing, Refused, Stale
from bot.domain.reviews import Assignment, Reading, ReviewState, Said, total
from bot.services import notices
from bot.services.contests import contests
from bot.services.rounds import rounds
from bot.store.database import UnitOfWork

FINALISTS = "finalists of round {}"  # the key under which they stand once they are chosen
_OPEN = (ReviewState.ASKED, ReviewState.SCORING)


# Who may read what ----------------------------------------------------------------------------------------------------
def connected(uow: UnitOfWork, plan: Plan, experts: Iterable[PersonId]) -> frozenset[PersonId]:
    """Experts who may not decide on a plan: of the group, of its village or district, who advised, helped or answered
    it, who said so before, whom staff forbid.
    """
    group, barred = uow.groups.get(plan.group), uow.reviews.known(plan.group)
    barred |= {expert for expert, pinned in uow.reviews.rules_of(plan.id).items() if not pinned}
    for expert in experts:
        own = [uow.groups.get(member.group) for member in uow.groups.of_person(expert)]
        if group and any(one and (one.id == group.id or one.district == group.district) for one in own):
            barred.add(expert)
    return frozenset(barred)


def allowed(uow: UnitOfWork, plans: Iterable[Plan]) -> dict[PlanId, tuple[PersonId, ...]]:
    """Plan → experts who may decide on it."""
    experts = [one.id for one in uow.people.with_role(Role.EXPERT)]
    found = {}
    for plan in plans:
        barred = connected(uow, plan, experts)
        found[plan.id] = tuple(one for one in experts if one not in barred)
    return found


def set_reader(
    uow: UnitOfWork, plan: PlanId, expert: PersonId, pinned: bool | None, *, by: Person, now: datetime
) -> None:
    """Staff pin an expert to a plan (True), forbid it (False) or leave it to the lot (None), before it is drawn.

    Raises: Missing, Forbidden, Stale.
    """
    found = uow.plans.get(plan)
    if found is None:
        raise Missing
    if contests.open_contest(uow, found.round, by=by).reached(Phase.EXPERTS):
        raise Stale
    uow.reviews.put_rule(plan, expert, pinned, by.id, now=now)
    verb = {True: "pinned", False: "forbade", None: "left to the lot"}[pinned]
    uow.audit.note(by.id, f"{verb} person {expert} as a reader of", f"plan {plan}", now=now)


# The lot --------------------------------------------------------------------------------------------------------------
def draw(uow: UnitOfWork, contest: Contest, *, now: datetime) -> None:
    """When experts begin to read: who reads what, by the seed of the round; each is asked. Idempotent."""
    plans = contests.sent(uow, contest.round)
    free = allowed(uow, plans)
    pinned = {plan.id: [one for one, pin in uow.reviews.rules_of(plan.id).items() if pin] for plan in plans}
    seed = contest.seed or lots.seed((plan.id for plan in plans), [], "")
    lot = lots.draw(free, dict.fromkeys(free, contest.rules.experts), f"{seed}:experts", pinned=pinned)
    for plan in plans:
        for expert in lot.readers.get(plan.id, ()):
            _ask(uow, plan.id, expert, Reading.FIRST, now=now)
        if not lot.readers.get(plan.id):
            _nobody(uow, plan.id, now=now)
    apart = "" if lot.connected else " without connection"
    uow.audit.note(None, f"drew the readers{apart} by {seed[:16]} in", f"round {contest.round}", now=now)


def _ask(uow: UnitOfWork, plan: PlanId, expert: PersonId, kind: Reading, *, now: datetime) -> AssignmentId | None:
    latest = uow.submissions.latest(plan)
    if latest is None:
        return None
    new = uow.reviews.assign(latest.id, expert, now=now, kind=kind)
    if new is not None:
        notices.tell(uow, expert, ReviewAsked(new), now=now, key=str(new))
    return new


def _nobody(uow: UnitOfWork, plan: PlanId, *, now: datetime) -> None:
    staff = [one.id for one in uow.people.with_role(Role.STAFF)]
    notices.tell_all(uow, staff, ReviewNobody(plan=plan), now=now, key=f"decision {plan}")


def replace(uow: UnitOfWork, gone: Assignment, *, now: datetime) -> PersonId | None:
    """Another expert in the place of one who reads no more: the one with the least to read; None: nobody is left."""
    return _one_more(uow, gone.plan, gone.kind, now=now)


def _one_more(uow: UnitOfWork, plan: PlanId, kind: Reading, *, now: datetime) -> PersonId | None:
    found = uow.plans.get(plan)
    contest = uow.contests.get(found.round) if found else None
    if found is None or contest is None:
        return None
    asked = {one.expert for one in uow.reviews.readings_of(plan)}
    loads: dict[PersonId, int] = {}
    for one in uow.reviews.readings(found.round):
        if one.expert is not None:
            loads[one.expert] = loads.get(one.expert, 0) + 1
    free = {plan: tuple(one for one in allowed(uow, [found])[plan] if one not in asked)}
    lot = lots.draw(free, {plan: 1}, f"{contest.seed}:{len(asked)}", loads=loads, connect=False)
    chosen = next(iter(lot.readers[plan]), None)
    if chosen is None:
        _nobody(uow, plan, now=now)
    elif _ask(uow, plan, chosen, kind, now=now) is None:
        return None
    return chosen


# An expert ------------------------------------------------------------------------------------------------------------
def may_read(uow: UnitOfWork, found: Assignment) -> bool:
    """Whether an expert may still read for the decision."""
    plan = uow.plans.get(found.plan)
    contest = uow.contests.get(plan.round) if plan else None
    return contest is not None and contest.phase is Phase.EXPERTS


def finish(uow: UnitOfWork, library: Library, found: Assignment, seen: int, *, now: datetime) -> None:
    """A reading for the decision is done: every question has a mark, and a strength and a suggestion are said.

    Raises: Stale, Refused.
    """
    if found.revision != seen:
        raise Stale
    rubric = contests.rubric_of(uow, library, found.plan)
    scores = uow.reviews.scores(found.id)
    if missing := [one.key for one in rubric.criteria if one.key not in scores]:
        raise Refused(
            Counted(
                "{n} question has no points yet. Answer it, then save",
                "{n} questions have no points yet. Answer them, then save",
                len(missing),
            )
        )
    if unsaid(uow, found):
        raise Refused("Please say one strength and one suggestion. The group learns from them")
    uow.reviews.change(found.id, state=ReviewState.DONE.value, decided_at=now)
    settle(uow, library, found.plan, now=now)


def unsaid(uow: UnitOfWork, found: Assignment) -> tuple[Said, ...]:
    """What an expert still has to say, in words or voice."""
    said = {comment.kind for comment in uow.reviews.comments(found.id)}
    return tuple(one for one in Said if one not in said)


def settle(uow: UnitOfWork, library: Library, plan: PlanId, *, now: datetime) -> None:
    """After a reading is done: one more where the first two differ; finalists once all first readings are done.

    Idempotent.
    """
    found = uow.plans.get(plan)
    contest = uow.contests.lock(found.round) if found else None
    if found is None or contest is None or contest.phase is not Phase.EXPERTS:
        return
    mine = uow.reviews.readings_of(plan)
    done = [one for one in mine if one.state is ReviewState.DONE]
    highest = contests.rubric_of(uow, library, plan).highest
    two = len(done) == 2 and all(one.kind is Reading.FIRST for one in mine if one.state is not ReviewState.DECLINED)
    if contest.rules.experts == 2 and two and ranking.calls_third(_totals(uow, done), highest):
        _one_more(uow, plan, Reading.THIRD, now=now)
    everything = uow.reviews.readings(contest.round)
    if not any(one.state in _OPEN for one in everything):
        choose_finalists(uow, contest, now=now)


def choose_finalists(uow: UnitOfWork, contest: Contest, *, now: datetime) -> frozenset[PlanId]:
    """Strictness is corrected, only for this: the best five of eleven are read by all who may. Idempotent."""
    key = FINALISTS.format(contest.round)
    if kept := uow.key_values.get(key):
        return frozenset(PlanId(int(one)) for one in kept.split(","))
    totals: dict[PlanId, dict[PersonId, int]] = {}
    for one in uow.reviews.readings(contest.round):
        if one.state is ReviewState.DONE and one.expert is not None:
            totals.setdefault(one.plan, {})[one.expert] = total(uow.reviews.scores(one.id))
    best = ranking.finalists(totals, contests.parts(uow, contest, totals))
    if not best:
        return best
    uow.key_values.set(key, ",".join(str(one) for one in sorted(best)))
    uow.audit.note(None, f"chose the finalists {sorted(best)} of", f"round {contest.round}", now=now)
    plans = [plan for plan in contests.sent(uow, contest.round) if plan.id in best]
    for plan, experts in allowed(uow, plans).items():
        asked = {one.expert for one in uow.reviews.readings_of(plan)}
        for expert in experts:
            if expert not in asked:
                _ask(uow, plan, expert, Reading.FINAL, now=now)
    return best


def finalists_now(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> int:
    """Staff let the finalists be chosen before all first readings are done; returns how many there are.

    Raises: Missing, Forbidden, Stale.
    """
    contest = contests.open_contest(uow, round_id, by=by)
    if contest.phase is not Phase.EXPERTS:
        raise Stale
    best = choose_finalists(uow, contest, now=now)
    rounds.note(uow, "asked for the finalists of", round_id, by=by.id, now=now)
    return len(best)


def busy(uow: UnitOfWork, round_id: RoundId) -> list[PersonId]:
    """The experts who have something left to read."""
    waiting = (one.expert for one in uow.reviews.readings(round_id) if one.state in _OPEN)
    return list(dict.fromkeys(one for one in waiting if one is not None))


def close(uow: UnitOfWork, contest: Contest, *, now: datetime) -> None:
    """Reading is over: staff hear who has not finished, and so do they."""
    if late := busy(uow, contest.round):
        staff = [one.id for one in uow.people.with_role(Role.STAFF)]
        names = ", ".join(sorted(uow.people.name(one) for one in late))
        what = ReadersSilent(round=contest.round, names=names)
        key = f"{contest.round}:{now.isoformat()}"
        notices.tell_all(uow, staff, what, now=now, key=key)
        waiting = [one.expert for one in uow.reviews.readings(contest.round) if one.state in _OPEN]
        for expert in late:
            left = ReadingOver(round=contest.round, left=waiting.count(expert))
            notices.tell(uow, expert, left, now=now, key=key)


def _totals(uow: UnitOfWork, done: Iterable[Assignment]) -> list[int]:
    return [total(uow.reviews.scores(one.id)) for one in done]


def totals(uow: UnitOfWork, round_id: RoundId) -> Mapping[PlanId, tuple[tuple[Assignment, int], ...]]:
    """Plan → its readings that are done, each with what it gave in all."""
    found: dict[PlanId, list[tuple[Assignment, int]]] = {}
    for one in uow.reviews.readings(round_id):
        if one.state is ReviewState.DONE:
            found.setdefault(one.plan, []).append((one, total(uow.reviews.scores(one.id))))
    return {plan: tuple(rows) for plan, rows in found.items()}
