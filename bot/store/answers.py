"""Answers of plans with their history, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import PersonId, PlanId
from bot.domain.plans import Answer, Part
from bot.store.repository import AnyRow, Repository
from bot.store.tables import answers, persons

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

# Built once: they run in every turn that has to do with a plan.
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


class Answers(Repository):
    """What groups write at the steps of their plans. `answered` is the plan that got an answer in this transaction."""

    answered: PlanId | None = None

    def of_plan(self, plan: PlanId) -> dict[str, Answer]:
        """What stands at each step that has an answer."""
        known = self.memo("standing", "answers", "persons")
        rows = known[plan] if plan in known else self.ask(_STANDING, plan=plan)
        return {answer.step: answer for answer in map(_answer, rows)}

    def get(self, plan: PlanId, step: str) -> Answer | None:
        """What stands at a step."""
        return self.of_plan(plan).get(step)

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

    def put(self, plan: PlanId, step: str, parts: Sequence[Part], author: PersonId, *, now: datetime) -> int:
        """A new answer; the one before stays in the history. Returns its revision."""
        return self._put(plan, step, parts, author, state="current", now=now)

    def clear(self, plan: PlanId, step: str, *, now: datetime) -> bool:
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
            self.clear(plan, step, now=now)
        newest = self.ask_one(_NEWEST, plan=plan, step=step)
        revision = 1 + (newest.revision if newest else 0)
        rows = [{name: value for name, value in asdict(part).items() if value} for part in parts]
        values = {"plan_id": plan, "step": step, "revision": revision, "state": state, "parts": rows}
        self.insert(answers, author_id=author, at=now, **values)
        self.answered = plan
        return revision


def _answer(row: AnyRow) -> Answer:
    return Answer(row.step, row.revision, _parts(row.parts), row.author_id, row.name or "", row.at, row.ended_at)


def _parts(rows: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(**row) for row in rows)
