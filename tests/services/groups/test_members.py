"""Members without a phone, shared and lost phones: the verbs, on both databases."""

from __future__ import annotations

from functools import partial

import pytest

from bot.domain.ids import AccountId, PersonId
from bot.domain.refused import Refused
from bot.services import invites, people, phones
from bot.services.groups import members
from bot.services.plans import agreements
from bot.store.database import Database
from tests.planning import NOW, Village, settle

SENG = AccountId(1002)


def phoneless(village: Village, name: str) -> PersonId:
    return members.enter(village.uow, village.group, name, by=village.noy, now=NOW)


def test_a_member_without_a_phone_is_counted_and_then_shares_one(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = phoneless(village, "Kham")
        members.say_sex(uow, village.group, kham, "woman", by=village.noy)
        assert [one.name for one in members.phoneless(uow, village.group)] == ["Kham"]
        plan = village.now()
        tell = partial(agreements.tell_for, uow, plan, by=village.noy, revision=plan.revision, now=NOW)
        tell(kham, agrees=True)
        counted = agreements.tally(uow, plan)
        assert (counted.agree, counted.of, counted.women, counted.told) == (1, 3, 1, 1)
        tell(kham, agrees=False)
        assert agreements.tally(uow, plan).agree == 0
        with pytest.raises(Refused, match="has a phone"):
            tell(village.seng.id, agrees=True)
        with pytest.raises(Refused, match="Only the group leader"):
            agreements.tell_for(uow, plan, kham, agrees=True, by=village.seng, revision=plan.revision, now=NOW)
        members.share_phone(uow, SENG, kham, by=village.seng, now=NOW)
        members.share_phone(uow, SENG, kham, by=village.seng, now=NOW)
        assert [one.name for one in uow.people.speakers(SENG)] == ["Seng", "Kham"]
        assert uow.people.shared(SENG)
        assert members.phoneless(uow, village.group) == []
        with pytest.raises(Refused, match="not in the group"):
            members.share_phone(uow, SENG, village.bo.id, by=village.seng, now=NOW)


def test_who_speaks_is_chosen_among_those_whom_the_phone_serves(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = phoneless(village, "Kham")
        members.share_phone(uow, SENG, kham, by=village.seng, now=NOW)
        people.speak(uow, SENG, kham)
        assert uow.people.person_of(SENG) == kham
        with pytest.raises(Refused, match="does not use this phone"):
            people.speak(uow, SENG, village.noy.id)
        people.decline(uow, by=kham)  # whoever does not want to be kept is gone; the phone speaks for the other again
        assert uow.people.person_of(SENG) == village.seng.id


def test_a_moved_person_leaves_the_old_phone_at_once(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        new = AccountId(2001)
        uow.people.account(new, now=NOW)
        code = invites.for_person(uow, village.seng.id, by=village.noy, now=NOW)
        assert phones.move(uow, code, new, now=NOW) == village.seng.id
        assert uow.people.account_of(village.seng.id) == new
        assert uow.people.person_of(SENG) is None
        with pytest.raises(Refused, match="run out"):
            phones.move(uow, code, AccountId(1003), now=NOW)
        with pytest.raises(Refused, match="administrator"):
            invites.for_person(uow, village.noy.id, by=village.seng, now=NOW)
