"""Links on paper: which ones, for whom, and once."""

from datetime import timedelta

import pytest

from bot.domain.ids import ChatId
from bot.domain.refused import Missing
from bot.services import invite_cards, invites
from bot.store.database import Database
from tests.planning import NOW, settle
from tests.services.groups.test_directory import made


def test_what_cannot_be_used_any_more_is_left_out(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        code = invites.for_group(uow, here.group, by=here.mali, now=NOW, days=7)
        found = invite_cards.handed(uow, [code, "x"], by=here.mali, at=NOW.isoformat())
        assert [one.name for one in found] == ["Asparagus"]
        with pytest.raises(Missing):
            invite_cards.handed(uow, [code], by=here.bo, at=NOW.isoformat())
        with pytest.raises(Missing):
            invite_cards.handed(uow, [code], by=here.mali, at=(NOW + timedelta(days=7)).isoformat())


def test_a_paper_tapped_twice_leaves_once_and_a_link_that_is_there_is_used_again(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        made(uow, "Goats")
        codes = invite_cards.for_training(uow, "1704", by=here.mali, now=NOW)
        assert invite_cards.for_training(uow, "1704", by=here.mali, now=NOW) == codes
        for _ in range(2):
            invite_cards.send_paper(uow, codes, "pdf", "lo", chat=ChatId(7), by=here.mali, now=NOW)
        assert len([row for row in uow.outbox.due(now=NOW, limit=10) if row.key]) == 1
