"""What staff and leaders did, by whom and when."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import PersonId
from bot.store.shelf import Shelf
from bot.store.tables import audit


class Audit(Shelf):
    """The log of decisions; it names people by number only."""

    def note(self, person: PersonId | None, verb: str, subject: str, *, now: datetime) -> None:
        """Write down that somebody did something to a subject such as "plan 7"."""
        self.insert(audit, person_id=person, verb=verb, subject=subject, at=now)
