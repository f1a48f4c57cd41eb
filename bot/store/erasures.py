"""Wishes to be erased, and who has not been here for so long that nothing of them is needed."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.erasures import Erasure
from bot.domain.groups import MemberState
from bot.domain.ids import PersonId
from bot.domain.people import RoleState
from bot.store.repository import Repository
from bot.store.tables import erasures, members, persons, places, roles, speakers

_COLUMNS = [erasures.c[name] for name in ("person_id", "asked_at", "due_at", "remind_at", "reminded")]


class Erasures(Repository):
    """Who wished to be erased, and when."""

    def get(self, person: PersonId) -> Erasure | None:
        """The wish of a person, None where there is none."""
        row = self.first(sa.select(*_COLUMNS).where(erasures.c.person_id == person).with_for_update())
        return Erasure(*row) if row else None

    def wish(self, wish: Erasure) -> bool:
        """Write a wish down; one that is there stays as it is. Returns whether it is new."""
        values = {"person_id": wish.person, "asked_at": wish.asked_at, "due_at": wish.due_at}
        return self.insert_new(erasures, values | {"remind_at": wish.remind_at}, key=("person_id",))

    def keep(self, person: PersonId) -> bool:
        """Somebody has changed their mind; False where there was no wish."""
        return bool(self.run(erasures.delete().where(erasures.c.person_id == person)).rowcount)

    def to_remind(self, *, now: datetime) -> Erasure | None:
        """A wish whose end has to be called to mind, locked."""
        where = (erasures.c.reminded.is_(False), erasures.c.remind_at <= now)
        row = self.first(sa.select(*_COLUMNS).where(*where).with_for_update(skip_locked=True))
        return Erasure(*row) if row else None

    def reminded(self, person: PersonId, *, due_at: datetime) -> None:
        """The word before the end was said, and this is the end."""
        self.update(erasures, erasures.c.person_id == person, reminded=True, due_at=due_at)

    def due(self, *, now: datetime) -> Erasure | None:
        """A wish that nobody can take back any more, locked."""
        where = (erasures.c.reminded.is_(True), erasures.c.due_at <= now)
        row = self.first(sa.select(*_COLUMNS).where(*where).with_for_update(skip_locked=True))
        return Erasure(*row) if row else None

    def next_at(self) -> datetime | None:
        """When the next word or wish is due."""
        at = sa.case((erasures.c.reminded.is_(True), erasures.c.due_at), else_=erasures.c.remind_at)
        found = self.first(sa.select(at.label("at")).order_by(at))
        return found.at if found else None

    def unseen(self, *, before: datetime, limit: int) -> list[PersonId]:
        """People in no group and without a role who came and were heard from before an instant; not who wished it."""
        inside = sa.select(members.c.person_id).where(members.c.state.in_((MemberState.ACTIVE, MemberState.ASKED)))
        having = sa.exists().where(roles.c.person_id == persons.c.id, roles.c.state == RoleState.CONFIRMED)
        heard = sa.exists().where(
            places.c.account_id == speakers.c.account_id,
            speakers.c.person_id == persons.c.id,
            places.c.updated_at >= before,
        )
        wished = sa.exists().where(erasures.c.person_id == persons.c.id)
        where = (persons.c.created_at < before, persons.c.id.not_in(inside), ~having, ~heard, ~wished)
        found = self.all(sa.select(persons.c.id).where(*where).order_by(persons.c.id).limit(limit))
        return [PersonId(row.id) for row in found]
