"""Places by points, for finalists that all read, and how far experts agree."""

from bot.domain.contests import Phase
from bot.domain.reviews import Reading
from bot.services.contests import standings
from bot.store.database import Database
from tests.competing import read
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
