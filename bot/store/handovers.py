"""The questions whether a member shall lead a group, and what the members say to them, as they are kept."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.groups import Handover
from bot.domain.ids import GroupId, PersonId
from bot.store.repository import Repository
from bot.store.tables import consents, handovers

_HANDOVER = [handovers.c[name] for name in ("id", "group_id", "person_id", "state", "asked_at", "until_at")]


class Handovers(Repository):
    """Who asks to lead which group, and who agrees."""

    def add(self, group: GroupId, person: PersonId, *, until: datetime, now: datetime) -> int:
        """Somebody asks to lead a group."""
        values = {"group_id": group, "person_id": person, "state": "asked", "asked_at": now, "until_at": until}
        return self.insert(handovers, **values)

    def get(self, handover: int) -> Handover | None:
        """The question, locked until the transaction ends."""
        row = self.first(sa.select(*_HANDOVER).where(handovers.c.id == handover).with_for_update())
        return Handover(*row) if row else None

    def open_in(self, group: GroupId, *, now: datetime) -> Handover | None:
        """The question that a group is being asked."""
        where = (handovers.c.group_id == group, handovers.c.state == "asked", handovers.c.until_at > now)
        row = self.first(sa.select(*_HANDOVER).where(*where).order_by(handovers.c.id.desc()))
        return Handover(*row) if row else None

    def lapsed(self, *, now: datetime) -> list[Handover]:
        """Questions whose time has run out, locked; one that is being answered has another moment."""
        where = (handovers.c.state == "asked", handovers.c.until_at <= now)
        found = sa.select(*_HANDOVER).where(*where).order_by(handovers.c.id).with_for_update(skip_locked=True)
        return [Handover(*row) for row in self.all(found)]

    def next_at(self) -> datetime | None:
        """When the time of the next open question runs out."""
        found: datetime | None = self.value(sa.func.min(handovers.c.until_at), handovers.c.state == "asked")
        return found

    def settle(self, handover: int, state: str) -> None:
        """The question is answered: "passed", "stopped" or "lapsed"."""
        self.update(handovers, handovers.c.id == handover, state=state)

    def consent(self, handover: int, person: PersonId, agrees: bool, *, now: datetime) -> None:
        """Keep what a member says; it replaces what they said before."""
        values = {"handover_id": handover, "person_id": person, "agrees": agrees, "at": now}
        self.upsert(consents, values, key=("handover_id", "person_id"))

    def consents(self, handover: int) -> dict[PersonId, bool]:
        """Who said what."""
        found = self.all(sa.select(consents.c.person_id, consents.c.agrees).where(consents.c.handover_id == handover))
        return {PersonId(row.person_id): bool(row.agrees) for row in found}
