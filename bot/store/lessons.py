"""How far each person is in each lesson."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import GroupId, PersonId
from bot.store.repository import Repository
from bot.store.tables import members, quiz_answers, readings, subscriptions


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's bookmark in a lesson; `card` counts from 0."""

    lesson: str
    card: int
    finished_at: datetime | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Subscription:
    """A lesson a day for somebody: the one sent last, whether it still waits to be opened, when the next is due."""

    person: PersonId
    lesson: str
    waits: bool
    sent_at: datetime | None
    due_at: datetime


_SUBSCRIPTION = [subscriptions.c[name] for name in ("person_id", "lesson", "waits", "sent_at", "due_at")]
_COLUMNS = (readings.c.lesson, readings.c.card, readings.c.finished_at, readings.c.updated_at)

_OF_PERSON = (
    sa.select(*_COLUMNS).where(readings.c.person_id == sa.bindparam("person")).order_by(readings.c.updated_at.desc())
)


class Lessons(Repository):
    """Bookmarks and quiz answers."""

    def readings(self, person: PersonId) -> dict[str, Reading]:
        """All bookmarks of a person by lesson, the latest first."""
        return {row.lesson: Reading(*row) for row in self.ask(_OF_PERSON, person=person)}

    def put(self, person: PersonId, lesson: str, card: int, *, now: datetime) -> None:
        values = {"person_id": person, "lesson": lesson, "card": card, "updated_at": now}
        self.upsert(readings, values, key=("person_id", "lesson"))

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

    def finished_in(self, group: GroupId) -> dict[str, int]:
        """How many members of a group have finished each lesson."""
        found = self.all(
            sa.select(readings.c.lesson, sa.func.count())
            .join(members, members.c.person_id == readings.c.person_id)
            .where(members.c.group_id == group, members.c.state == "active", readings.c.finished_at.is_not(None))
            .group_by(readings.c.lesson)
        )
        return {row[0]: row[1] for row in found}

    # A lesson a day --------------------------------------------------------------------------------------------------
    def subscribe(self, person: PersonId, *, due_at: datetime) -> None:
        """From now on somebody gets a lesson a day; nothing changes for whoever gets one already."""
        values = {"person_id": person, "due_at": due_at}
        self.insert_new(subscriptions, values, key=("person_id",))

    def unsubscribe(self, person: PersonId) -> bool:
        """No more lessons come by themselves; False when none did."""
        return bool(self.run(subscriptions.delete().where(subscriptions.c.person_id == person)).rowcount)

    def subscription(self, person: PersonId) -> Subscription | None:
        row = self.first(sa.select(*_SUBSCRIPTION).where(subscriptions.c.person_id == person))
        return Subscription(*row) if row else None

    def subscriptions_due(self, *, now: datetime, limit: int) -> list[Subscription]:
        """Whose next lesson is due, locked until the transaction ends."""
        due = sa.select(*_SUBSCRIPTION).where(subscriptions.c.due_at <= now).order_by(subscriptions.c.due_at)
        return [Subscription(*row) for row in self.all(due.limit(limit).with_for_update(skip_locked=True))]

    def next_lesson_at(self) -> datetime | None:
        """When the next lesson of a day is due."""
        row = self.first(sa.select(subscriptions.c.due_at).order_by(subscriptions.c.due_at))
        return row.due_at if row else None

    def change_subscription(self, person: PersonId, **values: object) -> None:
        self.update(subscriptions, subscriptions.c.person_id == person, **values)
