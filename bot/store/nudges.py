"""What rests and could be called to mind, and what was called to mind already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.domain.plans import PlanState
from bot.domain.reviews import ReviewState
from bot.domain.rounds import Verb
from bot.store.plans import allowing
from bot.store.repository import AnyRow, Repository
from bot.store.tables import agreements, assignments, members, nudges, persons, plans, readings, rounds

_CHUNK = 500  # keys of one question
_WAITING = (ReviewState.ASKED.value, ReviewState.SCORING.value)


class Nudges(Repository):
    """Keys of what was said, and the rows of other nouns that have not changed for days."""

    def once(self, key: str, *, now: datetime) -> bool:
        """Take a key; False when it was taken before."""
        return self.insert_new(nudges, {"key": key, "at": now}, key=("key",))

    def taken(self, keys: Sequence[str]) -> set[str]:
        """Those of `keys` that were taken before."""
        chunks = (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))
        return {row.key for some in chunks for row in self.all(sa.select(nudges.c.key).where(nudges.c.key.in_(some)))}

    def lessons(self, *, before: datetime) -> Sequence[AnyRow]:
        """Lessons begun, not finished and not turned since: person_id, lesson, card, updated_at; one a person."""
        newest = (
            sa.select(readings.c.person_id, sa.func.max(readings.c.updated_at).label("at"))
            .group_by(readings.c.person_id)
            .subquery()
        )
        return self.all(
            sa.select(readings.c.person_id, readings.c.lesson, readings.c.card, readings.c.updated_at)
            .join(newest, sa.and_(newest.c.person_id == readings.c.person_id, newest.c.at == readings.c.updated_at))
            .where(readings.c.finished_at.is_(None), readings.c.updated_at <= before)
            .order_by(readings.c.person_id)
        )

    def drafts(self, *, before: datetime, now: datetime) -> Sequence[AnyRow]:
        """Plans that may still be written and were not changed since: id, group_id, state, revision, updated_at."""
        columns = [plans.c[name] for name in ("id", "group_id", "state", "revision", "updated_at")]
        late = sa.and_(plans.c.state == PlanState.DRAFT.value, rounds.c.deadline < now)
        return self.all(
            sa.select(*columns)
            .join(rounds, rounds.c.id == plans.c.round_id)
            .where(allowing(Verb.WRITE), plans.c.updated_at <= before, sa.not_(late))
            .order_by(plans.c.id)
        )

    def agreements(self, *, before: datetime) -> Sequence[AnyRow]:
        """Members who have not said whether they agree to a plan as it stands: plan_id, group_id, person_id, revision,
        and `at`, when they were asked: when the first member agreed to this revision."""
        asked = (
            sa.select(agreements.c.plan_id, agreements.c.revision, sa.func.min(agreements.c.at).label("at"))
            .where(agreements.c.agrees.is_(True))
            .group_by(agreements.c.plan_id, agreements.c.revision)
            .subquery()
        )
        said = sa.exists().where(
            agreements.c.plan_id == plans.c.id,
            agreements.c.person_id == members.c.person_id,
            agreements.c.revision == plans.c.revision,
        )
        return self.all(
            sa.select(plans.c.id.label("plan_id"), plans.c.group_id, members.c.person_id, plans.c.revision, asked.c.at)
            .join(asked, sa.and_(asked.c.plan_id == plans.c.id, asked.c.revision == plans.c.revision))
            .join(members, members.c.group_id == plans.c.group_id)
            .join(rounds, rounds.c.id == plans.c.round_id)
            .where(allowing(Verb.AGREE), asked.c.at <= before, members.c.state == "active", sa.not_(said))
            .order_by(plans.c.id, members.c.person_id)
        )

    def reviews(self, *, before: datetime) -> Sequence[AnyRow]:
        """Reviews asked for and not decided: id, expert_id, name of the expert, asked_at."""
        return self.all(
            sa.select(assignments.c.id, assignments.c.expert_id, persons.c.name, assignments.c.asked_at)
            .join(persons, persons.c.id == assignments.c.expert_id)
            .where(assignments.c.state.in_(_WAITING), assignments.c.asked_at <= before)
            .order_by(assignments.c.id)
        )
