"""What values of a line of the table said before: who wrote one is told, and for a week one tap brings it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.ids import PersonId
from bot.domain.notices.plans import LineReplaced
from bot.domain.plans import Action, LineValue
from bot.services import notices
from bot.services.plans.replaced import KEPT
from bot.store.database import UnitOfWork

COLUMNS: Mapping[str, Mapping[str, str]] = {  # field → its columns, and what an action calls them
    "what": {"what": "what"},
    "who": {"who": "who", "owner_id": "owner"},
    "start": {"start_on": "start"},
    "due": {"due_on": "due"},
    "cost": {"cost": "cost"},
    "own": {"own": "own"},
    "sign": {"sign": "sign"},
}


def note(uow: UnitOfWork, action: Action, changes: Mapping[str, Any], *, by: PersonId, now: datetime) -> None:
    """Keep what a change takes the place of, and who wrote what; another's loss is told."""
    for field, columns in COLUMNS.items():
        main = next(iter(columns))
        if main not in changes:
            continue
        old = {column: getattr(action, name) for column, name in columns.items()}
        if changes[main] == old[main]:
            continue
        lost = uow.line_values.end(action.id, field, _kept(old), now=now) if old[main] not in (None, "") else None
        if changes[main] not in (None, ""):
            new = {column: changes.get(column, old[column]) for column in columns}
            uow.line_values.add(action.id, field, _kept(new), by, now=now)
        if lost and lost.author is not None and lost.author != by:
            notices.tell(uow, lost.author, LineReplaced(which=lost.id, by=by), now=now, key=f"line {lost.id}")


def just_lost(uow: UnitOfWork, action: Action, field: str, *, now: datetime) -> LineValue | None:
    """What a field said until this moment."""
    lost = [one for one in uow.line_values.of(action.id) if one.field == field and one.ended == now]
    return lost[-1] if lost and may_return(lost[-1], action, now=now) else None


def come_back(uow: UnitOfWork, action: Action, *, now: datetime) -> list[LineValue]:
    """The values of a line that one tap brings back, the newest of each field, the newest first."""
    found: dict[str, LineValue] = {}
    for one in reversed(uow.line_values.of(action.id)):
        if one.field not in found and may_return(one, action, now=now):
            found[one.field] = one
    return list(found.values())


def may_return(one: LineValue, action: Action, *, now: datetime) -> bool:
    """Whether a value stood within the last days, and does not stand now."""
    recent = one.ended is not None and now - one.ended <= KEPT
    return recent and changes_of(one) != {column: getattr(action, name) for column, name in COLUMNS[one.field].items()}


def changes_of(one: LineValue) -> dict[str, Any]:
    """The columns of a kept value."""
    days = ("start_on", "due_on")
    return {name: date.fromisoformat(value) if name in days else value for name, value in one.value.items()}


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
