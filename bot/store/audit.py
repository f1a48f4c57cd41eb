"""What staff and leaders did, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import PersonId
from bot.store.shelf import AnyRow, Shelf
from bot.store.tables import audit


class Audit(Shelf):
    """The log of decisions; it names people by number only."""

    def note(self, person: PersonId | None, verb: str, subject: str, *, now: datetime) -> None:
        """Write down that somebody did something to a subject such as "plan 7"."""
        self.insert(audit, person_id=person, verb=verb, subject=subject, at=now)

    def log(self) -> Sequence[AnyRow]:
        """All that was noted, the first first: person_id, verb, subject, at."""
        columns = (audit.c.person_id, audit.c.verb, audit.c.subject, audit.c.at)
        return self.all(sa.select(*columns).order_by(audit.c.id))
