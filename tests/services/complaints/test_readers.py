"""Who reads confidential words: whom administrators named, in order, else the administrators; and in how many days."""

from __future__ import annotations

import pytest

from bot.domain.ids import AccountId, PersonId
from bot.domain.people import Person, Role
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services.complaints import readers
from bot.store.database import Database, UnitOfWork
from tests.story import BEGINNING as NOW


def somebody(uow: UnitOfWork, name: str, *roles: Role, phone: bool = True) -> Person:
    key = uow.people.add(now=NOW, name=name, language="lo", consented_at=NOW)
    for role in roles:
        uow.people.put_role(key, role, "confirmed", now=NOW)
    if phone:
        uow.people.account(AccountId(900 + key), now=NOW)
        uow.people.speak_as(AccountId(900 + key), key)
    found = uow.people.get(key)
    assert found is not None
    return found


def test_administrators_read_until_somebody_is_named(database: Database) -> None:
    with database.begin() as uow:
        somphone, vong = somebody(uow, "Somphone", Role.ADMIN), somebody(uow, "Vong")
        mali = somebody(uow, "Mali", Role.STAFF)
        assert readers.chain(uow) == [somphone.id]
        for one in (mali, vong, vong):
            readers.name_reader(uow, one.id, by=somphone, now=NOW)
        assert readers.chain(uow) == [mali.id, vong.id]
        assert readers.chain(uow, without=[mali.id]) == [vong.id]
        assert [one.name for one in readers.named(uow, by=somphone)] == ["Mali", "Vong"]
        uow.people.mark_account(AccountId(900 + mali.id), "blocked", now=NOW)
        assert readers.chain(uow) == [vong.id]  # who cannot be reached would not answer
        for one in (mali, vong):
            readers.drop_reader(uow, one.id, by=somphone, now=NOW)
        assert readers.chain(uow) == [somphone.id]


def test_only_administrators_say_who_reads_and_how_long(database: Database) -> None:
    with database.begin() as uow:
        for by in (somebody(uow, "Mali", Role.STAFF), somebody(uow, "Kham", Role.EXPERT), somebody(uow, "Noy")):
            for deed in (
                lambda by=by: readers.name_reader(uow, by.id, by=by, now=NOW),
                lambda by=by: readers.drop_reader(uow, by.id, by=by, now=NOW),
                lambda by=by: readers.set_days(uow, 3, by=by, now=NOW),
                lambda by=by: readers.named(uow, by=by),
                lambda by=by: readers.found(uow, "Mali", by=by),
            ):
                with pytest.raises(Forbidden):
                    deed()
        assert uow.complaints.readers() == []


def test_a_name_is_found_and_whoever_has_no_phone_is_not_named(database: Database) -> None:
    with database.begin() as uow:
        somphone = somebody(uow, "Somphone", Role.ADMIN)
        bo = somebody(uow, "Bounmy", phone=False)
        assert [one.name for one in readers.found(uow, "bOUN", by=somphone)] == ["Bounmy"]
        assert readers.found(uow, "", by=somphone) == []
        with pytest.raises(Refused, match="no phone"):
            readers.name_reader(uow, bo.id, by=somphone, now=NOW)
        with pytest.raises(Missing):
            readers.name_reader(uow, PersonId(10**6), by=somphone, now=NOW)


def test_the_days_are_three_until_an_administrator_sets_them(database: Database) -> None:
    with database.begin() as uow:
        somphone = somebody(uow, "Somphone", Role.ADMIN)
        assert readers.days(uow) == 3
        readers.set_days(uow, 7, by=somphone, now=NOW)
        assert readers.days(uow) == 7
        for days in (0, -1, 31, 10**9):
            with pytest.raises(Refused):
                readers.set_days(uow, days, by=somphone, now=NOW)
        uow.key_values.set("complaint days", "soon")  # by hand
        assert readers.days(uow) == 3
