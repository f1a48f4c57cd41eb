"""A spreadsheet is sent, read, taken or left, and taken back: each once, by staff, in its time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.ids import SheetId
from bot.domain.incoming import Answer, File
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Refused, Stale
from bot.domain.sheets import FORGOTTEN_AFTER, UNDONE_WITHIN, LineState, SheetState
from bot.services import media
from bot.services.sheets import sheets, taking
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY, NOW, person
from tests.sheets import lines, row


def sent(uow: UnitOfWork, by: Person, name: str = "groups.xlsx") -> SheetId:
    answer: Answer = media.receive(uow, File("document", "f", name=name), "", by=by, now=NOW)
    return sheets.begin(uow, answer, "Asia/Vientiane", by=by, now=NOW)


def state(uow: UnitOfWork, sheet: SheetId) -> SheetState:
    found = uow.sheets.get(sheet)
    assert found is not None
    return found.state


def test_only_a_table_is_read(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        mali, bo = person(uow, 1004, "Mali", Role.STAFF), person(uow, 1005, "Bo")
        with pytest.raises(Refused, match="as a file"):
            sheets.begin(uow, Answer("text", "Group A"), "", by=mali, now=NOW)
        with pytest.raises(Refused, match="no Excel"):
            sent(uow, mali, "photo.jpg")
        with pytest.raises(Forbidden):
            sent(uow, bo)
        assert state(uow, sent(uow, mali, "Groups.CSV")) is SheetState.READING


@pytest.mark.parametrize(
    ("read", "why"),
    [
        ({"why": "old"}, "old"),
        ({"lines": []}, "empty"),
        ({"lines": [[1, ["a", "b"]]]}, "heads"),
        ({"lines": [[1, ["District", "Village", "Group"]]]}, "empty"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_taken(sqlite: Database, read: dict[str, object], why: str) -> None:
    with sqlite.begin() as uow:
        mali = person(uow, 1004, "Mali", Role.STAFF)
        sheet = sent(uow, mali)
        sheets.keep(uow, LIBRARY, sheet, read, now=NOW)
        found = uow.sheets.get(sheet)
        assert found is not None
        assert (found.state, found.why, found.medium) == (SheetState.UNREAD, why, None)
        with pytest.raises(Stale):
            sheets.take(uow, sheet, by=mali, now=NOW)


def test_each_step_is_done_once_and_in_its_time(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        mali = person(uow, 1004, "Mali", Role.STAFF)
        sheet, read = sent(uow, mali), {"lines": [list(line) for line in lines([row()])]}
        with pytest.raises(Stale):
            sheets.take(uow, sheet, by=mali, now=NOW)
        assert sheets.keep(uow, LIBRARY, sheet, read, now=NOW)
        assert not sheets.keep(uow, LIBRARY, sheet, read, now=NOW)
        with pytest.raises(Stale):
            sheets.undo(uow, sheet, by=mali, now=NOW)
        sheets.take(uow, sheet, by=mali, now=NOW)
        with pytest.raises(Stale):
            sheets.take(uow, sheet, by=mali, now=NOW)
        with pytest.raises(Stale):
            sheets.leave(uow, sheet, by=mali)
        while taking.go_on(uow, LIBRARY, sheet, now=NOW):
            pass
        with pytest.raises(Stale):
            sheets.undo(uow, sheet, by=mali, now=NOW + UNDONE_WITHIN)
        sheets.undo(uow, sheet, by=mali, now=NOW + UNDONE_WITHIN - timedelta(seconds=1))
        assert state(uow, sheet) is SheetState.UNDOING
        left = sent(uow, mali)
        sheets.keep(uow, LIBRARY, left, {"lines": [list(line) for line in lines([row(group="B")])]}, now=NOW)
        sheets.leave(uow, left, by=mali)
        assert state(uow, left) is SheetState.LEFT
        assert [one.id for one in sheets.latest(uow, by=mali)] == [left, sheet]


def test_what_lines_say_is_forgotten_after_a_week(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        mali = person(uow, 1004, "Mali", Role.STAFF)
        sheet = sent(uow, mali)
        sheets.keep(uow, LIBRARY, sheet, {"lines": [list(line) for line in lines([row()])]}, now=NOW)
        assert uow.sheets.forget(now=NOW + FORGOTTEN_AFTER) == 0
        assert uow.sheets.lines(sheet, LineState.NEW, most=9)[0].phone == "+8562055123456"
        assert uow.sheets.forget(now=NOW + FORGOTTEN_AFTER + timedelta(seconds=1)) == 1
        assert uow.sheets.lines(sheet, LineState.NEW, most=9) == []
