"""A group's chat that ends or is closed: the link, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.ids import ChatId
from bot.domain.refused import Forbidden
from bot.services.groups import chats, groups
from bot.store.database import Database
from tests.services.groups.test_groups import NOW, settle, told

CHAT = ChatId(-500)


def test_a_chat_that_ended_is_told_to_the_leader_once(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        groups.link(uow, here.group, CHAT, by=here.noy, now=NOW)
        chats.ended(uow, CHAT, now=NOW)
        chats.ended(uow, CHAT, now=NOW)
        assert uow.groups.of_chat(CHAT) is None
        assert told(uow) == [("chat_ended", 1001)]


def test_a_chat_that_is_closed_stays_linked_and_is_told_once_a_day(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        groups.link(uow, here.group, CHAT, by=here.noy, now=NOW)
        for hours in (0, 1, 2, 24):
            chats.closed(uow, CHAT, now=NOW + timedelta(hours=hours))
        found = uow.groups.get(here.group)
        assert found is not None
        assert found.chat == CHAT
        rows = uow.outbox.due(now=NOW + timedelta(days=2), limit=9)
        assert [(row.notice, row.chat) for row in rows] == [("chat_closed", 1001)] * 2


def test_where_no_leader_has_a_phone_staff_are_told(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        groups.link(uow, here.group, CHAT, by=here.noy, now=NOW)
        uow.people.mark_account(1001, "blocked", now=NOW)  # type: ignore[arg-type]
        chats.ended(uow, CHAT, now=NOW)
        chats.ended(uow, ChatId(-501), now=NOW)
        assert told(uow) == [("chat_ended", 1004)]


def test_the_leader_chooses_the_topic_and_a_topic_that_is_gone_is_forgotten(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        groups.link(uow, here.group, CHAT, by=here.noy, now=NOW, thread=3)
        with pytest.raises(Forbidden):
            chats.choose_topic(uow, here.group, 5, by=here.seng, now=NOW)
        chats.choose_topic(uow, here.group, 5, by=here.noy, now=NOW)
        for gone, left in ((3, 5), (5, None)):
            chats.topic_gone(uow, CHAT, gone)
            found = uow.groups.get(here.group)
            assert found is not None
            assert found.thread == left
