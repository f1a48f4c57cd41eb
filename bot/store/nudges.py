"""What rests and could be called to mind, and what was called to mind already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain.people import AccountState
from bot.domain.plans import PlanState
from bot.domain.reviews import ReviewState
from bot.domain.rounds import Verb
from bot.store.repository import AnyRow, Repository
from bot.store.rounds import allowing
from bot.store.tables import (
    accounts,
    agreements,
    assignments,
    members,
    nudges,
    persons,
    plans,
    readings,
    rounds,
    speakers,
)

_CHUNK = 500  # keys of one question
_WAITING = (ReviewState.ASKED.value, ReviewState.SCORING.value)


@dataclass(frozen=True, slots=True)
class Some:
    """What is looked through in one transaction: numbers above `after` up to `until`, and `limit` words at most of
    those that are due `days` days after the last change and were not said."""

    days: Sequence[int]
    now: datetime
    after: int
    until: int
    limit: int
    today: str = ""  # of gentle words: the day on which nobody hears two

    def unsaid(
        self,
        kind: str,
        subject: sa.ColumnElement[str],
        at: sa.ColumnElement[datetime],
        person: sa.ColumnElement[Any],
    ) -> sa.ColumnElement[bool]:
        """Whether a word is due by now that nobody has said, to somebody who can hear it today."""
        due = (sa.and_(at <= self.now - timedelta(days=day), ~_said(kind, subject, day)) for day in self.days)
        heard = sa.exists().where(nudges.c.key == heard_today(sa.cast(person, sa.Text), self.today))
        reached = sa.exists().where(
            speakers.c.person_id == person, speakers.c.account_id == accounts.c.id, accounts.c.state == AccountState.OK
        )
        return sa.and_(sa.or_(*due), reached, *([~heard] if self.today else []))


def heard_today(person: Any, day: object) -> Any:
    """The key under which stands that somebody was told something on a day."""
    return "day:" + person + f":{day}"


def _said(kind: str, subject: sa.ColumnElement[str], day: int) -> sa.Exists:
    return sa.exists().where(nudges.c.key == sa.literal(f"{kind}:") + subject + f":{day}")


def _joined(*parts: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """Parts of a key, a colon between them."""
    joined: sa.ColumnElement[str] = sa.cast(parts[0], sa.Text)
    for part in parts[1:]:
        joined = joined + ":" + sa.cast(part, sa.Text)
    return joined


class Nudges(Repository):
    """Keys of what was said, and the rows of other nouns that have not changed for days."""

    def once(self, key: str, *, now: datetime) -> bool:
        """Take a key; False when it was taken before."""
        return self.insert_new(nudges, {"key": key, "at": now}, key=("key",))

    def forget(self, *, before: datetime, limit: int | None = None) -> int:
        """Forget keys that were taken before an instant, a part at a time; returns how many."""
        return self.forget_some(nudges.c.key, nudges.c.at < before, limit=limit)

    def taken(self, keys: Sequence[str]) -> set[str]:
        """Those of `keys` that were taken before."""
        chunks = (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))
        return {row.key for some in chunks for row in self.all(sa.select(nudges.c.key).where(nudges.c.key.in_(some)))}

    def last(self, kind: str) -> int:
        """The highest number of what a kind of word goes through: people for lessons, plans for all others."""
        return int(self.value(sa.func.max(persons.c.id if kind == "lesson" else plans.c.id)) or 0)

    def lessons(self, some: Some) -> Sequence[AnyRow]:
        """Lessons begun, not finished and not turned since: id (the person's), lesson, card, updated_at; one each."""
        later = readings.alias()
        newest = ~sa.exists().where(
            later.c.person_id == readings.c.person_id, later.c.updated_at > readings.c.updated_at
        )
        subject = _joined(readings.c.person_id, readings.c.lesson, readings.c.card)
        return self.all(
            sa.select(readings.c.person_id.label("id"), readings.c.lesson, readings.c.card, readings.c.updated_at)
            .where(readings.c.person_id > some.after, readings.c.person_id <= some.until)
            .where(
                readings.c.finished_at.is_(None),
                newest,
                some.unsaid("lesson", subject, readings.c.updated_at, readings.c.person_id),
            )
            .order_by(readings.c.person_id)
            .limit(some.limit)
        )

    def drafts(self, some: Some) -> Sequence[AnyRow]:
        """Plans that may still be written and were not changed since, with each leader: id, group_id, revision,
        updated_at, person_id."""
        columns = [plans.c[name] for name in ("id", "group_id", "revision", "updated_at")]
        late = sa.and_(plans.c.state == PlanState.DRAFT.value, rounds.c.deadline < some.now)
        subject = _joined(plans.c.id, plans.c.revision, members.c.person_id)
        return self.all(
            sa.select(*columns, members.c.person_id)
            .join(rounds, rounds.c.id == plans.c.round_id)
            .join(members, members.c.group_id == plans.c.group_id)
            .where(plans.c.id > some.after, plans.c.id <= some.until)
            .where(members.c.state == "active", members.c.leader.is_(True))
            .where(
                allowing(Verb.WRITE),
                sa.not_(late),
                some.unsaid("draft", subject, plans.c.updated_at, members.c.person_id),
            )
            .order_by(plans.c.id, members.c.joined_at, members.c.person_id)
            .limit(some.limit)
        )

    def agreements(self, some: Some) -> Sequence[AnyRow]:
        """Members who have not said whether they agree to a plan as it stands: id (the plan's), group_id, person_id,
        revision, and `at`, when they were asked: when the first member agreed to this revision."""
        asked = (
            sa.select(agreements.c.plan_id, agreements.c.revision, sa.func.min(agreements.c.at).label("at"))
            .where(agreements.c.agrees.is_(True))
            .where(agreements.c.plan_id > some.after, agreements.c.plan_id <= some.until)
            .group_by(agreements.c.plan_id, agreements.c.revision)
            .subquery()
        )
        said = sa.exists().where(
            agreements.c.plan_id == plans.c.id,
            agreements.c.person_id == members.c.person_id,
            agreements.c.revision == plans.c.revision,
        )
        subject = _joined(plans.c.id, plans.c.revision, members.c.person_id)
        return self.all(
            sa.select(plans.c.id, plans.c.group_id, members.c.person_id, plans.c.revision, asked.c.at)
            .join(asked, sa.and_(asked.c.plan_id == plans.c.id, asked.c.revision == plans.c.revision))
            .join(members, members.c.group_id == plans.c.group_id)
            .join(rounds, rounds.c.id == plans.c.round_id)
            .where(plans.c.id > some.after, plans.c.id <= some.until)
            .where(allowing(Verb.AGREE), members.c.state == "active", sa.not_(said))
            .where(some.unsaid("agreement", subject, asked.c.at, members.c.person_id))
            .order_by(plans.c.id, members.c.person_id)
            .limit(some.limit)
        )

    def reviews(self, *, before: datetime) -> Sequence[AnyRow]:
        """Reviews asked for and not decided: id, expert_id, name of the expert, asked_at."""
        return self.all(
            sa.select(assignments.c.id, assignments.c.expert_id, persons.c.name, assignments.c.asked_at)
            .join(persons, persons.c.id == assignments.c.expert_id)
            .where(assignments.c.state.in_(_WAITING), assignments.c.asked_at <= before)
            .order_by(assignments.c.id)
        )
