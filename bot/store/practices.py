"""What experts made of the plans for practice, as it is kept."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.experts import Practice, of_four_steps
from bot.domain.ids import MediumId, PersonId, PracticeId, RoundId
from bot.store.repository import AnyRow, Repository
from bot.store.tables import practice_marks, practices

_KEY = ("round_id", "expert_id", "plan", "attempt")


class Practices(Repository):
    """Experts' readings of invented plans, each with its marks."""

    def begin(self, round_id: RoundId, expert: PersonId, plan: str, attempt: int) -> None:
        """An expert begins with a plan; nothing where they have already."""
        values = {"round_id": round_id, "expert_id": expert, "plan": plan, "attempt": attempt}
        self.insert_new(practices, values, key=_KEY)

    def of_round(self, round_id: RoundId) -> list[Practice]:
        """All of a round, the first begun first, each with its marks."""
        here = practices.c.round_id == round_id
        marks: dict[int, dict[str, tuple[int, int]]] = {}
        query = sa.select(practice_marks).join(practices, practices.c.id == practice_marks.c.practice_id)
        for row in self.all(query.where(here)):
            marks.setdefault(row.practice_id, {})[row.criterion] = (row.mark, row.best)
        found = self.all(sa.select(practices).where(here).order_by(practices.c.id))
        return [_practice(row, marks.get(row.id, {})) for row in found]

    def mark(self, practice: PracticeId, criterion: str, value: int, best: int) -> None:
        """Keep a mark, of `best` at most; it takes the place of an earlier one."""
        values = {"practice_id": practice, "criterion": criterion, "mark": value, "best": best}
        self.upsert(practice_marks, values, key=("practice_id", "criterion"))

    def say(self, practice: PracticeId, text: str, medium: MediumId | None) -> None:
        """Keep why the marks are as they are."""
        self.update(practices, practices.c.id == practice, text=text, medium_id=medium)

    def finish(self, practice: PracticeId, *, now: datetime) -> None:
        self.update(practices, practices.c.id == practice, done_at=now)


def _practice(row: AnyRow, marks: dict[str, tuple[int, int]]) -> Practice:
    return Practice(
        id=PracticeId(row.id),
        expert=PersonId(row.expert_id),
        plan=row.plan,
        attempt=row.attempt,
        marks={key: mark for key, (mark, _) in marks.items()},
        steps={key: of_four_steps(mark, best) for key, (mark, best) in marks.items()},
        text=row.text,
        medium=row.medium_id,
        done_at=row.done_at,
    )
