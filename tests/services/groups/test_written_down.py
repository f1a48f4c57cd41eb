"""Members without a phone of their own."""

from __future__ import annotations

from bot.domain.ids import AccountId
from bot.services.groups import members, written_down
from bot.store.database import Database
from tests.planning import NOW, settle


def test_whose_name_is_like_mine_stands_first(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        for name in ("Kham", "Mae Bo", "Dao"):
            members.enter(uow, village.group, name, by=village.noy, now=NOW)
        found = written_down.entries(uow, village.group, village.bo.id)
        assert [one.name for one in found] == ["Mae Bo", "Kham", "Dao"]


def test_who_shares_a_phone_has_none_and_its_person_has_one(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = members.enter(uow, village.group, "Kham", by=village.noy, now=NOW)
        members.share_phone(uow, AccountId(1002), kham, by=village.seng, now=NOW)
        assert written_down.owner(uow, kham) == "Seng"
        assert written_down.has_no_phone(uow, kham)
        assert not written_down.has_no_phone(uow, village.seng.id)
