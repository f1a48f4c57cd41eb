"""A person's phones: who is asked about a doubted move, and that each verb holds – on every database."""

from __future__ import annotations

import pytest

from bot.domain.delivery import SendState
from bot.domain.ids import AccountId
from bot.domain.notices.groups import JoinAsked, JoinDecided
from bot.domain.refused import Refused, Stale
from bot.services import invites, notices, phones
from bot.store.attempts import Settled
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


def test_all_that_was_held_leaves_once_for_the_right_phone_also_what_may_be_told_once_alone(database: Database) -> None:
    """One with a key, two without: each comes, and none again."""
    with database.begin() as uow:
        here, new = settle(uow), AccountId(2001)
        seng, group = here.seng.id, here.group
        uow.people.account(new, now=NOW)
        for key in ("once", None):
            notices.tell(uow, seng, JoinAsked(group, here.bo.id), now=NOW, key=key)
        uow.outbox.put(notices.row(JoinDecided(group), 1002, seng), now=NOW)
        mine = [row.id for row in uow.outbox.due(now=NOW, limit=99) if row.person == seng]
        for row in mine:
            uow.outbox.hold(row)
            uow.attempts.settle([Settled(row, SendState.SUPERSEDED)], now=NOW)  # the sender drew nothing
        assert [row for row in uow.outbox.due(now=NOW, limit=99) if row.person == seng] == []
        uow.outbox.let_go(seng, new, now=NOW)
        uow.outbox.let_go(seng, new, now=NOW)
        found = [row for row in uow.outbox.due(now=NOW, limit=99) if row.person == seng]
        assert [(row.chat, row.notice) for row in found] == [
            (new, "join_asked"),
            (new, "join_asked"),
            (new, "join_decided"),
        ]
        assert not set(mine) & {row.id for row in found}
        assert not notices.tell(uow, seng, JoinAsked(group, here.bo.id), now=NOW, key="once")


@pytest.mark.parametrize("back", [True, False])
def test_links_that_were_made_before_a_doubt_move_nobody_after_it(database: Database, back: bool) -> None:
    """Whoever made the one that was doubted may have made another."""
    with database.begin() as uow:
        here = settle(uow)
        for account in (2001, 2002):
            uow.people.account(AccountId(account), now=NOW)
        phones.move(uow, invites.for_person(uow, here.seng.id, by=here.noy, now=NOW), AccountId(2001), now=NOW)
        found = uow.moves.latest(here.seng.id)
        assert found is not None
        other = invites.for_person(uow, here.seng.id, by=here.noy, now=NOW)
        phones.doubt(uow, found.id, AccountId(1002), now=NOW)
        with pytest.raises(Refused):
            phones.move(uow, other, AccountId(2002), now=NOW)
        phones.settle(uow, found.id, by=here.mali, back=back, now=NOW)
        with pytest.raises(Refused):
            phones.move(uow, other, AccountId(2002), now=NOW)
        assert uow.people.accounts_of(here.seng.id) == [AccountId(1002 if back else 2001)]
        told = {
            row.chat: row.args["yours"] for row in uow.outbox.due(now=NOW, limit=99) if row.notice == "phone_settled"
        }
        assert told == ({1002: True, 2001: False} if back else {2001: True, 1002: False})
