"""A person's phones: who is asked about a doubted move, and that each verb holds – on every database."""

from __future__ import annotations

import pytest

from bot.domain.ids import AccountId
from bot.domain.refused import Refused, Stale
from bot.services import invites, phones
from bot.store.database import Database
from tests.services.groups.test_groups import NOW, settle


def test_a_doubted_move_freezes_and_is_settled_once_by_somebody_beside_its_maker(database: Database) -> None:
    with database.begin() as uow:
        here, new = settle(uow), AccountId(2001)
        uow.people.account(new, now=NOW)
        phones.move(uow, invites.for_person(uow, here.seng.id, by=here.noy, now=NOW), new, now=NOW)
        found = uow.moves.latest(here.seng.id)
        assert found is not None
        with pytest.raises(Refused):
            phones.doubt(uow, found.id, new, now=NOW)
        phones.doubt(uow, found.id, AccountId(1002), now=NOW)
        phones.doubt(uow, found.id, AccountId(1002), now=NOW)
        seng = uow.people.get(here.seng.id)
        assert seng is not None
        assert seng.frozen
        assert phones.lookers(uow, seng.id, here.noy.id) == [here.mali.id]
        for somebody in (here.noy, here.bo, here.seng):
            with pytest.raises(Refused):
                phones.settle(uow, found.id, by=somebody, back=True, now=NOW)
        phones.settle(uow, found.id, by=here.mali, back=True, now=NOW)
        with pytest.raises(Stale):
            phones.settle(uow, found.id, by=here.mali, back=False, now=NOW)
        assert uow.people.accounts_of(seng.id) == [AccountId(1002)]
