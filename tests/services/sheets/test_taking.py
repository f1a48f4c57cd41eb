"""Lines become groups and people, once, some at a time; and cease to be where nobody uses them yet."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import time, timedelta

from bot.domain.ids import SheetId
from bot.domain.incoming import Answer, File
from bot.domain.people import Person, Role
from bot.domain.sheets import Flaw, LineState, SheetState
from bot.services import invites, media
from bot.services.sheets import sheets, taking
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY, NOW, person
from tests.sheets import lines, row


def brought(uow: UnitOfWork, given: Sequence[tuple[int, Sequence[str]]], by: Person) -> SheetId:
    """A table that was sent and read."""
    answer: Answer = media.receive(uow, File("document", "f", name="Groups.XLSX"), "", by=by, now=NOW)
    sheet = sheets.begin(uow, answer, "Asia/Vientiane", by=by, now=NOW)
    assert sheets.keep(uow, LIBRARY, sheet, {"lines": [list(line) for line in given]}, now=NOW)
    return sheet


def all_of(database: Database, sheet: SheetId) -> int:
    """Every step in a transaction of its own, as the job does; returns how many."""
    steps, left = 0, True
    while left:
        with database.begin() as uow:
            left = taking.go_on(uow, LIBRARY, sheet, now=NOW)
        steps += 1
    return steps


def test_five_hundred_groups_with_twenty_planted_faults(database: Database) -> None:
    """20 found, nothing else; what is good is taken once, however often the table is sent."""
    wrong = ("Nowhere", "district"), ("", "group"), ("", "village"), ("perhaps", "sex"), ("12345", "phone")
    given = [row(group=f"ກຸ່ມ {n}", village=f"ບ້ານ {chr(0xE81 + n % 2)}{n % 50}", name=f"ນາງ {n}") for n in range(500)]
    planted = random.Random(15).sample(range(500), 20)
    for at, number in enumerate(planted):
        word, column = wrong[at % len(wrong)]
        given[number] = row(**{"group": f"ກຸ່ມ {number}", "village": "ບ້ານໃໝ່", "name": f"ນາງ {number}"} | {column: word})
    with database.begin() as uow:
        mali = person(uow, 1004, "Mali", Role.STAFF)
        sheet = brought(uow, lines(given), mali)
        faults = uow.sheets.lines(sheet, LineState.FAULT, most=100)
        assert sorted(line.number for line in faults) == sorted(number + 2 for number in planted)
        assert {line.flaw for line in faults} == {
            *(Flaw.DISTRICT, Flaw.NO_GROUP, Flaw.NO_VILLAGE, Flaw.SEX, Flaw.PHONE)
        }
        counts = uow.sheets.counts(sheet)
        assert (counts.of(LineState.NEW), counts.of(LineState.DOUBLE)) == (480, 0)
        sheets.take(uow, sheet, by=mali, now=NOW)
    assert all_of(database, sheet) == 3
    with database.begin() as uow:
        assert (uow.sheets.counts(sheet).groups, uow.sheets.counts(sheet).people) == (480, 480)
        there = uow.groups.all_in_state("active")
        assert len(there) == 480
        assert {(group.at, group.later) for group in there} == {(time(8), time(17, 30))}
        again = brought(uow, lines(given), mali)
        counts = uow.sheets.counts(again)
        assert [counts.of(state) for state in (LineState.NEW, LineState.DOUBLE, LineState.FAULT)] == [0, 480, 20]


def test_two_tables_with_the_same_group_make_it_once(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        mali = person(uow, 1004, "Mali", Role.STAFF)
        first, second = (brought(uow, lines([row(leader="yes"), row(name="")]), mali) for _ in range(2))
        for sheet in (first, second):
            sheets.take(uow, sheet, by=mali, now=NOW)
    all_of(sqlite, first)
    all_of(sqlite, second)
    with sqlite.begin() as uow:
        [group] = uow.groups.all_in_state("active")
        [member] = uow.groups.members(group.id)
        assert (member.name, member.leader, member.sex) == ("ນາງ ຄຳ", True, "woman")
        found = uow.people.get(member.person)
        assert found is not None
        assert (found.phone, found.youth, found.consented_at) == ("+8562055123456", "yes", None)
        assert (group.name, group.village, group.project) == ("ກຸ່ມລ້ຽງແບ້", "ດັກຂຽດ", "RLIP")
        assert uow.sheets.counts(second).of(LineState.DOUBLE) == 2


def test_it_goes_on_where_it_was_when_the_process_died(sqlite: Database) -> None:
    given = lines(row(group=f"G {n}", name=f"N {n}") for n in range(600))
    with sqlite.begin() as uow:
        mali = person(uow, 1004, "Mali", Role.STAFF)
        sheet = brought(uow, given, mali)
        sheets.take(uow, sheet, by=mali, now=NOW)
    with sqlite.begin() as uow:
        assert taking.go_on(uow, LIBRARY, sheet, now=NOW)
        with uow.connection.begin_nested() as died:
            taking.go_on(uow, LIBRARY, sheet, now=NOW)
            died.rollback()
    all_of(sqlite, sheet)
    assert all_of(sqlite, sheet) == 1
    with sqlite.begin() as uow:
        assert len({group.name for group in uow.groups.all_in_state("active")}) == 600
        assert len(uow.people.names()) == 601


def test_undoing_takes_back_what_nobody_uses_yet(database: Database) -> None:
    with database.begin() as uow:
        mali = person(uow, 1004, "Mali", Role.STAFF)
        village = uow.groups.village("1704", "ດັກຂຽດ", state="known")
        values = {"village_id": village, "state": "active", "zone": "Asia/Vientiane", "project": "RLIP"}
        old = uow.groups.add(now=NOW, name="Old", **values)
        given = [row(group="Old"), row(group="A", village="New"), row(group="B", name="Sy"), row(group="C", name="")]
        sheet = brought(uow, lines(given), mali)
        sheets.take(uow, sheet, by=mali, now=NOW)
    all_of(database, sheet)
    with database.begin() as uow:
        groups = {group.name: group for group in uow.groups.all_in_state("active")}
        [sy] = uow.groups.members(groups["B"].id)
        uow.people.account(1005, now=NOW)  # type: ignore[arg-type]
        uow.people.speak_as(1005, sy.person)  # type: ignore[arg-type]
        invites.for_group(uow, groups["C"].id, by=mali, now=NOW)
        sheets.undo(uow, sheet, by=mali, now=NOW + timedelta(hours=23))
    all_of(database, sheet)
    with database.begin() as uow:
        assert {group.name for group in uow.groups.all_in_state("active")} == {"Old", "B", "C"}
        assert uow.groups.members(old) == []
        assert [one.name for one in uow.groups.villages("1704")] == ["ດັກຂຽດ"]
        assert [name for _, name in uow.people.names()] == ["Mali", "Sy"]
        counts, found = uow.sheets.counts(sheet), uow.sheets.get(sheet)
        assert (counts.of(LineState.UNDONE), counts.of(LineState.KEPT)) == (2, 2)
        assert found is not None
        assert found.state is SheetState.UNDONE
