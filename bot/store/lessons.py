"""How far each person is in each lesson."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import PersonId
from bot.store.shelf import Shelf, upsert
from bot.store.tables import quiz_answers, readings


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's bookmark in a lesson; `card` counts from 0."""

    lesson: str
    card: int
    finished_at: datetime | None
    updated_at: datetime


_COLUMNS = (readings.c.lesson, readings.c.card, readings.c.finished_at, readings.c.updated_at)


class Lessons(Shelf):
    """Bookmarks and quiz answers."""

    def readings(self, person: PersonId) -> dict[str, Reading]:
        """All bookmarks of a person by lesson, the latest first."""
        found = self.all(
            sa.select(*_COLUMNS).where(readings.c.person_id == person).order_by(readings.c.updated_at.desc())
        )
        return {row.lesson: Reading(*row) for row in found}

    def put(self, person: PersonId, lesson: str, card: int, *, now: datetime) -> None:
        values = {"person_id": person, "lesson": lesson, "card": card, "updated_at": now}
        self.run(upsert(self.connection, readings, values, key=["person_id", "lesson"]))

    def finish(self, person: PersonId, lesson: str, *, now: datetime) -> bool:
        """Mark a lesson as learned; True the first time."""
        return bool(
            self.update(
                readings,
                readings.c.person_id == person,
                readings.c.lesson == lesson,
                readings.c.finished_at.is_(None),
                finished_at=now,
                updated_at=now,
            )
        )

    def answer(self, person: PersonId, lesson: str, question: int, option: int, right: bool, *, now: datetime) -> None:
        values = {"person_id": person, "lesson": lesson, "question": question, "option": option, "right": right}
        self.insert(quiz_answers, at=now, **values)

    def last_answers(self, person: PersonId, lesson: str) -> dict[int, int]:
        """The latest option chosen for each question of a lesson."""
        columns = (quiz_answers.c.question, quiz_answers.c.option)
        where = (quiz_answers.c.person_id == person, quiz_answers.c.lesson == lesson)
        return {
            row.question: row.option for row in self.all(sa.select(*columns).where(*where).order_by(quiz_answers.c.id))
        }
