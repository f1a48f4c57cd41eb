"""Who was reached in which way: the ways add up to all whom an announcement was for."""

import pytest

from bot.domain.delivery import SendState
from bot.domain.ids import AnnouncementId
from bot.domain.refused import Missing, Stale
from bot.services.announcements import announcements, reach, replies, sending
from bot.services.groups import members
from bot.store.announcements import Announcement
from bot.store.attempts import Settled
from bot.store.database import Database
from bot.store.outbox import Outgoing
from tests.services.announcements.here import NOW, Here, reached, settle, written
from tests.story import LIBRARY


def let_go(here: Here) -> AnnouncementId:
    item = written(here)
    sending.send(here.uow, LIBRARY, item, by=here.mali, max_without_second=200, now=NOW)
    sending.expand(here.uow, item, after_id=0, now=NOW)
    return item


def rows(here: Here, item: AnnouncementId) -> list[Outgoing]:
    return [row for row in here.uow.outbox.due(now=NOW, limit=99) if row.announcement == item]


def found(here: Here, item: AnnouncementId) -> Announcement:
    one = here.uow.announcements.get(item)
    assert one is not None
    return one


def test_telegram_calls_and_paper_add_up_to_all(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        [rlip] = [one.id for one in uow.groups.all_in_state("active") if one.project == "RLIP"]
        phan, tui = (members.enter(uow, rlip, name, by=here.noy, now=NOW) for name in ("Phan", "Tui"))
        item = written(here)
        announcements.choose_ways(uow, item, "private", by=here.mali)
        reached(here, item)
        for row in rows(here, item):
            blocked = row.person == here.seng.id
            state, why = (SendState.REFUSED, "blocked") if blocked else (SendState.SENT, "")
            uow.attempts.settle([Settled(row.id, state, None if blocked else 5, reason=why)], now=NOW)
        members.enter(uow, rlip, "Later", by=here.noy, now=NOW)  # it was not for them
        each = reach.of_groups(uow, item, by=here.mali)
        assert [(one.name, one.tally.telegram, one.tally.not_yet) for one in each] == [("RLIP", 1, 3), ("SSSJ", 1, 0)]
        assert [one.name for one in reach.unreached(uow, item, rlip, by=here.mali)] == ["Seng", "Phan", "Tui"]
        reach.tell(uow, item, [here.seng.id], "called", by=here.mali, now=NOW)
        reach.tell(uow, item, [phan, tui], "printed", by=here.somphone, now=NOW)
        reach.tell(uow, item, [tui], "", by=here.somphone, now=NOW)
        tally = reach.together(reach.of_groups(uow, item, by=here.mali))
        assert (tally.telegram, tally.called, tally.printed, tally.not_yet, tally.all) == (2, 1, 1, 1, 5)
        with pytest.raises(Missing):
            reach.tell(uow, item, [here.mali.id], "called", by=here.mali, now=NOW)
        with pytest.raises(Stale):
            reach.tell(uow, item, [tui], "dreamt", by=here.mali, now=NOW)


def test_what_came_to_the_chat_of_a_group_reached_its_members(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here, "project", "RLIP")
        announcements.choose_ways(uow, item, "chats", by=here.mali)
        assert reached(here, item) == {None}
        uow.attempts.settle([Settled(row.id, SendState.SENT, 5) for row in rows(here, item)], now=NOW)
        tally = reach.together(reach.of_groups(uow, item, by=here.mali))
        assert (tally.telegram, tally.not_yet) == (2, 0)
        assert replies.silent(uow, item, by=here.mali) == []  # a chat has no buttons


def test_who_has_not_answered(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = let_go(here)
        uow.attempts.settle([Settled(row.id, SendState.SENT, 5) for row in rows(here, item)], now=NOW)
        replies.reply(uow, item, "understood", by=here.noy, now=NOW)
        assert [one.name for one in replies.silent(uow, item, by=here.mali)] == ["Seng", "Kham"]
        assert [one.id for one in uow.announcements.received(here.kham.id, 20)] == [item]
