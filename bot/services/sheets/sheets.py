"""A spreadsheet on its way in: sent, read, checked, taken or left; and taken back within a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.content.library import Library
from bot.domain.ids import ChatId, SheetId
from bot.domain.incoming import Answer
from bot.domain.notices.sheets import SheetChecked
from bot.domain.people import OFFICE, Person
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.sheets import LineState, Sheet, SheetState, Unreadable
from bot.services import notices
from bot.services.sheets import checking
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing

LATEST = 5  # that are offered again
_ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls")


def send_template(uow: UnitOfWork, language: str, *, chat: ChatId, by: Person, now: datetime) -> None:
    """Send the empty table; a second tap at once is one. Raises: Forbidden."""
    _check(by)
    medium = {"kind": "document", "recipe": {"paper": "sheet", "language": language}, "name": "phaen-groups.xlsx"}
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content={"text": "", "medium": medium})
    row.key = f"sheet:{language}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)


def begin(uow: UnitOfWork, answer: Answer, zone: str, *, by: Person, now: datetime) -> SheetId:
    """A file was sent: it is read soon, and whoever sent it hears of it. Raises: Missing, Forbidden, Refused."""
    _check(by)
    if answer.kind != "document" or answer.medium is None:
        raise Refused("Please send the table as a file: Excel or CSV")
    medium = uow.media.get(answer.medium)
    if medium is None:
        raise Missing
    if not medium.name.lower().endswith(_ENDINGS):
        raise Refused("This file is no Excel and no CSV. Please send the table as one of them")
    values = {"by_id": by.id, "medium_id": medium.id, "name": medium.name[:80], "state": SheetState.READING}
    sheet = uow.sheets.add(now=now, zone=zone, **values)
    uow.jobs.add("sheet", now=now, key=str(sheet), sheet=sheet)
    return sheet


def open_sheet(uow: UnitOfWork, sheet: SheetId, *, by: Person) -> Sheet:
    """A spreadsheet, for staff. Raises: Missing, Forbidden."""
    _check(by)
    found = uow.sheets.get(sheet)
    if found is None or not _may_see(found, by):
        raise Missing
    return found


def latest(uow: UnitOfWork, *, by: Person) -> list[Sheet]:
    """The last few that were sent, the newest first. Raises: Forbidden."""
    _check(by)
    return [one for one in uow.sheets.latest(most=LATEST) if _may_see(one, by)]


def keep(uow: UnitOfWork, library: Library, sheet: SheetId, read: dict[str, Any], *, now: datetime) -> bool:
    """What was read of a file is checked, kept, and told to whoever sent it. False when that was done already.

    `read`: {"lines": [[number, cells], …]}, or {"why": …} where it cannot be read.
    """
    found = uow.sheets.lock(sheet)
    if found is None or found.state is not SheetState.READING:
        return False
    why, lines = read.get("why", ""), [(int(number), cells) for number, cells in read.get("lines", [])]
    why = why or _lacking(lines)
    if not why:
        sender = uow.people.get(found.by) if found.by is not None else None
        own = sender.own_projects if sender else frozenset()
        checked = checking.check(uow, library, lines, own=own)
        uow.sheets.keep(sheet, checked)
        why = "" if checked else Unreadable.EMPTY.value
    # The file itself has done its work: nothing refers to it any more.
    uow.sheets.change(sheet, state=SheetState.UNREAD if why else SheetState.CHECKED, why=why, medium_id=None)
    if found.by is not None:
        notices.tell(uow, found.by, SheetChecked(sheet), now=now, key=str(sheet))
    return True


def _lacking(lines: Sequence[checking.Cells]) -> str:
    if not lines:
        return Unreadable.EMPTY.value
    return "" if checking.heads(lines)[0] else Unreadable.HEADS.value


def take(uow: UnitOfWork, sheet: SheetId, *, by: Person, now: datetime) -> None:
    """Bring in all lines that are new, soon. Raises: Missing, Forbidden, Stale."""
    _change(uow, sheet, SheetState.CHECKED, by)
    if not uow.sheets.counts(sheet).of(LineState.NEW):
        raise Stale
    uow.sheets.change(sheet, state=SheetState.TAKING, taken_at=now)
    uow.audit.note(by.id, "brought in", f"sheet {sheet}", now=now)
    uow.jobs.add("sheet lines", now=now, key=f"{sheet} take", sheet=sheet)


def leave(uow: UnitOfWork, sheet: SheetId, *, by: Person) -> None:
    """Nothing of it is wanted. Raises: Missing, Forbidden, Stale."""
    _change(uow, sheet, SheetState.CHECKED, by)
    uow.sheets.change(sheet, state=SheetState.LEFT)


def undo(uow: UnitOfWork, sheet: SheetId, *, by: Person, now: datetime) -> None:
    """Take back what it has made and nobody uses yet, within a day. Raises: Missing, Forbidden, Stale."""
    found = _change(uow, sheet, SheetState.TAKEN, by)
    if not found.can_be_undone(now):
        raise Stale
    uow.sheets.change(sheet, state=SheetState.UNDOING)
    uow.audit.note(by.id, "took back", f"sheet {sheet}", now=now)
    uow.jobs.add("sheet lines", now=now, key=f"{sheet} undo", sheet=sheet)


def _change(uow: UnitOfWork, sheet: SheetId, state: SheetState, by: Person) -> Sheet:
    """The spreadsheet, locked, if it is in this state still. Raises: Missing, Forbidden, Stale."""
    _check(by)
    found = uow.sheets.lock(sheet)
    if found is None or not _may_see(found, by):
        raise Missing
    if found.state is not state:
        raise Stale
    return found


def _may_see(sheet: Sheet, by: Person) -> bool:
    """Whose work is with some projects alone sees what they brought in themselves."""
    return sheet.by == by.id or not by.own_projects


def _check(by: Person) -> None:
    if not by.roles & OFFICE:
        raise Forbidden
