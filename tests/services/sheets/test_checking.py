"""Each line of a spreadsheet is seen beside what is there: new, a double, or one fault and nothing else."""

from __future__ import annotations

import pytest

from bot.domain.sheets import Flaw, LineState
from bot.services.sheets import checking
from bot.store.database import Database
from tests.planning import LIBRARY, settle
from tests.sheets import HEADS, ROW, lines, row

NEW, DOUBLE = LineState.NEW, LineState.DOUBLE
# A line, and what is wrong with it (the word that is told).
FAULTS: list[tuple[tuple[str, ...], Flaw, str]] = [
    (row(name="=A1&B1"), Flaw.FORMULA, "=A1&B1"),
    (row(district=""), Flaw.NO_DISTRICT, ""),
    (row(province="Nowhere"), Flaw.PROVINCE, "Nowhere"),
    (row(district="Nowhere"), Flaw.DISTRICT, "Nowhere"),
    (row(province="ສະຫວັນນະເຂດ"), Flaw.DISTRICT, "ສານໄຊ"),  # Sanxay is not there
    (row(province="", district="ໄຊເສດຖາ"), Flaw.WHICH_DISTRICT, "ໄຊເສດຖາ"),
    (row(village=" "), Flaw.NO_VILLAGE, ""),
    (row(group=""), Flaw.NO_GROUP, ""),
    (row(name="ກ" * 61), Flaw.LONG, "ກ" * 60),
    (row(group="/start"), Flaw.NAME, "/start"),
    (row(name="???"), Flaw.NAME, "???"),
    (row(village="?"), Flaw.NAME, "?"),
    (row(name="12"), Flaw.NAME, "12"),
    (row(sex="perhaps"), Flaw.SEX, "perhaps"),
    (row(youth="old"), Flaw.YOUTH, "old"),
    (row(leader="perhaps"), Flaw.LEADER, "perhaps"),
    (row(name="", leader="yes"), Flaw.LEADER_NAME, ""),
    (row(phone="12345"), Flaw.PHONE, "12345"),
    (row(phone="55123456"), Flaw.PHONE, "55123456"),  # of a mobile or a fixed line: nobody knows
    (row(project="SSSJ"), Flaw.PROJECT, "SSSJ"),
    (row(name="ທ້າວ ຄຳ", leader="yes"), Flaw.TWO_LEADERS, "ທ້າວ ຄຳ"),
]


@pytest.mark.parametrize(("line", "flaw", "word"), FAULTS)
def test_each_fault_is_found_in_its_line(sqlite: Database, line: tuple[str, ...], flaw: Flaw, word: str) -> None:
    with sqlite.begin() as uow:
        good = row(name="ນາງ ສີ", leader="ແມ່ນ")
        first, found, last = checking.check(uow, LIBRARY, lines([good, line, row(name="ທ້າວ ບຸນ")]))
    assert (first.state, last.state) == (NEW, NEW)
    assert (found.number, found.state, found.flaw, found.value) == (3, LineState.FAULT, flaw, word)


def test_lao_and_english_lines_say_the_same(sqlite: Database) -> None:
    heads = ("District", "Village", "Group name", "Project", "Name", "Leader", "Sex", "Age", "Phone number", "Remark")
    english = ("Sanxay", "Ban Darkhied", "Goats", "RLIP", "Mrs Kham", "x", "F", "yes", "+856 20 5512 3456", "=")
    with sqlite.begin() as uow:
        [lao] = checking.check(uow, LIBRARY, lines([row(leader="ແມ່ນ")]))
        [found] = checking.check(uow, LIBRARY, lines([english], heads))
    assert (lao.district, lao.sex, lao.youth, lao.phone, lao.leader) == ("1704", "woman", "yes", "+8562055123456", True)
    assert (found.district, found.sex, found.youth, found.phone, found.leader) == (
        (lao.district, lao.sex, lao.youth, lao.phone, lao.leader)
    )
    assert (found.village, found.group, found.name) == ("Darkhied", "Goats", "Mrs Kham")


def test_the_template_has_heads_in_both_languages() -> None:
    english = ("Province", "District", "Village", "Group")
    both = [" / ".join(two) for two in zip(HEADS[:4], english, strict=True)]
    assert checking.heads([(1, ("Groups of 2027",)), (3, both)]) == (
        3,
        {"province": 0, "district": 1, "village": 2, "group": 3},
    )
    assert checking.heads(lines([ROW], heads=("a", "b", "c"))) == (0, {})


def test_doubles_of_each_other_and_of_what_is_there_are_told_apart_from_what_is_new(sqlite: Database) -> None:
    there = {"village": "ບ. Darkhied", "group": "asparagus", "district": "Sanxay"}
    with sqlite.begin() as uow:
        settle(uow)
        given = [
            row(**there, name="noy"),
            row(**there, name=""),
            row(**there, name="Dao"),
            row(name=""),
            row(name="", project=""),
            row(village="ບ້ານ ດັກຂຽດ"),
            row(village="ບ.ດັກຂຽດ", group="ກຸ່ມ ລ້ຽງແບ້", name="ນາງ  ຄຳ"),
            row(**there, name="Dao 2", leader="yes"),
        ]
        found = checking.check(uow, LIBRARY, lines(given))
    states = [line.state for line in found]
    assert states == [DOUBLE, DOUBLE, NEW, NEW, DOUBLE, NEW, DOUBLE, LineState.FAULT]
    assert found[7].flaw is Flaw.TWO_LEADERS
    assert (found[2].village, found[2].group, found[2].project) == ("Darkhied", "Asparagus", "RLIP")


def test_a_group_has_room_for_two_hundred(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        found = checking.check(uow, LIBRARY, lines(row(name=f"Noy {n}") for n in range(202)))
    assert [line.flaw for line in found if line.state is not NEW] == [Flaw.FULL] * 2


def test_staff_of_other_projects_bring_nothing_into_a_project(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        given = lines([row(), row(group="B", project="SSSJ"), row(group="C", project="")])
        found = checking.check(uow, LIBRARY, given, own=frozenset({"RLIP"}))
    assert [line.flaw for line in found] == [None, Flaw.NOT_YOURS, None]
