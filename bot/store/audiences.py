"""Who an audience is: one set of conditions in SQL, by which people are counted, shown as examples, and written to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.domain.audiences import OF_ALL, OF_LEADERS, Audience, Condition, Kind
from bot.domain.groups import GroupState, MemberState
from bot.domain.ids import AccountId, ChatId, GroupId, PersonId, RoundId
from bot.domain.people import AccountState, RoleState
from bot.domain.plans import ActionState, AnswerState, PlanState, RoundState
from bot.store.repository import AnySelect, Repository
from bot.store.rounds import is_for
from bot.store.tables import (
    accounts,
    actions,
    announcement_replies,
    answers,
    audiences,
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

EXAMPLES = 10  # people who are shown before an announcement is sent
Where: TypeAlias = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Day:
    """When an audience is looked at: the instant, and which day that is for the programme."""

    now: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Size:
    """How many an audience is: people, those of them who are in Telegram, and groups."""

    people: int
    reached: int
    groups: int

    @property
    def others(self) -> int:
        """People who are not in Telegram."""
        return self.people - self.reached


NOBODY = Size(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Hearer:
    """Somebody of an audience; `account` is None for whoever is not in Telegram, `group` for whoever is in none."""

    person: PersonId
    name: str
    group: GroupId | None
    group_name: str
    account: AccountId | None


@dataclass(frozen=True, slots=True)
class GroupChat:
    """A group's chat; `alone`: nobody of the group can be written to by themselves."""

    chat: ChatId
    group: GroupId
    alone: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """An audience that staff have given a name."""

    id: int
    name: str
    audience: Audience


class Audiences(Repository):
    """Audiences: who they are, and those that have a name."""

    def size(self, audience: Audience, day: Day) -> Size:
        """How many an audience is now."""
        reached = sa.func.sum(sa.case((_IN_TELEGRAM, 1), else_=0))
        people = self.all(sa.select(sa.func.count(), reached).select_from(persons).where(*_people(audience, day)))[0]
        chosen = _groups(audience, day).subquery()
        found = self.all(sa.select(sa.func.count()).select_from(chosen))[0][0] if audience.in_groups else 0
        return Size(int(people[0] or 0), int(people[1] or 0), int(found or 0))

    def hearers(self, audience: Audience, day: Day, *, after_id: int, limit: int) -> list[Hearer]:
        """At most `limit` people of an audience behind person `after_id`, each with the one account to write to."""
        return self._hearers(audience, day, persons.c.id > after_id, limit=limit)

    def examples(self, audience: Audience, day: Day) -> list[Hearer]:
        """A few people of an audience, from its beginning to its end."""
        found = self.hearers(audience, day, after_id=0, limit=EXAMPLES)
        if len(found) < EXAMPLES:
            return found
        last = self.all(sa.select(sa.func.max(persons.c.id)))[0][0]
        edges = [found[0].person - 1 + (last - found[0].person + 1) * part // EXAMPLES for part in range(EXAMPLES + 1)]
        spread = [
            one
            for after, until in pairwise(edges)
            for one in self._hearers(audience, day, persons.c.id.between(after + 1, until), limit=1)
        ]
        rest = [one for one in found if one not in spread]  # they stand close together: the first ones too
        return sorted([*spread, *rest[: EXAMPLES - len(spread)]], key=lambda one: one.person)

    def _hearers(self, audience: Audience, day: Day, place: Where, *, limit: int) -> list[Hearer]:
        group = sa.select(sa.func.min(members.c.group_id)).where(*_inside(audience, day)).scalar_subquery()
        account = (
            sa.select(accounts.c.id)
            .join(speakers, speakers.c.account_id == accounts.c.id)
            .join(
                places, sa.and_(places.c.chat_id == accounts.c.id, places.c.account_id == accounts.c.id), isouter=True
            )
            .where(speakers.c.person_id == persons.c.id, accounts.c.state != AccountState.LOCKED)
            .order_by(
                sa.case((accounts.c.state == AccountState.OK, 0), else_=1),
                places.c.updated_at.desc().nulls_last(),
                accounts.c.id,
            )
            .limit(1)
            .correlate(persons)
            .scalar_subquery()
        )
        wanted = (
            sa.select(
                persons.c.id, persons.c.name, group.label("group_id"), persons.c.consented_at, account.label("at")
            )
            .where(place, *_people(audience, day))
            .order_by(persons.c.id)
            .limit(limit)
            .subquery()
        )
        named = sa.select(wanted, groups.c.name.label("group_name"))
        found = self.all(named.join(groups, groups.c.id == wanted.c.group_id, isouter=True).order_by(wanted.c.id))
        return [
            Hearer(row.id, row.name, row.group_id, row.group_name or "", row.at if row.consented_at else None)
            for row in found
        ]

    def chats(self, audience: Audience, day: Day) -> list[GroupChat]:
        """The Telegram chats of an audience's groups; none when not all who are in them are meant.

        A group chat has a language of its own, Lao until it chose.
        """
        if not (audience.in_groups and audience.whole_groups):
            return []
        reached = sa.exists(
            sa.select(1)
            .select_from(members.join(speakers, speakers.c.person_id == members.c.person_id))
            .join(accounts, accounts.c.id == speakers.c.account_id)
            .join(persons, persons.c.id == members.c.person_id)
            .where(members.c.group_id == groups.c.id, members.c.state == MemberState.ACTIVE)
            .where(accounts.c.state == AccountState.OK, persons.c.consented_at.is_not(None))
            .correlate(groups)
        )
        chosen = _groups(audience, day).subquery()
        wanted = sa.select(groups.c.chat_id, groups.c.id, sa.not_(reached)).where(
            groups.c.id.in_(sa.select(chosen.c.id)), groups.c.chat_id.is_not(None)
        )
        spoken = _language(groups.c.chat_language)
        if languages := audience.of(Kind.LANGUAGE):
            wanted = wanted.where(spoken.in_(languages))
        if spared := [one.value for one in audience.spared if one.kind is Kind.LANGUAGE]:
            wanted = wanted.where(spoken.not_in(spared))
        return [GroupChat(*row) for row in self.all(wanted.order_by(groups.c.id))]

    # What there is to choose from ------------------------------------------------------------------------------------
    def provinces(self) -> list[str]:
        """The codes of the provinces that have active groups."""
        code = sa.func.substr(villages.c.district, 1, 2)
        return [row[0] for row in self.all(_active(code).distinct().order_by(code))]

    def districts(self) -> list[str]:
        """The codes of the districts that have active groups."""
        return [row[0] for row in self.all(_active(villages.c.district).distinct().order_by(villages.c.district))]

    def projects(self) -> list[str]:
        """The projects that active groups belong to, by name."""
        found = self.all(_active(groups.c.project).distinct().order_by(groups.c.project))
        return [row.project for row in found if row.project]

    def rounds(self) -> list[tuple[RoundId, Mapping[str, str]]]:
        """The rounds that have begun, the newest first: number and name."""
        shown = rounds.c.state.not_in((RoundState.DRAFT, RoundState.REMOVED))
        found = self.all(sa.select(rounds.c.id, rounds.c.name).where(shown).order_by(rounds.c.id.desc()))
        return [(RoundId(row.id), row.name) for row in found]

    # Audiences that have a name --------------------------------------------------------------------------------------
    def save(self, name: str, audience: Audience, author: PersonId, *, now: datetime) -> None:
        """Give an audience a name; another one of that name is replaced."""
        values = {"name": name, "conditions": audience.written(), "author_id": author, "at": now}
        self.upsert(audiences, values, key=("name",))

    def saved(self) -> list[Saved]:
        """All that have a name, by it."""
        found = self.all(sa.select(audiences.c.id, audiences.c.name, audiences.c.conditions).order_by(audiences.c.name))
        return [Saved(row.id, row.name, Audience.read(row.conditions)) for row in found]

    def forget(self, number: int) -> bool:
        """Take a name away; whether there was one."""
        return bool(self.run(audiences.delete().where(audiences.c.id == number)).rowcount)


# Conditions as SQL ----------------------------------------------------------------------------------------------------
_IN_TELEGRAM = sa.and_(
    persons.c.consented_at.is_not(None),
    sa.exists(sa.select(1).where(speakers.c.person_id == persons.c.id).correlate(persons)),
)


def _people(audience: Audience, day: Day) -> list[Where]:
    """What is true of the people of an audience: rows of `persons`."""
    where = [_person(kind, values, day) for kind, values in _by_kind(audience.wanted).items() if kind in _PERSONS]
    where += [sa.not_(_person(one.kind, [one], day)) for one in audience.spared if one.kind in _PERSONS]
    if audience.in_groups:
        where.append(_there_is(members, *_inside(audience, day)))
    if OF_LEADERS in [one.value for one in audience.spared if one.kind is Kind.WHO]:
        leads = (members.c.leader.is_(True), members.c.state == MemberState.ACTIVE)
        where.append(sa.not_(_there_is(members, members.c.person_id == persons.c.id, *leads)))
    return where


def _inside(audience: Audience, day: Day) -> list[Where]:
    """What is true of the places that the people of an audience have in its groups: rows of `members`."""
    chosen = _groups(audience, day).subquery()
    where = [
        members.c.person_id == persons.c.id,
        members.c.state == MemberState.ACTIVE,
        # A sum, so that SQLite looks for the few places of a person and not through all groups for each of them.
        (members.c.group_id + 0).in_(sa.select(chosen.c.id)),
    ]
    who = audience.of(Kind.WHO)
    return [*where, members.c.leader.is_(True)] if OF_LEADERS in who and OF_ALL not in who else where


def _groups(audience: Audience, day: Day) -> AnySelect:
    """The groups of an audience: id."""
    wanted = _active(groups.c.id)
    for kind, values in _by_kind(audience.wanted).items():
        if kind in _GROUPS:
            wanted = wanted.where(_group(kind, values, day))
    for one in audience.spared:
        if one.kind in _GROUPS:
            wanted = wanted.where(sa.not_(_group(one.kind, [one], day)))
    return wanted


def _active(*columns: sa.ColumnElement[Any]) -> AnySelect:
    """Columns of the active groups and their villages."""
    return (
        sa.select(*columns)
        .select_from(groups.join(villages, villages.c.id == groups.c.village_id))
        .where(groups.c.state == GroupState.ACTIVE)
    )


def _by_kind(conditions: Sequence[Condition]) -> dict[Kind, list[Condition]]:
    found: dict[Kind, list[Condition]] = {}
    for one in conditions:
        found.setdefault(one.kind, []).append(one)
    return found


def _there_is(table: sa.Table, *where: Where) -> Where:
    """Whether `table` has such a row, for a row of the tables around it."""
    outer = [one for one in (persons, groups, villages, plans) if one is not table]
    return sa.exists(sa.select(1).select_from(table).where(*where).correlate(*outer))


def _language(column: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
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


def _unanswered(one: Condition, _: Day) -> Where:
    number = _number(one.value)
    answered = (announcement_replies.c.announcement_id == number, announcement_replies.c.person_id == persons.c.id)
    return sa.and_(_got(number), sa.not_(_there_is(announcement_replies, *answered)))


def _got(announcement: int) -> Where:
    """Whether an announcement went to a phone of somebody's; its rows are found by their keys (sending.expand)."""
    key = sa.literal(f"announcement:{announcement}:").concat(sa.cast(speakers.c.account_id, sa.Text))
    there = speakers.join(outbox, outbox.c.key == key)
    return sa.exists(sa.select(1).select_from(there).where(speakers.c.person_id == persons.c.id).correlate(persons))


def _silent(one: Condition, day: Day) -> Where:
    """Whether no phone of somebody's was heard from; a private chat has its account's number."""
    since = day.now - timedelta(days=min(_number(one.value), _LONG))
    theirs = sa.and_(places.c.chat_id == speakers.c.account_id, places.c.account_id == speakers.c.account_id)
    heard = sa.select(1).select_from(speakers.join(places, theirs))
    return sa.not_(
        sa.exists(heard.where(speakers.c.person_id == persons.c.id, places.c.updated_at >= since).correlate(persons))
    )


_LONG = 36_500  # days
_PERSONS: Mapping[Kind, Callable[[Condition, Day], Where]] = {
    Kind.ROLE: _role,
    Kind.LANGUAGE: lambda one, _: _language(persons.c.language) == one.value,
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
