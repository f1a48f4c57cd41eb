"""Rounds of the competition: staff prepare, open and close them, put plans on positions and release the results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import rounds as domain
from bot.domain import zones
from bot.domain.agreements import MOST_FOR_OTHERS, Needed
from bot.domain.contests import Phase
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PersonId, PlanId, RoundId
from bot.domain.notices.contests import PhaseUndated
from bot.domain.notices.plans import DeadlineBack, DeadlineMoved, ResultsReleased
from bot.domain.people import Person, Role
from bot.domain.plans import Plan, PlanState, Round, RoundState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.rounds import Verb
from bot.services import notices, of_all
from bot.services.rounds import allowed, own_days
from bot.store.database import UnitOfWork

DRAFT, OPEN, CLOSED, RELEASED, REMOVED = RoundState
LANGUAGES = ("lo", "en")
END = "end of round {}"  # the key under which it stands when a round was closed or removed last
CHUNK = 50  # groups that are told in one transaction
LONGEST_NAME = 60  # characters; longer ones fit no button


def begin(uow: UnitOfWork, form_version: int, *, by: Person, now: datetime, agreement: Needed = Needed.HALF) -> RoundId:
    """Prepare a round that groups do not see yet; one that is being prepared already is used. Raises: Forbidden."""
    of_all.check(by=by)
    prepared = next((found for found in uow.rounds.kept() if found.state == DRAFT), None)
    if prepared:
        return prepared.id
    values = {"name": {}, "opens_at": now, "deadline": now, "form_version": form_version}
    values["agreement"] = agreement
    return uow.rounds.add(state=DRAFT, **values)


def open_round(uow: UnitOfWork, round_id: RoundId, *, by: Person) -> Round:
    """A round in any state, for staff. Raises: Missing, Forbidden."""
    if Role.STAFF not in by.roles:
        raise Forbidden
    found = uow.rounds.get(round_id)
    if found is None:
        raise Missing
    return found


def open_whole(uow: UnitOfWork, round_id: RoundId, *, by: Person) -> Round:
    """The same, for whoever may change it or see all its plans: staff of all projects. Raises: Missing, Forbidden."""
    of_all.check(by=by)
    return open_round(uow, round_id, by=by)


def rename(uow: UnitOfWork, round_id: RoundId, language: str, name: str, *, by: Person, now: datetime) -> None:
    """Keep the round's name in one language. Raises: Missing, Forbidden, Stale, Refused."""
    found, tidy = open_whole(uow, round_id, by=by), " ".join(name.split())
    allowed.check(Verb.NAME, found)
    if language not in LANGUAGES:
        raise Stale
    if not tidy:
        raise Refused("Please write the name of the round")
    if len(tidy) > LONGEST_NAME:
        raise Refused("This name is too long. Please write a shorter one")
    uow.rounds.change(round_id, name={**found.name, language: tidy})
    note(uow, "named", round_id, by=by.id, now=now)


def set_deadline(uow: UnitOfWork, round_id: RoundId, day: date, *, zone: ZoneInfo, by: Person, now: datetime) -> None:
    """Plans are due by the end of `day` in `zone`. Refused for a day gone by and for a round that is closed.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    allowed.check(Verb.SET, open_whole(uow, round_id, by=by))
    deadline = zones.end(day, zone)
    if deadline <= now:
        raise Refused("This day is gone already. Choose a later day")
    uow.rounds.change(round_id, deadline=deadline, planned=None, lost=0, dated_at=now)
    _end_drafting(uow, round_id, deadline)
    note(uow, f"set the deadline {day} of", round_id, by=by.id, now=now)


def make_up(uow: UnitOfWork, begun: datetime, away: timedelta, *, zone: ZoneInfo, now: datetime) -> None:
    """Nobody could send a plan from `begun` on for so long: open rounds last longer by as much, and members hear of it.

    Deadlines are days, so the last day is the one into which the lost time reaches, whole: several short outages cost
    a round one day together, and nobody is told twice of the same day.
    """
    for found in in_time(uow, begun):
        move(uow, found, away, zone=zone, now=now)


def in_time(uow: UnitOfWork, at: datetime) -> list[Round]:
    """The open rounds whose last day had not gone by at an instant."""
    return [found for found in uow.rounds.kept() if found.state == OPEN and found.deadline > at]


def later(found: Round, away: timedelta, zone: ZoneInfo) -> datetime:
    """The deadline of a round that lasts longer by so much, beside what it has lost before."""
    return domain.later(found.deadline, found.planned, timedelta(seconds=found.lost) + away, zone)


def move(uow: UnitOfWork, found: Round, away: timedelta, *, zone: ZoneInfo, now: datetime) -> None:
    """A round lasts longer by so much, and its members hear of it."""
    moved, lost = later(found, away, zone), found.lost + round(away.total_seconds())
    uow.rounds.change(found.id, planned=found.planned or found.deadline, lost=lost, deadline=moved)
    if moved > found.deadline:
        uow.rounds.change(found.id, dated_at=now)
        _end_drafting(uow, found.id, moved)
        uow.jobs.add("moved", now=now, key=f"{found.id} {moved.isoformat()}", round=found.id)


def put_back(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> datetime:
    """The last day is again the one that staff set, which is returned; what outages moved is undone, members hear it.

    So are those of its plans that came back.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_whole(uow, round_id, by=by)
    allowed.check(Verb.SET, found)
    if found.planned is None:
        raise Stale
    if found.planned <= now:
        raise Refused("This day is gone already. Choose a later day")
    uow.rounds.change(round_id, deadline=found.planned, planned=None, lost=0, dated_at=now)
    _end_drafting(uow, round_id, found.planned)
    own_days.put_back_all(uow, round_id, now=now)
    uow.jobs.add("moved", now=now, key=f"{found.id} back {now.isoformat()}", round=found.id, back=True)
    note(uow, "put back the deadline of", round_id, by=by.id, now=now)
    return found.planned


def tell_moved(uow: UnitOfWork, round_id: RoundId, *, after_id: int, now: datetime, back: bool = False) -> int | None:
    """Tell the members of the next groups above `after_id`, and their chats, that the last day has moved, or `back`.

    Only groups that have to send their plan by it. Returns where to go on, None when all are told; idempotent.
    """
    what = DeadlineBack(round=round_id) if back else DeadlineMoved(round=round_id)
    found = uow.rounds.get(round_id)
    if found is None or found.state != OPEN:
        return None
    listed = [group for group in uow.rounds.groups(round_id) if group > after_id][:CHUNK]
    for group in filter(None, map(uow.groups.get, listed)):
        plan = uow.plans.of_group(group.id, found.id)
        if plan and plan.state is not PlanState.DRAFT and not _waits_for(found, plan):
            continue
        key = f"{found.id}:{found.deadline.date()}"
        members = [member.person for member in uow.groups.members(group.id)]
        notices.tell_all(uow, members, what, now=now, key=key)
        if group.chat:
            notices.tell_chat(uow, group.chat, what, now=now, key=key)
    return listed[-1] if len(listed) == CHUNK else None


def _waits_for(found: Round, plan: Plan) -> bool:
    """Whether a plan that came back has to be sent by the round's last day: its own is not later."""
    return plan.state is PlanState.RETURNED and plan.last(found) == found.deadline


def set_agreement(uow: UnitOfWork, round_id: RoundId, needed: str, *, by: Person, now: datetime) -> None:
    """How many members of a group have to agree before it sends its plan. Refused once the round is closed.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    allowed.check(Verb.SET, open_whole(uow, round_id, by=by))
    if needed not in set(Needed):
        raise Stale
    uow.rounds.change(round_id, agreement=needed)
    note(uow, f"set the agreement {needed} of", round_id, by=by.id, now=now)


def set_for_others(uow: UnitOfWork, round_id: RoundId, most: int, *, by: Person, now: datetime) -> None:
    """How many agreements for others come from one phone at most, 0 to 200. Refused once the round is closed.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_whole(uow, round_id, by=by)
    if not 0 <= most <= MOST_FOR_OTHERS:
        raise Stale
    allowed.check(Verb.SET, found)
    uow.rounds.change(round_id, for_others=most)
    note(uow, f"set {most} agreements from one phone of", round_id, by=by.id, now=now)


def set_span(uow: UnitOfWork, round_id: RoundId, end: str, day: date | None, *, by: Person, now: datetime) -> None:
    """The first ("from") or last ("until") day of the work of a round's plans; None: any day.

    Refused when the first day would lie after the last, and once the round is closed.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_whole(uow, round_id, by=by)
    allowed.check(Verb.SET, found)
    days = {"from": found.work_from, "until": found.work_until} | {end: day}
    if days["from"] and days["until"] and days["from"] > days["until"]:
        raise Refused("The first day lies after the last one. Choose another day")
    uow.rounds.change(round_id, work_from=days["from"], work_until=days["until"])
    note(uow, f"set the days of work ({end} {day or 'any'}) of", round_id, by=by.id, now=now)


def set_unranked(uow: UnitOfWork, round_id: RoundId, unranked: bool, *, by: Person, now: datetime) -> None:
    """Whether no plan gets a position, so that groups see their points as soon as the experts have decided.

    Refused once the round is closed. Raises: Missing, Forbidden, Stale, Refused.
    """
    allowed.check(Verb.SET, open_whole(uow, round_id, by=by))
    uow.rounds.change(round_id, unranked=unranked)
    note(uow, "ranks nothing in" if unranked else "ranks the plans of", round_id, by=by.id, now=now)


def start(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> None:
    """Groups can write plans from now on; also for a round that was closed too early.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_locked(uow, round_id, by=by)
    allowed.check(Verb.OPEN, found)
    if not found.name:
        raise Refused("Please write the name of the round")
    if found.state == DRAFT:
        if found.deadline <= now:
            raise Refused("Set the last day first")
        uow.rounds.change(round_id, opens_at=now)
    _first_phase(uow, round_id, by=by.id, now=now)
    uow.rounds.change(round_id, state=OPEN)
    note(uow, "opened", round_id, by=by.id, now=now)


def may_start(uow: UnitOfWork, found: Round) -> bool:
    """Whether a round can be opened, or opened again: not while, or after, its plans are judged."""
    contest = uow.contests.get(found.id)
    return domain.may(Verb.OPEN, found.state) and not (contest and contest.reached(Phase.PEERS))


def _first_phase(uow: UnitOfWork, round_id: RoundId, *, by: PersonId, now: datetime) -> None:
    """A competition begins, or begins again, with drafting, and everybody hears its rule. Raises: Refused."""
    contest = uow.contests.get(round_id)
    if contest is None:
        return
    if contest.reached(Phase.PEERS):
        raise Refused("The plans of this round are being judged. It cannot be opened again")
    uow.contests.change(round_id, phase=Phase.DRAFTING.value, since=now, warned_at=None)
    date_phase(uow, round_id, by=by, now=now)
    uow.jobs.add("phase", now=now, key=f"{round_id} opened {now.isoformat()}", round=round_id, phase=Phase.DRAFTING)


def date_phase(uow: UnitOfWork, round_id: RoundId, *, by: PersonId | None, now: datetime) -> None:
    """The phase that has just begun ends on its day; one that is over is forgotten, and staff are asked for another.

    Else it would end in the moment in which it began, and those behind it as well.
    """
    found = uow.contests.get(round_id)
    if found is None:
        return
    over = found.over(found.phase, now)
    ends = {phase: at for phase, at in found.rules.ends.items() if phase not in over}
    uow.contests.put_rules(round_id, replace(found.rules, ends=ends), ends.get(found.phase))
    if found.phase in over:
        staff = [one.id for one in uow.people.with_role(Role.STAFF) if one.id != by]
        key = f"{round_id}:{found.phase}:{found.since.isoformat()}"
        notices.tell_all(uow, staff, PhaseUndated(round=round_id, phase=found.phase), now=now, key=key)


def _end_drafting(uow: UnitOfWork, round_id: RoundId, at: datetime) -> None:
    """A competition whose drafting ends by a date ends with the round's last day, whoever moved that."""
    found = uow.contests.get(round_id)
    if found is None or found.phase is not Phase.DRAFTING or Phase.DRAFTING not in found.rules.ends:
        return
    ends = {**found.rules.ends, Phase.DRAFTING: at}
    uow.contests.put_rules(round_id, replace(found.rules, ends=ends), at)


def close(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> None:
    """No draft is written, agreed to or sent any more, and positions can be set; leaders hear what that means for them.

    What was returned is mended and sent again; reading, results, follow-up and money go on.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    allowed.check(Verb.CLOSE, open_locked(uow, round_id, by=by))
    close_now(uow, round_id, by=by.id, now=now)


def close_now(
    uow: UnitOfWork, round_id: RoundId, *, by: PersonId | None, now: datetime, tells: datetime | None = None
) -> None:
    """The same for the program itself, of an open round; leaders hear of it at `tells`, where that is later."""
    uow.rounds.change(round_id, state=CLOSED)
    ended(uow, round_id, now=now, tells=tells)
    note(uow, "closed", round_id, by=by, now=now)


def ended(uow: UnitOfWork, round_id: RoundId, *, now: datetime, tells: datetime | None = None) -> None:
    """Leaders are told, in a job (at `tells`): what an earlier end left to tell is told no more."""
    at = now.isoformat()
    uow.key_values.set(END.format(round_id), at)
    uow.jobs.add("ended", now=tells or now, key=f"{round_id} {at}", round=round_id, at=at)


def set_position(uow: UnitOfWork, plan_id: PlanId, position: int | None, *, by: Person, now: datetime) -> None:
    """Put a plan on a position, counted from 1; several plans may share one. None takes it off.

    Refused unless the round is closed and its results are not released. Raises: Missing, Forbidden, Stale, Refused.
    """
    plan, found = open_to_rank(uow, plan_id, by=by)
    if position is not None and not 1 <= position <= uow.plans.sent_in(found.id):
        raise Stale
    uow.plans.set_position(plan.id, position)
    uow.audit.note(by.id, f"put on position {position}", f"plan {plan.id}", now=now)


def open_to_rank(uow: UnitOfWork, plan_id: PlanId, *, by: Person) -> tuple[Plan, Round]:
    """A plan that can be put on a position now, and its round. Raises: Missing, Forbidden, Stale, Refused."""
    of_all.check(by=by)
    plan = uow.plans.get(plan_id)
    if plan is None or not sent([plan]):
        raise Missing
    found = open_whole(uow, plan.round, by=by)
    allowed.check(Verb.RANK, found, plan.state)
    _ranked(found)
    return plan, found


def release(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> int:
    """Everybody may see the positions, and each group what its plan got; members and group chats are told.

    Returns how many groups. Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_locked(uow, round_id, by=by)
    allowed.check(Verb.RELEASE, found)
    _ranked(found)
    return release_now(uow, found, by=by.id, now=now)


def release_now(uow: UnitOfWork, found: Round, *, by: PersonId | None, now: datetime) -> int:
    """The same for the program itself, of a closed round that ranks plans. Raises: Refused."""
    plans = sent(uow.plans.of_round(found.id))
    if not any(plan.position == 1 for plan in plans):
        raise Refused("Put at least one plan on the first position")
    uow.rounds.change(found.id, state=RELEASED)
    note(uow, "released the results of", found.id, by=by, now=now)
    for plan in plans:
        _tell(uow, plan, now)
    return len(plans)


def _tell(uow: UnitOfWork, plan: Plan, now: datetime) -> None:
    members = [member.person for member in uow.groups.members(plan.group)]
    notices.tell_all(uow, members, ResultsReleased(plan=plan.id), now=now, key=str(plan.id))
    group = uow.groups.get(plan.group)
    if group and group.chat:
        notices.tell_chat(uow, group.chat, ResultsReleased(plan=plan.id), now=now, key=str(plan.id))


def sent(plans: Iterable[Plan]) -> list[Plan]:
    """The plans that take part: those that were ever submitted."""
    return [plan for plan in plans if plan.state is not PlanState.DRAFT]


def groups_of(uow: UnitOfWork, plans: Iterable[Plan]) -> dict[GroupId, Group]:
    """The groups of some plans by id."""
    return {group.id: group for group in uow.groups.many({plan.group for plan in plans})}


def first(uow: UnitOfWork, round_id: RoundId) -> list[str]:
    """The names of the groups on the first position, once the results are released."""
    found = uow.rounds.get(round_id)
    if found is None or found.state != RELEASED:
        return []
    plans = sent(uow.plans.placed(round_id, 1))
    return [group.name for group in groups_of(uow, plans).values()]


def note(uow: UnitOfWork, verb: str, round_id: RoundId, *, by: PersonId | None, now: datetime) -> None:
    """What was done with a round stands in the log."""
    uow.audit.note(by, verb, f"round {round_id}", now=now)


def open_locked(uow: UnitOfWork, round_id: RoundId, *, by: Person) -> Round:
    """A round that is about to change, locked until the transaction ends. Raises: Missing, Forbidden."""
    of_all.check(by=by)
    uow.rounds.lock(round_id)
    return open_whole(uow, round_id, by=by)


def _ranked(found: Round) -> None:
    if found.unranked:
        raise Refused("This round ranks no plans. Groups see their points when the experts have decided")
