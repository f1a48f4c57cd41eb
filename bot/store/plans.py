"""Rounds, plans, answers with their history, actions and frozen versions as they are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.groups import Group, GroupState
from bot.domain.ids import ActionId, GroupId, PersonId, PlanId, RoundId, SubmissionId
from bot.domain.plans import Action, ActionState, Answer, Part, Plan, PlanState, Round, RoundState, Submission
from bot.domain.rounds import TABLE, Verb
from bot.domain.zones import DEFAULT
from bot.store.repository import AnyRow, AnySelect, Repository
from bot.store.tables import actions, agreements, answers, groups, nudges, persons, plans, rounds, submissions

_ROUND = [
    rounds.c[name]
    for name in (
        "id",
        "name",
        "opens_at",
        "deadline",
        "state",
        "form_version",
        "agreement",
        "work_from",
        "work_until",
        "planned",
        "lost",
        "for_others",
        "dated_at",
        "unranked",
    )
]
_PLAN = [
    plans.c[name]
    for name in (
        *("id", "group_id", "round_id", "state", "title", "revision", "updated_at", "position"),
        *("deadline", "dated_at", "planned", "lost", "reopened", "shared", "final"),
    )
]
_ROUND_FIELDS, _PLAN_FIELDS = [column.name for column in _ROUND], [column.name for column in _PLAN]
_ANSWER = (
    answers.c.step,
    answers.c.revision,
    answers.c.parts,
    answers.c.author_id,
    persons.c.name,
    answers.c.at,
    answers.c.ended_at,
    answers.c.state,
)
ACTION = [
    actions.c[name]
    for name in (
        *("id", "plan_id", "what", "who", "owner_id", "start_on", "due_on", "cost", "own", "sign", "state"),
        *("revision", "spent"),
    )
]
_SUBMISSION = [submissions.c[name] for name in ("id", "plan_id", "version", "submitted_by", "at", "content")]

# Built once: they run in every turn that has to do with a plan.
_ROUND_BY_ID = sa.select(*_ROUND).where(rounds.c.id == sa.bindparam("round"))
_OPEN_ROUND = (
    sa.select(*_ROUND)
    .where(rounds.c.state == "open", rounds.c.opens_at <= sa.bindparam("now"))
    .order_by(rounds.c.opens_at.desc(), rounds.c.id.desc())
    .limit(1)
)
_WITH_ROUND = sa.select(*_PLAN, *_ROUND).join(rounds, rounds.c.id == plans.c.round_id)  # which is looked at next
_GET = _WITH_ROUND.where(plans.c.id == sa.bindparam("plan"))
_LOCK = sa.select(*_PLAN).where(plans.c.id == sa.bindparam("plan")).with_for_update()
_KEPT = plans.c.round_id.in_(sa.select(rounds.c.id).where(rounds.c.state != RoundState.REMOVED.value).correlate(None))
_NEWEST_OF_GROUP = _WITH_ROUND.where(plans.c.group_id == sa.bindparam("group")).order_by(plans.c.id.desc()).limit(1)
_LAST_OF_GROUP = _NEWEST_OF_GROUP.where(_KEPT)
_APPROVED = _LAST_OF_GROUP.where(plans.c.state == PlanState.APPROVED.value)
_OF_GROUP = _NEWEST_OF_GROUP.where(plans.c.round_id == sa.bindparam("round"))
_CHANGE = plans.update().where(plans.c.id == sa.bindparam("plan")).values(revision=plans.c.revision + 1)
_HISTORY_OF_PLAN = (
    sa.select(*_ANSWER)
    .join(persons, persons.c.id == answers.c.author_id, isouter=True)
    .where(answers.c.plan_id == sa.bindparam("plan"))
    .order_by(answers.c.id)
)
_STANDING = _HISTORY_OF_PLAN.where(answers.c.state == "current")
_HISTORY = _HISTORY_OF_PLAN.where(answers.c.step == sa.bindparam("step"))
_STANDING_AND_STEP = _HISTORY_OF_PLAN.where(
    sa.or_(answers.c.state == "current", answers.c.step == sa.bindparam("step"))
)
_NEWEST = (
    sa.select(answers.c.revision)
    .where(answers.c.plan_id == sa.bindparam("plan"), answers.c.step == sa.bindparam("step"))
    .order_by(answers.c.revision.desc())
    .limit(1)
)
# An UPDATE keeps the columns' own names for itself.
_TO_HISTORY = (
    answers.update()
    .where(answers.c.plan_id == sa.bindparam("of_plan"), answers.c.step == sa.bindparam("of_step"))
    .values(state="earlier")
)
_CLEAR = _TO_HISTORY.where(answers.c.state == "current").values(
    ended_at=sa.bindparam("now", type_=answers.c.ended_at.type)
)
_DROP = _TO_HISTORY.where(answers.c.state == "proposed", answers.c.author_id == sa.bindparam("by"))
_ACTION_BY_ID = sa.select(*ACTION).where(actions.c.id == sa.bindparam("action"))
_ACTIONS = (
    sa.select(*ACTION)
    .where(actions.c.plan_id == sa.bindparam("plan"), actions.c.state != ActionState.REMOVED.value)
    .order_by(actions.c.position, actions.c.id)
)


def allowing(verb: Verb) -> sa.ColumnElement[bool]:
    """Which rows of plans beside their rounds allow a verb now."""
    allowed = TABLE[verb].items()
    return sa.or_(*(sa.and_(rounds.c.state == of, plans.c.state.in_(sorted(states))) for of, states in allowed))


_lived_in = sa.func.coalesce(sa.func.nullif(groups.c.zone, ""), DEFAULT)  # as domain/zones.py reads it


def last_day(of: str, days: int) -> str:
    """The key under which stands that somebody was told of a last day, `of` "group:plan:day", so many days before."""
    return f"last:{of}:{days}"


def doubt(plan: PlanId, revision: int) -> str:
    """The key under which stands that a changed plan was taken up."""
    return f"doubted:{plan}:{revision}"


def _doubted(after: datetime, before: datetime, *columns: sa.ColumnElement[Any]) -> AnySelect:
    answered = sa.exists().where(agreements.c.plan_id == plans.c.id, agreements.c.revision < plans.c.revision)
    key = sa.literal("doubted:") + sa.cast(plans.c.id, sa.Text) + ":" + sa.cast(plans.c.revision, sa.Text)
    return (
        sa.select(*columns)
        .join(rounds, rounds.c.id == plans.c.round_id)
        .where(allowing(Verb.AGREE), plans.c.updated_at.between(after, before))
        .where(answered, ~sa.exists().where(nudges.c.key == key))
    )


class Plans(Repository):
    """Everything that a group writes for a round. `answered` is the plan that got an answer in this transaction."""

    answered: PlanId | None = None

    # Rounds ----------------------------------------------------------------------------------------------------------
    def add_round(self, **values: Any) -> RoundId:
        return RoundId(self.insert(rounds, **values))

    def round(self, round_id: RoundId) -> Round | None:
        known = self._rounds()
        if round_id not in known:
            row = self.ask_one(_ROUND_BY_ID, round=round_id)
            known[round_id] = _round(row) if row else None
        found: Round | None = known[round_id]
        return found

    def _rounds(self) -> dict[Any, Any]:
        """The rounds that this transaction has read: there are a handful."""
        return self.memo("rounds", "rounds")

    def _one(self, row: AnyRow | None) -> Plan | None:
        """The plan of a row that has the columns of _PLAN and _ROUND; its round is known from now on."""
        if row is None:
            return None
        round_ = _round(row[len(_PLAN) :])
        self._rounds()[round_.id] = round_
        return _plan(row[: len(_PLAN)])

    def lock_round(self, round_id: RoundId) -> None:
        """A round, locked until the transaction ends: whoever opens, closes or releases it takes it first."""
        self.first(sa.select(rounds.c.id).where(rounds.c.id == round_id).with_for_update())

    def rounds(self) -> list[Round]:
        """All rounds that were not removed, the newest first."""
        kept = sa.select(*_ROUND).where(rounds.c.state != RoundState.REMOVED.value)
        return [_round(row) for row in self.all(kept.order_by(rounds.c.opens_at.desc(), rounds.c.id))]

    def open_round(self, *, now: datetime) -> Round | None:
        """The round that groups write plans for at `now`, the newest if there are several."""
        row = self.ask_one(_OPEN_ROUND, now=now)
        return _round(row) if row else None

    def change_round(self, round_id: RoundId, **values: Any) -> None:
        self.update(rounds, rounds.c.id == round_id, **values)

    # Plans -----------------------------------------------------------------------------------------------------------
    def add(self, group: GroupId, round_id: RoundId, *, now: datetime) -> PlanId:
        """The group's plan in a round, made when there is none: two members may open it at once."""
        values = {"group_id": group, "round_id": round_id, "state": PlanState.DRAFT.value}
        self.insert_new(plans, values | {"created_at": now, "updated_at": now}, key=("group_id", "round_id"))
        return PlanId(self.value(plans.c.id, plans.c.group_id == group, plans.c.round_id == round_id))

    def get(self, plan: PlanId) -> Plan | None:
        return self._one(self.ask_one(_GET, plan=plan))

    def lock(self, plan: PlanId) -> Plan | None:
        """The plan, locked until the transaction ends: whoever changes it takes it first."""
        if self.dialect == "sqlite":  # where nobody else writes
            return self.get(plan)
        row = self.ask_one(_LOCK, plan=plan)
        return _plan(row) if row else None

    def of_group(self, group: GroupId, round_id: RoundId | None = None) -> Plan | None:
        """The group's plan in a round; without a round the one written last."""
        if round_id is None:
            return self._one(self.ask_one(_LAST_OF_GROUP, group=group))
        return self._one(self.ask_one(_OF_GROUP, group=group, round=round_id))

    def all_of_group(self, group: GroupId) -> list[Plan]:
        """Every plan of a group, the oldest first."""
        return [_plan(row) for row in self.all(sa.select(*_PLAN).where(plans.c.group_id == group).order_by(plans.c.id))]

    def sent_of(self, group: GroupId) -> list[Plan]:
        """The plans that a group has ever sent, the newest first."""
        where = (plans.c.group_id == group, plans.c.state != PlanState.DRAFT.value, _KEPT)
        return [_plan(row) for row in self.all(sa.select(*_PLAN).where(*where).order_by(plans.c.id.desc()))]

    def approved(self, group: GroupId) -> Plan | None:
        """The plan that a group is carrying out: the one approved for the latest round."""
        return self._one(self.ask_one(_APPROVED, group=group)) if self.passed(group) else None

    def passed(self, group: GroupId) -> bool:
        """Whether a group has a plan to carry out; of a person's groups that is read together with them."""
        known = self.memo("passed", "plans", "rounds")
        if group not in known:
            known[group] = self.ask_one(_APPROVED, group=group) is not None
        return bool(known[group])

    def approved_of(self, round_id: RoundId, *, after_id: PlanId, limit: int) -> list[Plan]:
        """The first approved plans of a round whose number is above another's."""
        where = (plans.c.round_id == round_id, plans.c.state == PlanState.APPROVED.value, plans.c.id > after_id)
        return [_plan(row) for row in self.all(sa.select(*_PLAN).where(*where).order_by(plans.c.id).limit(limit))]

    def of_round(self, round_id: RoundId, *, limit: int | None = None) -> list[Plan]:
        """All plans of a round, or the first of them, by position, then age."""
        position = sa.func.coalesce(plans.c.position, 999)
        wanted = sa.select(*_PLAN).where(plans.c.round_id == round_id).order_by(position, plans.c.id)
        return [_plan(row) for row in self.all(wanted.limit(limit))]

    def placed(self, round_id: RoundId, position: int) -> list[Plan]:
        """The plans on a position of a round, by age."""
        where = (plans.c.round_id == round_id, plans.c.position == position)
        return [_plan(row) for row in self.all(sa.select(*_PLAN).where(*where).order_by(plans.c.id))]

    def states(self, round_id: RoundId | None = None) -> dict[RoundId, Counter[PlanState]]:
        """How many plans of each round, or of one, are in each state."""
        columns = (plans.c.round_id, plans.c.state)
        counted = sa.select(*columns, sa.func.count()).group_by(*columns)
        found: dict[RoundId, Counter[PlanState]] = {}
        for row in self.all(counted if round_id is None else counted.where(plans.c.round_id == round_id)):
            found.setdefault(RoundId(row[0]), Counter())[PlanState(row[1])] = row[2]
        return found

    def sent_in(self, round_id: RoundId) -> int:
        """How many plans take part in a round: those that were ever sent."""
        states = self.states(round_id).get(round_id, Counter())
        return states.total() - states[PlanState.DRAFT]

    def unwarned(
        self, round_: Round, like: Group, day: date, come: Sequence[int], *, after_id: int, limit: int
    ) -> list[tuple[GroupId, PlanId | None]]:
        """Groups that live by the hours of one, have not sent the plan of a round, and were not told of one of the
        moments before its last day: numbers above `after_id`, with the plan if there is one."""
        of = sa.literal("last:") + sa.cast(groups.c.id, sa.Text) + ":"
        of += sa.cast(sa.func.coalesce(plans.c.id, 0), sa.Text) + f":{day}:"
        said = (sa.exists().where(nudges.c.key == of + str(days)) for days in come)
        mine = sa.and_(plans.c.group_id == groups.c.id, plans.c.round_id == round_.id)
        found = self.all(
            sa.select(groups.c.id, plans.c.id.label("plan"))
            .select_from(groups.join(plans, mine, isouter=True))
            .where(groups.c.state == GroupState.ACTIVE, groups.c.id > after_id)
            .where(_lived_in == like.zone.key, groups.c.hour == like.hour, groups.c.minute == like.minute)
            .where(groups.c.evening == (f"{like.evening:%H:%M}" if like.evening else ""))
            .where(sa.or_(plans.c.id.is_(None), plans.c.state == PlanState.DRAFT), sa.or_(*(~one for one in said)))
            .order_by(groups.c.id)
            .limit(limit)
        )
        return [(GroupId(row.id), PlanId(row.plan) if row.plan else None) for row in found]

    def came_back(self, *, now: datetime) -> list[Plan]:
        """Plans that came back, have a last day, and can still be sent again."""
        later = sa.and_(plans.c.deadline.is_not(None), sa.or_(plans.c.deadline >= now, rounds.c.deadline >= now))
        where = (allowing(Verb.SEND), plans.c.state == PlanState.RETURNED.value, later)
        found = self.all(sa.select(*_PLAN).join(rounds, rounds.c.id == plans.c.round_id).where(*where))
        return [_plan(row) for row in found]

    def change(self, plan: PlanId, *, now: datetime, **values: Any) -> None:
        """Change fields of the plan; its revision grows."""
        self.run(_CHANGE, {"plan": plan, "updated_at": now, **values})

    def set_position(self, plan: PlanId, position: int | None) -> None:
        """Put a plan on a position. Its revision stays: no word of the group changed."""
        self.update(plans, plans.c.id == plan, position=position)

    def set_final(self, plan: PlanId, position: int | None) -> None:
        """Put a plan on a position among the final winners."""
        self.update(plans, plans.c.id == plan, final=position)

    def share(self, plan: PlanId, shared: bool) -> None:
        """Whether everybody may read a plan in the library."""
        self.update(plans, plans.c.id == plan, shared=shared)

    def in_library(self) -> list[Plan]:
        """Plans whose groups let everybody read them, the newest first."""
        found = sa.select(*_PLAN).join(rounds, rounds.c.id == plans.c.round_id)
        where = (plans.c.shared, rounds.c.state == RoundState.RELEASED.value)
        return [_plan(row) for row in self.all(found.where(*where).order_by(plans.c.id.desc()))]

    def set_deadline(self, plan: PlanId, deadline: datetime, *, now: datetime) -> None:
        """The last day of a plan that came back, given anew. Its revision stays: no word of the group changed."""
        self.update(plans, plans.c.id == plan, deadline=deadline, planned=None, lost=0, dated_at=now)

    def move_deadline(self, plan: Plan, deadline: datetime, lost: int, *, now: datetime) -> None:
        """Outages of `lost` seconds together have moved the last day of a plan that came back."""
        dated = now if deadline != plan.deadline else plan.dated_at
        values = {"deadline": deadline, "planned": plan.planned or plan.deadline, "lost": lost, "dated_at": dated}
        self.update(plans, plans.c.id == plan.id, **values)

    # Answers ---------------------------------------------------------------------------------------------------------
    def answers(self, plan: PlanId) -> dict[str, Answer]:
        """What stands at each step that has an answer."""
        known = self.memo("standing", "answers", "persons")
        rows = known[plan] if plan in known else self.ask(_STANDING, plan=plan)
        return {answer.step: answer for answer in map(_answer, rows)}

    def answer(self, plan: PlanId, step: str) -> Answer | None:
        """What stands at a step."""
        return self.answers(plan).get(step)

    def look_up(self, plan: PlanId, step: str) -> None:
        """Read what stands in a plan together with the history of a step, for those who ask for both next."""
        rows = self.ask(_STANDING_AND_STEP, plan=plan, step=step)
        self.memo("standing", "answers", "persons")[plan] = [row for row in rows if row.state == "current"]
        self.memo("steps", "answers", "persons")[plan, step] = [row for row in rows if row.step == step]

    def _step(self, plan: PlanId, step: str) -> Sequence[AnyRow]:
        known = self.memo("steps", "answers", "persons")
        found: Sequence[AnyRow] = (
            known[plan, step] if (plan, step) in known else self.ask(_HISTORY, plan=plan, step=step)
        )
        return found

    def proposal(self, plan: PlanId, step: str, author: PersonId) -> Answer | None:
        """What a person wrote for a step while somebody else answered it, not yet decided."""
        found = [row for row in self._step(plan, step) if row.state == "proposed" and row.author_id == author]
        return _answer(found[-1]) if found else None

    def history(self, plan: PlanId, step: str) -> list[Answer]:
        """Every answer that a step ever had, the oldest first."""
        return [_answer(row) for row in self._step(plan, step)]

    def put_answer(self, plan: PlanId, step: str, parts: Sequence[Part], author: PersonId, *, now: datetime) -> int:
        """A new answer; the one before stays in the history. Returns its revision."""
        return self._put(plan, step, parts, author, state="current", now=now)

    def clear_answer(self, plan: PlanId, step: str, *, now: datetime) -> bool:
        """Move a step's answer into the history; False when there was none."""
        return bool(self.run(_CLEAR, {"of_plan": plan, "of_step": step, "now": now}).rowcount)

    def propose(self, plan: PlanId, step: str, parts: Sequence[Part], author: PersonId, *, now: datetime) -> None:
        """Keep an answer beside the one that stands."""
        self.drop_proposal(plan, step, author)
        self._put(plan, step, parts, author, state="proposed", now=now)

    def drop_proposal(self, plan: PlanId, step: str, author: PersonId) -> None:
        """Move a person's proposal into the history."""
        self.run(_DROP, {"of_plan": plan, "of_step": step, "by": author})

    def _put(
        self, plan: PlanId, step: str, parts: Sequence[Part], author: PersonId, *, state: str, now: datetime
    ) -> int:
        if state == "current":
            self.clear_answer(plan, step, now=now)
        newest = self.ask_one(_NEWEST, plan=plan, step=step)
        revision = 1 + (newest.revision if newest else 0)
        rows = [{name: value for name, value in asdict(part).items() if value} for part in parts]
        values = {"plan_id": plan, "step": step, "revision": revision, "state": state, "parts": rows}
        self.insert(answers, author_id=author, at=now, **values)
        self.answered = plan
        return revision

    # Actions ---------------------------------------------------------------------------------------------------------
    def actions(self, plan: PlanId) -> list[Action]:
        """The plan's actions in their order, without those that were removed."""
        return [read_action(row) for row in self.ask(_ACTIONS, plan=plan)]

    def action(self, action: ActionId) -> Action | None:
        """An action, also one that was removed."""
        row = self.ask_one(_ACTION_BY_ID, action=action)
        return read_action(row) if row else None

    def add_action(self, plan: PlanId, *, now: datetime, **values: Any) -> ActionId:
        position = int(self.value(sa.func.coalesce(sa.func.max(actions.c.position), 0), actions.c.plan_id == plan) or 0)
        values = {"plan_id": plan, "position": position + 1, "state": ActionState.PLANNED.value} | values
        return ActionId(self.insert(actions, updated_at=now, **values))

    def change_action(self, action: ActionId, *, now: datetime, **values: Any) -> None:
        """Change fields of an action; its revision grows."""
        self.update(actions, actions.c.id == action, revision=actions.c.revision + 1, updated_at=now, **values)

    def put_spent(self, action: ActionId, kip: int | None) -> None:
        """Note what was spent on an action in all. Its revision stays: that answers no question about the work."""
        self.update(actions, actions.c.id == action, spent=kip)

    def swap_actions(self, one: ActionId, other: ActionId, *, now: datetime) -> None:
        """Swap the positions of two actions; their revisions grow."""
        positions = {id_: self.value(actions.c.position, actions.c.id == id_) for id_ in (one, other)}
        self.change_action(one, now=now, position=positions[other])
        self.change_action(other, now=now, position=positions[one])

    # Versions --------------------------------------------------------------------------------------------------------
    def doubted(self, *, after: datetime, before: datetime, limit: int) -> list[Plan]:
        """Plans being written that were changed after somebody had answered, last between `after` and `before`; without
        those whose revision was taken up already."""
        found = self.all(_doubted(after, before, *_PLAN).order_by(plans.c.updated_at).limit(limit))
        return [_plan(row) for row in found]

    def next_doubted(self, *, after: datetime, before: datetime) -> datetime | None:
        """When the first of them was changed."""
        row = self.first(_doubted(after, before, sa.func.min(plans.c.updated_at).label("at")))
        return row.at if row else None

    def freeze(
        self, plan: PlanId, by: PersonId, content: Mapping[str, Any], *, revision: int, now: datetime
    ) -> SubmissionId:
        """Keep a version that never changes again."""
        last = self.value(sa.func.coalesce(sa.func.max(submissions.c.version), 0), submissions.c.plan_id == plan)
        values = {"plan_id": plan, "version": int(last or 0) + 1, "revision": revision, "content": dict(content)}
        return SubmissionId(self.insert(submissions, submitted_by=by, at=now, **values))

    def submission(self, submission: SubmissionId) -> Submission | None:
        row = self.first(sa.select(*_SUBMISSION).where(submissions.c.id == submission))
        return Submission(*row) if row else None

    def submissions(self, plan: PlanId) -> list[Submission]:
        """Every version of a plan, the newest first."""
        where = submissions.c.plan_id == plan
        found = self.all(sa.select(*_SUBMISSION).where(where).order_by(submissions.c.version.desc()))
        return [Submission(*row) for row in found]

    def submission_of(self, plan: PlanId, version: int) -> Submission | None:
        """A version of a plan by its number."""
        where = (submissions.c.plan_id == plan, submissions.c.version == version)
        row = self.first(sa.select(*_SUBMISSION).where(*where))
        return Submission(*row) if row else None

    def latest_submission(self, plan: PlanId) -> Submission | None:
        row = self.first(
            sa.select(*_SUBMISSION).where(submissions.c.plan_id == plan).order_by(submissions.c.version.desc())
        )
        return Submission(*row) if row else None


def _round(row: Sequence[Any]) -> Round:
    """The round of a row that has the columns of _ROUND."""
    return Round(**dict(zip(_ROUND_FIELDS, row, strict=True)))


def _plan(row: Sequence[Any]) -> Plan:
    """The plan of a row that has the columns of _PLAN."""
    key, group, round_id, *rest = row
    return Plan(PlanId(key), GroupId(group), RoundId(round_id), **dict(zip(_PLAN_FIELDS[3:], rest, strict=True)))


def _answer(row: AnyRow) -> Answer:
    return Answer(row.step, row.revision, _parts(row.parts), row.author_id, row.name or "", row.at, row.ended_at)


def _parts(rows: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(**row) for row in rows)


def read_action(row: AnyRow) -> Action:
    """The action of a row that has the columns of ACTION."""
    return Action(
        id=ActionId(row.id),
        plan=PlanId(row.plan_id),
        what=row.what,
        who=row.who,
        owner=PersonId(row.owner_id) if row.owner_id else None,
        start=row.start_on,
        due=row.due_on,
        cost=row.cost,
        own=row.own,
        sign=row.sign,
        state=ActionState(row.state),
        revision=row.revision,
        spent=row.spent,
    )
