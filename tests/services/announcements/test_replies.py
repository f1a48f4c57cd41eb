"""Answers to an announcement, by those who got it."""

import pytest

from bot.domain.refused import Refused, Stale
from bot.services.announcements import replies
from bot.store.database import Database
from tests.services.announcements.here import NOW, reached, settle, written


def test_an_answer_replaces_the_one_before_and_needs_the_announcement(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here, "province", "17")
        reached(here, item)
        replies.reply(uow, item, "understood", by=here.noy, now=NOW)
        replies.reply(uow, item, "call", by=here.noy, now=NOW)
        assert uow.announcements.replies(item) == {"call": 1}
        assert [(one.name, one.group) for one in uow.announcements.callers(item, limit=9)] == [("Noy", "RLIP")]
        with pytest.raises(Refused):
            replies.reply(uow, item, "call", by=here.kham, now=NOW)
        with pytest.raises(Stale):
            replies.reply(uow, item, "something", by=here.noy, now=NOW)
