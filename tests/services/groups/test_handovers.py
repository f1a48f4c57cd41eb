"""A new leader by consent: phones decide, each with one voice, and once."""

from __future__ import annotations

import pytest

from bot.domain.ids import AccountId, PersonId
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services.groups import handovers, members
from bot.store.database import Database
from tests.planning import NOW, Village, settle, told

SENG = AccountId(1002)


def phoneless(village: Village, name: str) -> PersonId:
    return members.enter(village.uow, village.group, name, by=village.noy, now=NOW)


def test_two_of_three_make_a_new_leader(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
        asked = handovers.ask(uow, village.group, by=village.seng, now=NOW)
        assert handovers.ask(uow, village.group, by=village.bo, now=NOW) == asked
        assert handovers.answer(uow, asked, True, by=village.bo, now=NOW) == "passed"
        assert [leader.name for leader in uow.groups.leaders(village.group)] == ["Seng"]
        with pytest.raises(Stale):
            handovers.answer(uow, asked, False, by=village.bo, now=NOW)
        again = handovers.ask(uow, village.group, by=village.noy, now=NOW)
        assert handovers.lapse(uow, now=NOW + handovers.OPEN) == 1
        found = uow.handovers.get(again)
        assert found is not None
        assert found.state == "lapsed"


def test_one_phone_is_one_voice(database: Database) -> None:
    """Names that somebody adds to their own phone make no majority."""
    with database.begin() as uow:
        village = settle(uow)
        uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
        added = [phoneless(village, name) for name in ("Kham", "Boun")]
        for person in added:
            members.share_phone(uow, SENG, person, by=village.seng, now=NOW)
        asked = handovers.ask(uow, village.group, by=village.seng, now=NOW)
        for person in added:
            speaker = uow.people.get(person)
            assert speaker is not None
            assert handovers.answer(uow, asked, True, by=speaker, now=NOW) == ""
        question = handovers.open_handover(uow, asked, by=village.bo)
        assert (question.agree, question.needed) == (1, 2)
        assert handovers.answer(uow, asked, True, by=village.bo, now=NOW) == "passed"
        news = [person for notice, person in told(uow) if notice == "leader_changed"]
        assert news == [village.noy.id, village.bo.id, added[0]]  # once to the phone that is shared


def test_only_members_ask_and_answer(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        with pytest.raises(Forbidden):
            handovers.ask(uow, village.group, by=village.bo, now=NOW)
        with pytest.raises(Refused, match="You lead this group already"):
            handovers.ask(uow, village.group, by=village.noy, now=NOW)
        assert handovers.ask(uow, village.group, by=village.seng, now=NOW) == 0  # too few phones: staff are asked
        assert told(uow) == [("lead_wanted", village.mali.id)]
        uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
        asked = handovers.ask(uow, village.group, by=village.seng, now=NOW)
        with pytest.raises(Forbidden):
            handovers.open_handover(uow, asked, by=village.mali)
        with pytest.raises(Missing):
            handovers.open_handover(uow, asked + 1, by=village.bo)
        assert handovers.answer(uow, asked, False, by=village.noy, now=NOW) == "stopped"
