"""One phone, one voice: whoever agrees for others, by which way and with which forged button, on both databases."""

from __future__ import annotations

from functools import partial

import pytest

from bot.domain.agreements import Needed
from bot.domain.ids import AccountId, PersonId
from bot.domain.people import Person
from bot.domain.refused import Forbidden, Refused
from bot.services import invites, phones
from bot.services.groups import groups, joining, members, written_down
from bot.services.plans import agreements, one_phone
from bot.services.rounds import rounds
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, Village, settle

SENG = AccountId(1002)


def written(village: Village, *names: str) -> list[PersonId]:
    """Members without a phone, written down by the leader."""
    return [members.enter(village.uow, village.group, name, by=village.noy, now=NOW) for name in names]


def told(village: Village, member: PersonId, *, by: Person) -> None:
    plan = village.now()
    agreements.tell_for(village.uow, plan, member, agrees=True, by=by, revision=plan.revision, now=NOW)


def counts(village: Village) -> tuple[int, int]:
    """How many agree, and of how many of them somebody was told."""
    found = agreements.tally(village.uow, village.now())
    return found.agree, found.told


def allow(village: Village, most: int) -> None:
    rounds.set_for_others(village.uow, village.now().round, most, by=village.mali, now=NOW)


def test_a_leader_counts_three_without_a_phone_and_staff_allow_more(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        people = written(village, *"ABCDE")
        for member in people[:3]:
            told(village, member, by=village.noy)
            told(village, member, by=village.noy)  # the same tap twice
        with pytest.raises(Refused, match="One phone counts"):
            told(village, people[3], by=village.noy)
        plan = village.now()
        agreements.give(uow, plan, by=village.noy, agrees=True, revision=plan.revision, now=NOW)
        assert counts(village) == (4, 3)  # her own voice has room always
        told(village, people[3], by=village.mali)  # staff, on a phone of their own
        allow(village, 4)
        told(village, people[4], by=village.noy)
        assert counts(village) == (6, 5)


def test_a_leader_with_another_phone_is_the_same_leader(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        people = written(village, *"ABCD")
        for member in people[:3]:
            told(village, member, by=village.noy)
        uow.people.account(AccountId(2001), now=NOW)
        code = invites.for_person(uow, village.noy.id, by=village.mali, now=NOW)
        phones.move(uow, code, AccountId(2001), now=NOW)
        with pytest.raises(Refused, match="One phone counts"):
            told(village, people[3], by=village.noy)


def test_names_that_come_and_go_count_all_the_same(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        people = written(village, *"ABCD")
        for member in people[:3]:
            told(village, member, by=village.noy)
        groups.take_out(uow, village.group, people[0], by=village.noy, now=NOW)
        with pytest.raises(Refused, match="One phone counts"):
            told(village, people[3], by=village.noy)


def test_a_shared_phone_speaks_for_its_person_and_three_more(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        people = written(village, *"ABCD")
        for member in people:
            members.share_phone(uow, SENG, member, by=village.seng, now=NOW)
        plan = village.now()
        speakers = [found for member in people if (found := uow.people.get(member))]
        give = partial(agreements.give, uow, plan, agrees=True, revision=plan.revision, now=NOW)
        for speaker in speakers[:4]:
            give(by=speaker)  # whoever is first speaks for herself
        with pytest.raises(Refused, match="One phone counts"):
            give(by=village.seng)
        agreements.give(uow, plan, by=village.seng, agrees=False, revision=plan.revision, now=NOW)  # a no is no voice
        for taken_off in people:
            uow.people.leave(taken_off, SENG)
        with pytest.raises(Refused, match="One phone counts"):
            give(by=village.seng)
        assert counts(village) == (4, 0)


def test_told_and_spoken_share_one_bound(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        groups.hand_over(uow, village.group, village.seng.id, by=village.noy, now=NOW)
        people = written_by(village, village.seng, *"ABCDE")
        for member in people[:2]:
            members.share_phone(uow, SENG, member, by=village.seng, now=NOW)
        plan = village.now()
        for speaker in [village.seng, *(found for one in people[:2] if (found := uow.people.get(one)))]:
            agreements.give(uow, plan, by=speaker, agrees=True, revision=plan.revision, now=NOW)
        told(village, people[2], by=village.seng)
        with pytest.raises(Refused, match="One phone counts"):
            told(village, people[3], by=village.seng)
        assert counts(village) == (4, 1)


def written_by(village: Village, by: Person, *names: str) -> list[PersonId]:
    return [members.enter(village.uow, village.group, name, by=by, now=NOW) for name in names]


def test_the_leader_can_still_ask_and_send_when_her_phone_is_full(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        uow.rounds.change(village.now().round, agreement=Needed.HALF)
        people = written(village, "A", "B")
        village.fill()
        for member in people:
            members.share_phone(uow, AccountId(1001), member, by=village.noy, now=NOW)
        allow(village, 0)
        plan, first = village.now(), uow.people.get(people[0])
        assert first is not None
        agreements.give(uow, plan, by=first, agrees=True, revision=plan.revision, now=NOW)
        with pytest.raises(Refused, match="on their own phone"):
            agreements.give(uow, plan, by=village.noy, agrees=True, revision=plan.revision, now=NOW)
        assert agreements.ask(uow, LIBRARY, plan, by=village.noy, now=NOW) == 3
        assert agreements.with_sender(uow, plan, agreements.tally(uow, plan), by=village.noy.id) == 1
        with pytest.raises(Refused, match="have to agree"):
            agreements.demand(uow, plan, by=village.noy, now=NOW)
        assert not one_phone.has_room(uow, plan, village.noy.id, AccountId(1001), by=village.noy.id)


@pytest.mark.parametrize("who", ["seng", "bo"])
def test_nobody_but_the_leader_and_staff_agrees_for_others(database: Database, who: str) -> None:
    with database.begin() as uow:
        village = settle(uow)
        (kham,) = written(village, "Kham")
        with pytest.raises(Forbidden):
            told(village, kham, by=getattr(village, who))
        assert counts(village) == (0, 0)


def test_a_plain_member_writes_down_twenty_names_and_none_of_them_counts(database: Database) -> None:
    """They wait for the leader's yes, three at a time; one phone then speaks for three of them."""
    with database.begin() as uow:
        village, refused = settle(uow), 0
        for number in range(20):
            try:
                new = members.enter(uow, village.group, f"Name {number}", by=village.seng, now=NOW)
            except Refused:
                refused += 1
                continue
            members.share_phone(uow, SENG, new, by=village.seng, now=NOW)
            speaker, plan = uow.people.get(new), village.now()
            assert speaker is not None
            with pytest.raises(Forbidden):
                agreements.give(uow, plan, by=speaker, agrees=True, revision=plan.revision, now=NOW)
        assert refused == 17
        assert [one.name for one in uow.groups.members(village.group)] == ["Noy", "Seng"]
        assert counts(village) == (0, 0)
        waiting = uow.joinings.within(village.group, "asked")  # type: ignore[arg-type]
        assert [written_down.owner(uow, one.person) for one in waiting] == ["Seng"] * 3
        assert joining.answer(uow, village.group, waiting[0].person, True, by=village.noy, now=NOW)
        members.enter(uow, village.group, "One more", by=village.seng, now=NOW)


def test_staff_set_the_bound_until_the_round_is_closed(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        with pytest.raises(Forbidden):
            rounds.set_for_others(uow, village.now().round, 20, by=village.noy, now=NOW)
        for wrong in (-1, 201):
            with pytest.raises(Refused):
                allow(village, wrong)
        rounds.close(uow, village.now().round, by=village.mali, now=NOW)
        with pytest.raises(Refused, match="closed"):
            allow(village, 5)
