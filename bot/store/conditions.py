"""The conditions of an audience as SQL: what is true of its people, of their places in groups, and of its groups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.domain.audiences import OF_ALL, OF_LEADERS, Audience, Condition, Kind
from bot.domain.delivery import Method
from bot.domain.groups import GroupState, MemberState
from bot.domain.people import RoleState
from bot.domain.plans import ActionState, AnswerState, PlanState, RoundState
from bot.store.repository import AnySelect
from bot.store.rounds import is_for
from bot.store.tables import (
    actions,
    announcement_replies,
    answers,
    groups,
    members,
    outbox,
    persons,
    places,
    plans,
    readings,
    roles,
    rounds,
    speakers,
    villages,
)

Where: TypeAlias = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Day:
    """When an audience is looked at: the instant, and which day that is for the programme.

    `lists`: a list that is made once is faster than a look for each person. So it is on SQLite; PostgreSQL makes its
    own choice where it is asked for each, and reads a list that does not fit its memory over and over again.
    """

    now: datetime
    today: date
    lists: bool = False


def in_telegram(day: Day) -> Where:
    """Whether somebody can be written to."""
    return sa.and_(persons.c.consented_at.is_not(None), _speaks(speakers, day))


def _speaks(through: sa.FromClause, day: Day, *where: Where) -> Where:
    """Whether an account of somebody's is among the rows of tables that are joined to their accounts."""
    if day.lists:
        return persons.c.id.in_(sa.select(speakers.c.person_id).select_from(through).where(*where))
    one = sa.select(1).select_from(through).where(speakers.c.person_id == persons.c.id, *where)
    return sa.exists(one.correlate(persons))


def chosen_people(audience: Audience, day: Day) -> list[Where]:
    """What is true of the people of an audience: rows of `persons`."""
    # First the groups, which leave few people to look at where they are few: SQLite takes them in this order.
    where = [_there_is(members, *inside(audience, day))] if audience.in_groups else []
    where += [_person(kind, values, day) for kind, values in _by_kind(audience.wanted).items() if kind in _PERSONS]
    where += [sa.not_(_person(one.kind, [one], day)) for one in audience.spared if one.kind in _PERSONS]
    if OF_LEADERS in [one.value for one in audience.spared if one.kind is Kind.WHO]:
        leads = (members.c.leader.is_(True), members.c.state == MemberState.ACTIVE)
        where.append(sa.not_(_there_is(members, members.c.person_id == persons.c.id, *leads)))
    return where


def inside(audience: Audience, day: Day) -> list[Where]:
    """What is true of the places that the people of an audience have in its groups: rows of `members`."""
    chosen = chosen_groups(audience, day).subquery()
    where = [
        members.c.person_id == persons.c.id,
        members.c.state == MemberState.ACTIVE,
        # A sum, so that SQLite looks for the few places of a person and not through all groups for each of them.
        (members.c.group_id + 0).in_(sa.select(chosen.c.id)),
    ]
    who = audience.of(Kind.WHO)
    return [*where, members.c.leader.is_(True)] if OF_LEADERS in who and OF_ALL not in who else where


def chosen_groups(audience: Audience, day: Day) -> AnySelect:
    """The groups of an audience: id."""
    wanted = bound(active(groups.c.id), audience.within)
    for kind, values in _by_kind(audience.wanted).items():
        if kind in _GROUPS:
            wanted = wanted.where(_group(kind, values, day))
    for one in audience.spared:
        if one.kind in _GROUPS:
            wanted = wanted.where(sa.not_(_group(one.kind, [one], day)))
    return wanted


def active(*columns: sa.ColumnElement[Any]) -> AnySelect:
    """Columns of the active groups and their villages."""
    return (
        sa.select(*columns)
        .select_from(groups.join(villages, villages.c.id == groups.c.village_id))
        .where(groups.c.state == GroupState.ACTIVE)
    )


def bound(wanted: AnySelect, within: Collection[str]) -> AnySelect:
    """Only the groups of some projects; none: those of all."""
    return wanted.where(groups.c.project.in_(within)) if within else wanted


def _by_kind(conditions: Sequence[Condition]) -> dict[Kind, list[Condition]]:
    found: dict[Kind, list[Condition]] = {}
    for one in conditions:
        found.setdefault(one.kind, []).append(one)
    return found


def _there_is(table: sa.Table, *where: Where) -> Where:
    """Whether `table` has such a row, for a row of the tables around it."""
    outer = [one for one in (persons, groups, villages, plans) if one is not table]
    return sa.exists(sa.select(1).select_from(table).where(*where).correlate(*outer))


def language_of(column: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """A language, Lao where none was chosen."""
    return sa.func.coalesce(sa.func.nullif(column, ""), "lo")


def _number(value: str) -> int:
    """The number that a condition names; 0, which nothing has, for anything else."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else 0


def _numbers(values: Sequence[Condition]) -> list[int]:
    return [_number(one.value) for one in values]


def _words(values: Sequence[Condition]) -> list[str]:
    return [one.value for one in values]


def _person(kind: Kind, values: Sequence[Condition], day: Day) -> Where:
    return sa.or_(*(_PERSONS[kind](one, day) for one in values))


def _role(one: Condition, _: Day) -> Where:
    having = (roles.c.person_id == persons.c.id, sa.cast(roles.c.role, sa.Text) == one.value)
    return _there_is(roles, *having, roles.c.state == RoleState.CONFIRMED)


def _unread(one: Condition, _: Day) -> Where:
    done = (readings.c.person_id == persons.c.id, readings.c.lesson == one.value, readings.c.finished_at.is_not(None))
    return sa.not_(_there_is(readings, *done))


def _unanswered(one: Condition, day: Day) -> Where:
    number, replies = _number(one.value), announcement_replies
    of_it = replies.c.announcement_id == number
    answered: Where = _there_is(replies, of_it, replies.c.person_id == persons.c.id)
    if day.lists:
        answered = persons.c.id.in_(sa.select(replies.c.person_id).where(of_it))
    return sa.and_(_got(number, day), sa.not_(answered))


def _got(announcement: int, day: Day) -> Where:
    """Whether an announcement went to a phone of somebody's; its rows are found by their keys (sending.expand)."""
    if day.lists:
        came = (outbox.c.announcement_id == announcement, outbox.c.method == Method.SEND.value)
        return _speaks(outbox.join(speakers, speakers.c.account_id == outbox.c.chat_id), day, *came)
    key = sa.literal(f"announcement:{announcement}:").concat(sa.cast(speakers.c.account_id, sa.Text))
    return _speaks(speakers.join(outbox, outbox.c.key == key), day)


def _silent(one: Condition, day: Day) -> Where:
    """Whether no phone of somebody's was heard from; a private chat has its account's number."""
    since = day.now - timedelta(days=min(_number(one.value), _LONG))
    theirs = sa.and_(places.c.chat_id == speakers.c.account_id, places.c.account_id == speakers.c.account_id)
    return sa.not_(_speaks(speakers.join(places, theirs), day, places.c.updated_at >= since))


_LONG = 36_500  # days
_PERSONS: Mapping[Kind, Callable[[Condition, Day], Where]] = {
    Kind.ROLE: _role,
    Kind.LANGUAGE: lambda one, _: language_of(persons.c.language) == one.value,
    Kind.UNREAD: _unread,
    Kind.UNANSWERED: _unanswered,
    Kind.SILENT: _silent,
}


def _group(kind: Kind, values: Sequence[Condition], day: Day) -> Where:
    return _GROUPS[kind](values, day)


def _plan(*where: Where) -> Where:
    return _there_is(plans, plans.c.group_id == groups.c.id, *where)


def _resting(values: Sequence[Condition], _: Day) -> Where:
    """Whether a draft that may still be written has answers at all steps before one, and none there."""
    open_rounds = sa.select(rounds.c.id).where(rounds.c.state == RoundState.OPEN)
    draft = (plans.c.state == PlanState.DRAFT, plans.c.round_id.in_(open_rounds))
    return sa.or_(*(_plan(*draft, *map(_answered, one.steps), sa.not_(_answered(one.value))) for one in values))


def _answered(step: str) -> Where:
    """Whether a plan has an answer at a step; at one with "*", a line in the table of work is one too."""
    key = step.removeprefix("*")
    current = (answers.c.step == key, answers.c.state == AnswerState.CURRENT)
    said = _there_is(answers, answers.c.plan_id == plans.c.id, *current)
    lined = _there_is(actions, actions.c.plan_id == plans.c.id, actions.c.state != ActionState.REMOVED)
    return sa.or_(said, lined) if step != key else said


def _overdue(_: Sequence[Condition], day: Day) -> Where:
    open_states = (ActionState.DONE, ActionState.REMOVED)
    late = (actions.c.due_on < day.today, actions.c.state.not_in(open_states))
    return _plan(plans.c.state == PlanState.APPROVED, _there_is(actions, actions.c.plan_id == plans.c.id, *late))


_GROUPS: Mapping[Kind, Callable[[Sequence[Condition], Day], Where]] = {
    Kind.PROVINCE: lambda values, _: sa.func.substr(villages.c.district, 1, 2).in_(_words(values)),
    Kind.DISTRICT: lambda values, _: villages.c.district.in_(_words(values)),
    Kind.PROJECT: lambda values, _: groups.c.project.in_(_words(values)),
    Kind.GROUP: lambda values, _: groups.c.id.in_(_numbers(values)),
    Kind.ROUND: lambda values, _: _plan(plans.c.round_id.in_(_numbers(values))),
    Kind.UNPLANNED: lambda values, _: sa.and_(
        _there_is(rounds, rounds.c.id.in_(_numbers(values)), is_for()),
        sa.not_(_plan(plans.c.round_id.in_(_numbers(values)))),
    ),
    Kind.SUBMITTED: lambda values, _: _plan(
        plans.c.round_id.in_(_numbers(values)), plans.c.state == PlanState.SUBMITTED
    ),
    Kind.RETURNED: lambda values, _: _plan(plans.c.round_id.in_(_numbers(values)), plans.c.state == PlanState.RETURNED),
    Kind.RESTS: _resting,
    Kind.OVERDUE: _overdue,
}
