"""Links into groups and roles: who makes them, how often and how long they work – on every database."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.domain.refused import Refused
from bot.services import invites, people
from bot.store.database import Database
from tests.services.groups.test_groups import NOW, person, settle, told


def test_a_code_is_long_enough_to_never_be_guessed_and_short_enough_for_a_link(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        codes = {invites.for_group(uow, here.group, by=here.noy, now=NOW) for _ in range(20)}
        assert len(codes) == 20
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", code) for code in codes)
        assert invites.link("phaen_bot", "abc") == "https://t.me/phaen_bot?start=i-abc"


def test_a_groups_link_takes_many_and_is_made_by_leader_or_staff(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        for somebody in (here.seng, here.bo):
            with pytest.raises(Refused):
                invites.for_group(uow, here.group, by=somebody, now=NOW)
        code = invites.for_group(uow, here.group, by=here.mali, now=NOW)
        for number in (1, 2, 3):
            invites.accept(uow, code, by=person(uow, 2000 + number, f"M{number}"), now=NOW)
        assert len(here.inside()) == 5


def test_a_link_works_until_its_last_moment_and_not_after(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        code = invites.for_group(uow, here.group, by=here.noy, now=NOW)
        end = NOW + timedelta(days=90)
        assert invites.open_invite(uow, code, now=end - timedelta(seconds=1)).group == here.group
        with pytest.raises(Refused):
            invites.open_invite(uow, code, now=end)


def test_a_stopped_link_takes_nobody_and_only_those_who_may_stop_it(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        code = invites.for_group(uow, here.group, by=here.noy, now=NOW)
        with pytest.raises(Refused):
            invites.revoke(uow, code, by=here.seng, now=NOW)
        assert invites.open_invite(uow, code, now=NOW)
        invites.revoke(uow, code, by=here.noy, now=NOW)
        with pytest.raises(Refused):
            invites.accept(uow, code, by=here.bo, now=NOW)
        invites.revoke(uow, "unknown", by=here.bo, now=NOW)


def test_the_first_into_a_group_without_a_leader_leads_it(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        group = uow.groups.add(now=NOW, name="ກຸ່ມໃໝ່", village_id=here.village, state="active", zone="Asia/Vientiane")
        code = invites.for_group(uow, group, by=here.mali, now=NOW)
        for somebody in (here.bo, here.seng):
            invites.accept(uow, code, by=somebody, now=NOW)
        assert {member.name: member.leader for member in uow.groups.members(group)} == {"Bo": True, "Seng": False}


def test_a_role_link_is_for_one_person_who_waits_for_an_administrator(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        admin = person(uow, 1005, "Somphone", Role.ADMIN)
        code = invites.for_role(uow, Role.EXPERT, by=here.mali, now=NOW)
        invites.accept(uow, code, by=here.bo, now=NOW)
        assert uow.people.role_state(here.bo.id, Role.EXPERT) == "waiting"
        assert told(uow) == [("role_asked", 1005)]
        with pytest.raises(Refused):
            invites.accept(uow, code, by=here.seng, now=NOW)
        assert people.decide_role(uow, here.bo.id, Role.EXPERT, by=admin, confirm=True, now=NOW)
        again = invites.for_role(uow, Role.EXPERT, by=here.mali, now=NOW)
        invites.accept(uow, again, by=here.bo, now=NOW)
        assert invites.open_invite(uow, again, now=NOW).uses_left == 1


def test_nobody_makes_a_link_into_a_role_above_their_own(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        for role, somebody in ((Role.EXPERT, here.noy), (Role.STAFF, here.bo), (Role.ADMIN, here.mali)):
            with pytest.raises(Refused):
                invites.for_role(uow, role, by=somebody, now=NOW)
        uow.people.put_role(here.mali.id, Role.ADMIN, "confirmed", now=NOW)
        admin = replace(here.mali, roles=frozenset({Role.ADMIN}))
        assert (
            invites.open_invite(uow, invites.for_role(uow, Role.ADMIN, by=admin, now=NOW), now=NOW).role is Role.ADMIN
        )


def test_the_first_administrator_gets_one_link_until_there_is_one(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        code = invites.first_admin(uow, frozenset(), now=NOW)
        assert code is not None
        assert invites.first_admin(uow, frozenset(), now=NOW) == code
        later = NOW + timedelta(days=8)
        assert invites.first_admin(uow, frozenset(), now=later) not in (code, None)
        invites.accept(uow, code, by=here.bo, now=NOW)
        assert uow.people.roles(here.bo.id) == {Role.ADMIN, Role.STAFF}
        assert invites.first_admin(uow, frozenset(), now=NOW) is None


def test_configured_accounts_need_no_link(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        assert invites.first_admin(uow, frozenset({1003, 7777}), now=NOW) is None
        assert uow.people.roles(here.bo.id) == {Role.ADMIN, Role.STAFF}
        assert uow.people.roles(here.noy.id) == frozenset()
