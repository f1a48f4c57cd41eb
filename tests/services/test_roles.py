"""Roles are taken away and phones locked out: what goes with them, who may, who is told – on every database."""

from __future__ import annotations

import pytest

from bot.domain.ids import AccountId
from bot.domain.people import AccountState, Person, Role
from bot.domain.refused import Refused, Stale
from bot.services import invites, people, phones, roles
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY
from tests.services.groups.test_groups import NOW, Village, person, settle, told

MALI = AccountId(1004)


def boss(uow: UnitOfWork, number: int = 1010) -> Person:
    return person(uow, number, f"Boss{number}", Role.ADMIN, Role.STAFF)


def audit(uow: UnitOfWork) -> list[str]:
    return [f"{line.verb} {line.subject}" for line in uow.audit.log()]


def take(here: Village, who: Person, role: Role, by: Person) -> None:
    roles.take(here.uow, LIBRARY, who.id, role, by=by, now=NOW)


def test_a_role_is_taken_away_told_and_noted_with_the_account(database: Database) -> None:
    with database.begin() as uow:
        here, by, other = settle(uow), boss(uow), boss(uow, 1011)
        code = invites.for_group(uow, here.group, by=here.mali, now=NOW)
        lost = roles.losses(uow, here.mali, Role.STAFF, now=NOW)
        assert (lost.reviews, lost.questions, lost.links) == (0, 0, 1)
        take(here, here.mali, Role.STAFF, by)
        assert uow.people.roles(here.mali.id) == frozenset()
        assert uow.people.role_state(here.mali.id, Role.STAFF) == "taken"
        assert told(uow) == [("role_taken", 1004), ("role_taken_of", 1011)]
        assert f"took away staff person {here.mali.id}, account 1004" in audit(uow)
        with pytest.raises(Refused):
            invites.accept(uow, code, by=here.bo, now=NOW)
        with pytest.raises(Stale):
            take(here, here.mali, Role.STAFF, other)
        again = invites.for_role(uow, Role.STAFF, by=by, now=NOW)
        invites.accept(uow, again, by=here.mali, now=NOW)
        assert uow.people.role_state(here.mali.id, Role.STAFF) == "waiting"


@pytest.mark.parametrize("name", ["noy", "seng", "bo", "mali"])
def test_only_administrators_take_lock_and_look(database: Database, name: str) -> None:
    with database.begin() as uow:
        here, by = settle(uow), boss(uow)
        actor: Person = getattr(here, name)
        for do in (
            lambda: take(here, by, Role.STAFF, actor),
            lambda: take(here, here.mali, Role.STAFF, actor),
            lambda: roles.lock_out(uow, by.id, by=actor, now=NOW),
            lambda: roles.find(uow, "", by=actor),
            lambda: roles.open_person(uow, by.id, by=actor),
        ):
            with pytest.raises(Refused):
                do()
        assert uow.people.roles(by.id) == {Role.ADMIN, Role.STAFF}


def test_the_last_administrator_stays_and_administrators_are_staff(database: Database) -> None:
    with database.begin() as uow:
        here, by = settle(uow), boss(uow)
        with pytest.raises(Refused, match="There has to be"):
            take(here, by, Role.ADMIN, by)
        other = boss(uow, 1011)
        with pytest.raises(Refused, match="is an administrator"):
            take(here, other, Role.STAFF, by)
        take(here, other, Role.ADMIN, by)
        assert uow.people.roles(other.id) == {Role.STAFF}


def test_a_configured_account_does_not_get_the_role_back_by_a_restart(database: Database) -> None:
    with database.begin() as uow:
        here, by = settle(uow), boss(uow)
        other = boss(uow, 1011)
        take(here, other, Role.ADMIN, by)
        invites.first_admin(uow, frozenset({1011}), now=NOW)
        people.welcome(uow, other.id, AccountId(1011), admins=frozenset({1011}), now=NOW)
        assert Role.ADMIN not in uow.people.roles(other.id)
        uow.people.put_role(by.id, Role.ADMIN, "refused", now=NOW)  # nobody is left: the configuration is the way in
        invites.first_admin(uow, frozenset({1011}), now=NOW)
        assert Role.ADMIN in uow.people.roles(other.id)


def test_a_locked_phone_speaks_for_nobody_until_a_link_brings_somebody(database: Database) -> None:
    with database.begin() as uow:
        here, by = settle(uow), boss(uow)
        boss(uow, 1011)
        made = invites.for_role(uow, Role.EXPERT, by=here.mali, now=NOW)
        moving = invites.for_person(uow, here.mali.id, by=by, now=NOW)
        roles.lock_out(uow, here.mali.id, by=by, now=NOW)
        assert uow.people.account(MALI, now=NOW).state is AccountState.LOCKED
        assert uow.people.person_of(MALI) is None
        uow.people.mark_account(MALI, "ok", now=NOW)  # as every update does
        assert uow.people.account(MALI, now=NOW).state is AccountState.LOCKED
        assert told(uow) == [("phone_locked", 1011)]
        assert f"locked out person {here.mali.id}, account 1004" in audit(uow)
        for code in (made, moving):
            with pytest.raises(Refused):
                invites.open_invite(uow, code, now=NOW)
        found = invites.for_person(uow, here.mali.id, by=by, now=NOW)
        phones.move(uow, found, MALI, now=NOW)
        assert uow.people.account(MALI, now=NOW).state is AccountState.OK
        assert uow.people.person_of(MALI) == here.mali.id


def test_others_on_a_shared_phone_keep_it(database: Database) -> None:
    with database.begin() as uow:
        here, by = settle(uow), boss(uow)
        uow.people.serve(MALI, here.seng.id)
        roles.lock_out(uow, here.mali.id, by=by, now=NOW)
        assert uow.people.person_of(MALI) == here.seng.id
        assert uow.people.account(MALI, now=NOW).state is AccountState.OK


def test_nobody_locks_their_own_phone(database: Database) -> None:
    with database.begin() as uow:
        settle(uow)
        by = boss(uow)
        with pytest.raises(Refused, match="your own phone"):
            roles.lock_out(uow, by.id, by=by, now=NOW)


def test_people_are_found_in_any_spelling(database: Database) -> None:
    with database.begin() as uow:
        here, by = settle(uow), boss(uow)
        assert [one.name for one in roles.find(uow, "", by=by)] == ["Boss1010", "Mali"]
        assert [one.id for one in roles.find(uow, "SEN", by=by)] == [here.seng.id]
        assert roles.find(uow, "nobody", by=by) == []


def test_a_role_is_given_once_to_somebody_who_is_known(database: Database) -> None:
    with database.begin() as uow:
        here, by = settle(uow), boss(uow)
        roles.give(uow, here.seng.id, Role.EXPERT, by=by, now=NOW)
        assert uow.people.roles(here.seng.id) == {Role.EXPERT}
        for role in (Role.EXPERT, Role.ADMIN):
            with pytest.raises(Stale):
                roles.give(uow, here.seng.id, role, by=by, now=NOW)
        nameless = uow.people.add(now=NOW, name="", language="lo")
        with pytest.raises(Stale):
            roles.give(uow, nameless, Role.STAFF, by=by, now=NOW)


def test_projects_are_those_of_staff_and_go_with_the_role(database: Database) -> None:
    with database.begin() as uow:
        here, by = settle(uow), boss(uow)
        roles.look_after(uow, here.mali.id, ["SSSJ", "RLIP", "SSSJ"], by=by, now=NOW)
        found = uow.people.get(here.mali.id)
        assert found is not None
        assert found.own_projects == {"RLIP", "SSSJ"}
        assert audit(uow)[-1] == f"chose the projects of person {here.mali.id}: all → RLIP, SSSJ"
        with pytest.raises(Stale):
            roles.look_after(uow, here.seng.id, ["RLIP"], by=by, now=NOW)
        with pytest.raises(Refused):
            roles.look_after(uow, by.id, ["RLIP"], by=by, now=NOW)
        take(here, here.mali, Role.STAFF, by)
        roles.give(uow, here.mali.id, Role.STAFF, by=by, now=NOW)
        again = uow.people.get(here.mali.id)
        assert again is not None
        assert again.own_projects == frozenset()
