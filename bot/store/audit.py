"""What staff and leaders did, by whom and when."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from bot.domain import renamed
from bot.domain.ids import PersonId
from bot.store.repository import Repository
from bot.store.tables import audit


class Noted(NamedTuple):
    """One line of the log; the verb is today's, whatever it was called when it was noted."""

    person_id: int | None
    verb: str
    subject: str
    at: datetime


class Audit(Repository):
    """The log of decisions; it names people by number only."""

    def note(self, person: PersonId | None, verb: str, subject: str, *, now: datetime) -> None:
        """Write down that somebody did something to a subject such as "plan 7"."""
        self.insert(audit, person_id=person, verb=verb, subject=subject, at=now)

    def log(self) -> list[Noted]:
        """All that was noted, the first first."""
        columns = (audit.c.person_id, audit.c.verb, audit.c.subject, audit.c.at)
        found = self.all(sa.select(*columns).order_by(audit.c.id))
        return [Noted(who, renamed.now("verb", verb), subject, at) for who, verb, subject, at in found]
