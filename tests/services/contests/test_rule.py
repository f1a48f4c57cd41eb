"""The rule is told before the round opens, once; a group's own stars are known with the results, and to it alone."""

import pytest

from bot.domain.contests import Phase
from bot.domain.plans import RoundState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.contests import contests, peers, rule
from bot.services.rounds import rounds
from bot.store.database import Database
from tests import planning
from tests.competing import competition
from tests.planning import LIBRARY, NOW, person


def test_the_rule_is_told_to_everybody_before_the_round_opens_and_once(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        rounds.close(uow, village.now().round, by=village.mali, now=NOW)
        coming = rounds.begin(uow, LIBRARY.form.version, by=village.mali, now=NOW)
        contests.begin(uow, coming, by=village.mali, now=NOW)
        group = uow.groups.get(village.group)
        assert group is not None
        assert rule.of_group(uow, group, now=NOW) is None  # nobody was told of it yet
        with pytest.raises(Missing):
            rule.open_rule(uow, coming, by=village.noy)
        with pytest.raises(Forbidden):
            rule.tell(uow, coming, by=village.noy, now=NOW)
        for _ in range(2):
            rule.tell(uow, coming, by=village.mali, now=NOW)
            contests.tell_phase(uow, coming, contests.COMING, after_id=0, now=NOW)
        told = [who for name, who in planning.told(uow) if name == "contest_comes"]
        assert sorted(told) == sorted([village.noy.id, village.seng.id, village.mali.id])
        assert rule.open_rule(uow, coming, by=village.noy)[0].id == coming
        assert rule.of_group(uow, group, now=NOW) == coming
        uow.rounds.change(coming, state=RoundState.OPEN)
        with pytest.raises(Stale):
            rule.tell(uow, coming, by=village.mali, now=NOW)
        assert contests.tell_phase(uow, coming, contests.COMING, after_id=0, now=NOW) is None


def test_a_group_sees_its_own_stars_with_the_results_and_nobody_elses(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 11)
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        here.give({0: 3, 1: 2})
        here.on_to(Phase.DECISION)
        with pytest.raises(Refused, match="not out yet"):  # nobody sees results before the release
            rule.got(uow, here.plans[0], by=here.leaders[0])
        uow.plans.set_position(here.plans[0], 1)
        here.on_to(Phase.RELEASED)
        for number in range(11):
            found = rule.got(uow, here.plans[number], by=here.leaders[number])
            assert found.place == peers.of_round(uow, here.round).places[here.plans[number]]
            assert sum(found.given.values()) == found.place.votes
        with pytest.raises(Forbidden):
            rule.got(uow, here.plans[1], by=here.leaders[0])
        with pytest.raises(Forbidden):
            rule.got(uow, here.plans[1], by=person(uow, 8888, "Stranger"))
        assert rule.got(uow, here.plans[1], by=here.mali).given
