"""Groups tell about their plans, hear each other by lot, and give stars with one voice."""

import pytest

from bot.domain.contests import Phase
from bot.domain.refused import Forbidden, Refused, Stale
from bot.services.contests import peers, pitches
from bot.store.database import Database
from tests import planning
from tests.competing import competition
from tests.planning import NOW, person


def test_eleven_groups_hear_eight_plans_each_never_their_own(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow)
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        for number, group in enumerate(here.groups):
            heard = uow.pitches.of_group(group, here.round)
            assert len({one.plan for one in heard}) == 8
            assert here.plans[number] not in {one.plan for one in heard}
            assert [one.place for one in heard] == list(range(1, 9))
        orders = {tuple(one.plan for one in uow.pitches.of_group(group, here.round)) for group in here.groups}
        assert len(orders) == 11


def test_a_group_without_a_pitch_is_not_heard_and_hears_nobody(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 6)
        here.on_to(Phase.PRESENTING)
        here.tell(without=(5,))
        assert pitches.silent(uow, here.now) == [here.groups[5]]
        here.on_to(Phase.PEERS)
        assert uow.pitches.of_group(here.groups[5], here.round) == []
        assert {one.plan for one in uow.pitches.of_round(here.round)} == set(here.plans[:5])


def test_stars_are_one_voice_changeable_and_three_threes_in_eight(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow)
        other = person(uow, 8001, "Second member")
        uow.groups.join(here.groups[0], other.id, leader=False, now=NOW)
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        heard = uow.pitches.of_group(here.groups[0], here.round)
        for one in heard[:3]:
            peers.give(uow, one.id, 3, by=here.leaders[0], now=NOW)
        with pytest.raises(Refused, match="at most"):
            peers.give(uow, heard[3].id, 3, by=other, now=NOW)
        peers.give(uow, heard[0].id, 2, by=other, now=NOW)  # another member changes what the leader gave
        peers.give(uow, heard[3].id, 3, by=other, now=NOW)
        found = peers.open_heard(uow, here.round, here.groups[0], by=here.leaders[0])
        assert [(one.stars, one.name) for one in found.hearings[:4]] == [
            (2, "Second member"),
            (3, "Leader 0"),
            (3, "Leader 0"),
            (3, "Second member"),
        ]
        with pytest.raises(Forbidden):
            peers.give(uow, heard[0].id, 1, by=here.leaders[1], now=NOW)
        for stars in (0, 4):
            with pytest.raises(Stale):
                peers.give(uow, heard[0].id, stars, by=other, now=NOW)
        here.on_to(Phase.EXPERTS)
        with pytest.raises(Refused, match="is over"):
            peers.give(uow, heard[0].id, 1, by=other, now=NOW)


def test_silent_groups_shares_are_heard_by_those_that_finished(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow)
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        here.give({0: 3}, without=(5, 6, 7, 8, 9, 10))
        short = {plan for plan, place in peers.of_round(uow, here.round).places.items() if not place.enough}
        assert short
        assert peers.ask_more(uow, here.round, by=here.mali, now=NOW) > 0
        assert peers.ask_more(uow, here.round, by=here.mali, now=NOW) == 0
        assert {name for name, _ in planning.told(uow)} >= {"heard_more"}
        here.give({0: 3}, without=(5, 6, 7, 8, 9, 10))
        after = peers.of_round(uow, here.round).places
        assert sum(place.enough for place in after.values()) > len(after) - len(short)


def test_sittings_end_after_ten_minutes(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow)
        here.on_to(Phase.PRESENTING)
        here.tell(seconds=75)
        here.on_to(Phase.PEERS)
        found = peers.open_heard(uow, here.round, here.groups[0], by=here.leaders[0])
        assert (found.sittings, found.sitting_is_over) == ((8,), False)


def test_the_stars_of_the_note_give_its_result(database: Database) -> None:
    """Three first, two second, one third: from what the product's own hearings gave."""
    with database.begin() as uow:
        here = competition(uow)
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        here.give({0: 3, 1: 2, 2: 2})
        places = peers.standing(uow, here.round, by=here.mali).places
        assert [places[plan].position for plan in here.plans[:4]] == [1, 2, 2, None]
        with pytest.raises(Forbidden):
            peers.standing(uow, here.round, by=here.leaders[0])
