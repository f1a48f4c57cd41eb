"""A wish to be erased: asked once, called to mind, carried out after a day, and only by whom it may be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.ids import PersonId
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services import erasures
from bot.store.database import Database
from tests.planning import LIBRARY, NOW
from tests.services import rights


def test_an_erased_person_with_a_day_to_think_is_gone_after_it(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        seng = here.people["seng"]
        wish = erasures.ask(uow, seng.id, rights.ZONE, by=seng, now=NOW)
        assert wish.due_at - NOW >= timedelta(days=1)
        assert erasures.carry_out_due(uow, LIBRARY, 0, now=wish.remind_at - timedelta(seconds=1)) == 0
        assert erasures.carry_out_due(uow, LIBRARY, 0, now=wish.remind_at) == 1  # the word before
        assert erasures.carry_out_due(uow, LIBRARY, 0, now=wish.due_at - timedelta(seconds=1)) == 0
        assert uow.people.get(seng.id) is not None
        assert erasures.carry_out_due(uow, LIBRARY, 0, now=wish.due_at) == 1
        assert uow.people.get(seng.id) is None
        assert uow.erasures.next_at() is None


def test_after_an_outage_the_word_comes_first_and_the_end_two_hours_later(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        seng = here.people["seng"]
        late = erasures.ask(uow, seng.id, rights.ZONE, by=seng, now=NOW).due_at + timedelta(days=5)
        assert erasures.carry_out_due(uow, LIBRARY, 0, now=late) == 1
        assert erasures.carry_out_due(uow, LIBRARY, 0, now=late) == 0
        assert uow.erasures.next_at() == late + timedelta(hours=2)


def test_only_oneself_and_administrators_ask_for_it(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        seng, noy, dana = (here.people[name] for name in ("seng", "noy", "dana"))
        with pytest.raises(Forbidden):
            erasures.ask(uow, seng.id, rights.ZONE, by=noy, now=NOW)
        with pytest.raises(Missing):
            erasures.ask(uow, PersonId(9999), rights.ZONE, by=dana, now=NOW)
        with pytest.raises(Refused):  # nobody would be left who administers
            erasures.ask(uow, dana.id, rights.ZONE, by=dana, now=NOW)
        first = erasures.ask(uow, seng.id, rights.ZONE, by=dana, now=NOW)
        assert erasures.ask(uow, seng.id, rights.ZONE, by=seng, now=NOW + timedelta(hours=3)) == first
        assert erasures.keep(uow, seng.id, by=seng, now=NOW)
        assert not erasures.keep(uow, seng.id, by=seng, now=NOW)


def test_what_an_expert_and_a_reader_had_in_hand_goes_to_others(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        kham, mali = here.people["kham"], here.people["mali"]
        for one in (kham, mali):
            erasures.erase(uow, LIBRARY, one.id, 0, now=NOW)
        said = uow.complaints.of_person(here.people["seng"].id)
        assert {one.reader for one in said} == {None}
        assert [one for one in said if one.state == "waiting" and one.due_at != NOW] == []  # it is passed on at once


def test_a_group_without_its_leader_goes_on(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        noy = here.people["noy"]
        assert erasures.leads_alone(uow, noy.id)
        erasures.erase(uow, LIBRARY, noy.id, 0, now=NOW)
        assert uow.groups.leaders(here.known["group"]) == []
        told = [row for row in uow.outbox.written if row.notice == "leader_erased"]
        assert {row.person for row in told} == {one.id for one in _staff(here)}


def _staff(here: rights.World) -> list[Person]:
    return here.uow.people.with_role(Role.STAFF)
