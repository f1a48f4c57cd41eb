"""Places by points, for finalists that all read, and how far experts agree."""

import pytest

from bot.domain.contests import Phase
from bot.domain.refused import Forbidden, Stale
from bot.domain.reviews import Reading
from bot.services.contests import certificates, contests, standings
from bot.services.rounds import results
from bot.store.database import Database
from tests.competing import finish, read
from tests.planning import LIBRARY, NOW
from tests.services.contests.test_readings import ready


def test_the_best_five_of_eleven_are_read_by_all_and_only_they_have_places(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow)
        here.on_to(Phase.EXPERTS)
        strength = {0: 3, 1: 3, 2: 2, 3: 2, 4: 2}
        assert read(here, strength) == 33
        finals = [one for one in uow.reviews.readings(here.round) if one.kind is Reading.FINAL]
        assert {one.plan for one in finals} == set(here.plans[:5])
        assert read(here, strength) == 15  # 48 readings instead of 33, as the note says
        found = standings.standings(uow, LIBRARY, here.round, by=here.mali)
        places = {here.plans.index(row.plan.id): row.position for row in found.rows}
        assert places == {0: 1, 1: 1, 2: 2, 3: 2, 4: 2} | dict.fromkeys(range(5, 11))
        assert found.agreement is not None
        assert found.agreement.plans == 11
        here.on_to(Phase.DECISION)
        assert standings.put(uow, LIBRARY, here.round, by=here.mali, now=NOW) == 5
        assert [uow.plans.get(plan).position for plan in here.plans[:3]] == [1, 1, 2]  # type: ignore[union-attr]


def test_marks_within_one_step_are_told_for_each_question(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow, 3, 2)
        here.on_to(Phase.EXPERTS)
        for one in uow.reviews.readings(here.round):
            expert = next(person for person in here.experts if person.id == one.expert)
            finish(here, one.id, expert, 1 if expert is here.experts[0] else 3)
        first = LIBRARY.rubric.criteria[0].key
        one = next(row for row in uow.reviews.readings(here.round) if row.expert == here.experts[1].id)
        uow.reviews.score(one.id, first, 2, now=NOW)
        found = standings.within(uow, LIBRARY, here.round, by=here.mali)
        assert [(row.near, row.pairs) for row in found] == [(1, 3), *[(0, 3)] * 9]
        with pytest.raises(Forbidden):
            standings.within(uow, LIBRARY, here.round, by=here.experts[0])


def test_a_step_of_a_sheet_with_many_numbers_is_a_band() -> None:
    innovation = LIBRARY.rubrics["procasur"].criteria[0]
    assert [innovation.step(value) for value in (0, 4, 5, 9, 10, 13)] == [0, 0, 1, 1, 2, 2]
    assert [LIBRARY.rubric.criteria[0].step(value) for value in range(4)] == [0, 1, 2, 3]


def test_each_category_has_finalists_and_places_of_its_own_where_staff_want_that(database: Database) -> None:
    with database.begin() as uow:
        here = ready(uow)
        contests.set_categories(uow, here.round, "Women, Youth", by=here.mali, now=NOW)
        contests.set_flag(uow, here.round, "own_places", True, by=here.mali, now=NOW)
        for number in range(5, 11):  # the weakest by points are the women's groups
            contests.set_category(uow, here.plans[number], "Women", by=here.mali, now=NOW)
        here.on_to(Phase.EXPERTS)
        with pytest.raises(Stale):
            contests.set_flag(uow, here.round, "own_places", False, by=here.mali, now=NOW)
        strength = {0: 3, 1: 3, 2: 2, 3: 2, 4: 2, 5: 2}
        read(here, strength)
        read(here, strength)
        rows = standings.standings(uow, LIBRARY, here.round, by=here.mali).rows
        places = {here.plans.index(row.plan.id): row.position for row in rows}
        assert [places[number] for number in range(5)] == [1, 1, 2, 2, 2]
        assert places[5] == 1
        assert places[6] == 2
        here.on_to(Phase.DECISION)
        standings.put(uow, LIBRARY, here.round, by=here.mali, now=NOW)
        here.on_to(Phase.RELEASED)
        found = results.open_results(uow, LIBRARY, here.plans[5], by=here.leaders[5])
        assert (found.position, found.shares, found.part) == (1, 0, "Women")
        assert sorted(found.first) == ["Group 0", "Group 1", "Group 5 (Women)"]
        assert certificates.of_plan(uow, here.plans[5]).part == "Women"
        assert certificates.of_plan(uow, here.plans[0]).part == ""
