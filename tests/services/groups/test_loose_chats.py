"""A chat that nobody links is told after six days and left after seven; one that is linked meanwhile stays."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import ChatId
from bot.services.groups import chats, groups, loose_chats
from bot.store.database import Database, UnitOfWork
from tests.planning import NOW, settle

CHAT = ChatId(-7)
TOLD, LEFT = NOW + loose_chats.TOLD_AFTER, NOW + loose_chats.TOLD_AFTER + loose_chats.LEFT_AFTER
SECOND = timedelta(seconds=1)


def leaves(uow: UnitOfWork) -> bool:
    job = uow.jobs.take(now=LEFT + timedelta(days=30))
    return job is not None and (job.kind, job.args) == ("leave chat", {"chat": CHAT})


def told(uow: UnitOfWork) -> int:
    return sum(row.notice == "chat_loose" for row in uow.outbox.due(now=LEFT + timedelta(days=30), limit=99))


def test_nobody_links_it(database: Database) -> None:
    with database.begin() as uow:
        loose_chats.arrived(uow, CHAT, now=NOW)
        assert uow.loose_chats.next_at() == TOLD
        assert not loose_chats.follow(uow, now=TOLD - SECOND)
        assert loose_chats.follow(uow, now=TOLD)
        assert (told(uow), leaves(uow)) == (1, False)
        assert not loose_chats.follow(uow, now=LEFT - SECOND)
        assert loose_chats.follow(uow, now=LEFT)
        assert not loose_chats.follow(uow, now=LEFT + timedelta(days=30))
        assert (told(uow), leaves(uow)) == (1, True)


def test_it_is_told_before_also_after_a_long_outage(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        loose_chats.arrived(uow, CHAT, now=NOW)
        late = LEFT + timedelta(days=3)
        assert loose_chats.follow(uow, now=late)
        assert not loose_chats.follow(uow, now=late + loose_chats.LEFT_AFTER - SECOND)
        assert (told(uow), leaves(uow)) == (1, False)


def test_a_chat_that_is_linked_or_left_is_no_matter_any_more(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        loose_chats.arrived(uow, CHAT, now=NOW)
        groups.link(uow, here.group, CHAT, by=here.noy, now=NOW)
        assert uow.loose_chats.next_at() is None
        loose_chats.arrived(uow, CHAT, now=NOW)  # taken in once more: it has its group
        assert uow.loose_chats.next_at() is None
        loose_chats.arrived(uow, ChatId(-8), now=NOW)
        chats.ended(uow, ChatId(-8), now=NOW)
        assert not loose_chats.follow(uow, now=LEFT)
        loose_chats.arrived(uow, ChatId(-9), now=NOW)
        uow.loose_chats.move(-9, -10)
        uow.groups.change(here.group, chat_id=-10)
        assert loose_chats.follow(uow, now=TOLD)
        assert not loose_chats.follow(uow, now=LEFT)
        assert (told(uow), leaves(uow)) == (0, False)
