"""Staff find groups by place in a dictionary's order, by words in either language, and see the whole of one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.all_actions import Which
from bot.domain.ids import GroupId
from bot.domain.refused import Forbidden
from bot.services.groups import directory
from bot.services.money import expenses
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY, NOW, carried, settle


def made(uow: UnitOfWork, name: str, village: str = "ດອນໃໝ່", district: str = "1704", **more: str) -> GroupId:
    place = uow.groups.village(district, village, state="known")
    values = {"village_id": place, "state": "active", "zone": "Asia/Vientiane", **more}
    return uow.groups.add(now=NOW, name=name, **values)


def test_places_have_their_groups_in_a_dictionarys_order(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        for name, village in (("ກຸ່ມ ຜັກ", "ເວີນແຄນ"), ("ກຸ່ມ ປາ", "ເວີນແຄນ"), ("ກຸ່ມ ໄກ່", "ສະໜາມໄຊ"), ("X", "ຫຼັກ 52")):
            made(uow, name, village)
        made(uow, "away", district="0101")
        made(uow, "not yet", state="proposed")
        assert directory.provinces(uow, by=here.mali) == [("01", 1), ("17", 5)]
        assert directory.districts(uow, "17", by=here.mali) == [("1704", 5)]
        villages = directory.villages(uow, "1704", by=here.mali)
        assert [(one.name, one.groups) for one in villages] == [
            ("Darkhied", 1),
            ("ສະໜາມໄຊ", 1),
            ("ເວີນແຄນ", 2),
            ("ຫຼັກ 52", 1),
        ]
        assert [one.name for one in directory.of_village(uow, villages[2].id, by=here.mali)] == ["ກຸ່ມ ປາ", "ກຸ່ມ ຜັກ"]
        for verb in (directory.provinces, directory.projects):
            with pytest.raises(Forbidden):
                verb(uow, by=here.noy)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("asparagus", ["Asparagus"]),
        ("ASPARA", ["Asparagus"]),
        ("darkhied", ["Asparagus"]),
        ("ດອນໄໝ່", ["ກຸ່ມກາເຟ"]),  # misspelt
        ("Ban Don Mai", ["ກຸ່ມກາເຟ"]),  # in the other letters
        ("ກຸ່ມ ກາເຟ", ["ກຸ່ມກາເຟ"]),
        ("RLIP", ["Asparagus"]),
        ("nothing of it", []),
        ("?", []),
    ],
)
def test_words_find_groups_in_either_language(sqlite: Database, words: str, names: list[str]) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        made(uow, "ກຸ່ມກາເຟ")
        assert [one.name for one in directory.find(uow, LIBRARY, words, by=here.mali).groups] == names


def test_names_of_places_find_places_that_have_groups(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        assert directory.find(uow, LIBRARY, "ອັດຕະປື", by=here.mali).provinces == ("17",)
        assert directory.find(uow, LIBRARY, "Sanxay", by=here.mali).districts == ("1704",)
        assert directory.find(uow, LIBRARY, "Pakse", by=here.mali).districts == ()


def test_the_whole_state_of_a_group(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        action = carried(here)
        uow.people.change(here.noy.id, sex="woman", youth="yes")
        uow.lessons.put(here.seng.id, "coffee", 3, now=NOW)
        uow.lessons.finish(here.seng.id, "coffee", now=NOW)
        uow.lessons.put(here.noy.id, "roles", 1, now=NOW)
        expenses.add(uow, action, 40_000, by=here.noy, now=NOW)
        found = directory.state(uow, LIBRARY, here.group, by=here.mali, now=NOW + timedelta(days=60))
        people = found.people
        assert (people.women, people.men, people.unsaid, people.youth, people.youth_unsaid) == (1, 0, 1, 1, 1)
        assert (found.leaders, found.lessons, found.spent) == (("Noy",), 1, 40_000)
        assert found.work[Which.ALL] == len(uow.actions.of_plan(here.plan))
        assert found.planned == sum(one.cost or 0 for one in uow.actions.of_plan(here.plan))
        assert found.last_sign is None
        with pytest.raises(Forbidden):
            directory.state(uow, LIBRARY, here.group, by=here.noy, now=NOW)
