"""What staff changed of the timetable for a round or a group."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.domain.reminders import Timetable
from bot.store.repository import Repository
from bot.store.tables import timetables

ROUND, GROUP = "round", "group"


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a timetable holds: a round or a group."""

    kind: str
    id: int


class Timetables(Repository):
    """Timetables by whom they are for."""

    def get(self, scope: Scope) -> Timetable | None:
        """The timetable of its own that a round or group has, None when it has none."""
        where = (timetables.c.scope == scope.kind, timetables.c.subject == scope.id)
        found = self.value(timetables.c.steps, *where)
        return _timetable(found) if found else None

    def put(self, scope: Scope, timetable: Timetable, *, now: datetime) -> None:
        values = {"scope": scope.kind, "subject": scope.id, "steps": asdict(timetable), "at": now}
        self.upsert(timetables, values, key=("scope", "subject"))

    def remove(self, scope: Scope) -> bool:
        """Back to what holds for all; False when it had none of its own."""
        where = (timetables.c.scope == scope.kind, timetables.c.subject == scope.id)
        return bool(self.run(timetables.delete().where(*where)).rowcount)


def _timetable(kept: dict[str, Any]) -> Timetable:
    return Timetable(tuple(kept["starts"]), tuple(kept["moments"]), kept["leader"], kept["staff"])
