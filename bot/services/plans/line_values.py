"""Values of a line of the table: another's is not replaced unasked, and what was replaced comes back for a week."""

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


TEXTS = ("what", "who", "sign")  # of two of them both may stand


def standing(uow: UnitOfWork, action: Action, field: str) -> LineValue | None:
    """The value that stands in a field, where it is known who wrote it."""
    if getattr(action, field) in (None, ""):
        return None
    found = [one for one in uow.line_values.of(action.id) if one.field == field and one.ended is None]
    return found[-1] if found else None


def wait(
    uow: UnitOfWork, action: Action, field: str, changes: Mapping[str, object], *, by: PersonId, now: datetime
) -> int | None:
    """Let a value wait beside another's that stands, until its author has chosen; its number, None where none stands.

    It is kept as if it had stood for no time, so that it comes back like what was replaced.
    """
    columns, there = COLUMNS[field], standing(uow, action, field)
    main = next(iter(columns))
    if there is None or there.author == by or changes[main] == getattr(action, columns[main]):
        return None
    new = {column: changes.get(column, getattr(action, name)) for column, name in columns.items()}
    return uow.line_values.wait(action.id, field, _kept(new), by, now=now)


def waits(uow: UnitOfWork, one: LineValue, action: Action, *, by: PersonId, now: datetime) -> LineValue | None:
    """Another's value that stands where one of somebody's waits to be chosen; None where there is nothing to choose."""
    there = standing(uow, action, one.field)
    choosing = one.author == by and may_return(one, action, now=now)
    return there if choosing and there is not None and there.author != by else None


def both(one: LineValue, action: Action) -> str:
    """Another's words, and behind them those that wait."""
    return f"{getattr(action, one.field)}, {one.value[one.field]}"


def note(uow: UnitOfWork, action: Action, changes: Mapping[str, object], *, by: PersonId, now: datetime) -> None:
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
    return next((one for one in reversed(lost) if may_return(one, action, now=now)), None)


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


def _kept(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
