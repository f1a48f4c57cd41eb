"""A group tells about its plan in one voice and three photos, and throws dice for the lot."""

import pytest

from bot.domain.contests import Phase
from bot.domain.incoming import Answer
from bot.domain.refused import Forbidden, Refused
from bot.services.contests import pitches
from bot.store.database import Database
from tests.competing import competition, sent
from tests.planning import NOW


def test_a_voice_takes_the_place_of_the_one_before_and_is_no_longer_than_75_seconds(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 1)
        plan, leader = here.plans[0], here.leaders[0]
        with pytest.raises(Refused, match="is over"):
            pitches.tell(uow, plan, sent(uow, leader, "voice", 60), by=leader, now=NOW)
        here.on_to(Phase.PRESENTING)
        for seconds in (60, 75):
            found = pitches.tell(uow, plan, sent(uow, leader, "voice", seconds), by=leader, now=NOW)
            assert found.voice is not None
            assert found.voice.seconds == seconds
        with pytest.raises(Refused, match="longer than"):
            pitches.tell(uow, plan, sent(uow, leader, "voice", 76), by=leader, now=NOW)
        for answer in (Answer("text", "words"), sent(uow, leader, "document")):
            with pytest.raises(Refused, match="with your voice"):
                pitches.tell(uow, plan, answer, by=leader, now=NOW)
        assert [piece.seconds for piece in uow.pitches.of_plan(plan)] == [75]


def test_three_photos_at_most_by_members_only(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 2)
        here.on_to(Phase.PRESENTING)
        plan, leader = here.plans[0], here.leaders[0]
        for _ in range(3):
            pitches.tell(uow, plan, sent(uow, leader, "photo"), by=leader, now=NOW)
        with pytest.raises(Refused, match="three photos"):
            pitches.tell(uow, plan, sent(uow, leader, "photo"), by=leader, now=NOW)
        pitches.drop_photos(uow, plan, by=leader)
        assert uow.pitches.of_plan(plan) == []
        for other in (here.leaders[1], here.mali):
            with pytest.raises(Forbidden):
                pitches.tell(uow, plan, sent(uow, other, "photo"), by=other, now=NOW)


def test_two_groups_throw_dice_once_and_the_lot_follows_from_list_and_dice(database: Database) -> None:
    with database.begin() as uow:
        here = competition(uow, 4)
        here.on_to(Phase.PRESENTING)
        here.tell()
        pitches.throw(uow, here.plans[0], 46, by=here.leaders[0], now=NOW)
        with pytest.raises(Refused, match="thrown"):
            pitches.throw(uow, here.plans[0], 11, by=here.leaders[0], now=NOW)
        pitches.throw(uow, here.plans[1], 13, by=here.leaders[1], now=NOW)
        with pytest.raises(Refused, match="thrown"):
            pitches.throw(uow, here.plans[2], 11, by=here.leaders[2], now=NOW)
        here.on_to(Phase.PEERS)
        assert sorted(here.now.dice.values()) == [13, 46]
        assert len(here.now.seed) == 64
