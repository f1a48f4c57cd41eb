"""What is kept no longer than the settings say goes by itself; people are asked first."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.domain.complaints import ComplaintState
from bot.domain.ids import AccountId
from bot.services import erasures, retention
from bot.services.retention import Keep
from bot.store.bookmarks import Bookmark
from bot.store.database import Database
from bot.store.inbox import StoredUpdate
from tests.planning import LIBRARY, NOW
from tests.services import rights

DAY = timedelta(days=1)


def test_copies_of_messages_go_after_so_many_days(sqlite: Database, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with sqlite.begin() as uow:
        uow.inbox.add([StoredUpdate(number, 5, 5, "{}", NOW - age) for number, age in ((1, 10 * DAY), (2, 9 * DAY))])
        for _ in range(2):
            uow.inbox.take(5)
        assert retention.carry_out(uow, Keep(messages=10), rights.ZONE, now=NOW) == 0
        assert retention.carry_out(uow, Keep(messages=10), rights.ZONE, now=NOW + timedelta(seconds=1)) == 1
    assert "kept no longer: 1 messages" in caplog.text


def test_confidential_words_go_when_they_are_over_and_never_before(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        said = here.known["said"]
        late, keep = NOW + 61 * DAY, Keep(messages=0, confidential=2, unseen=0)
        before = len(uow.complaints.of_person(said.person))
        uow.complaints.put(said.id, state=ComplaintState.WAITING)
        retention.carry_out(uow, keep, rights.ZONE, now=late)
        assert uow.complaints.get(said.id) is not None
        uow.complaints.put(said.id, state=ComplaintState.SETTLED)
        assert retention.carry_out(uow, Keep(0, 0, 0), rights.ZONE, now=late) == 0
        assert retention.carry_out(uow, keep, rights.ZONE, now=late) == 1
        assert len(uow.complaints.of_person(said.person)) < before
        assert uow.audit.log()[-1][1:3] == ("kept no longer", "1 confidential words")


def test_who_is_in_no_group_and_not_seen_is_asked_and_one_sign_of_life_keeps_everything(sqlite: Database) -> None:
    """Members, staff and whoever was heard from are left alone; whoever says that they are there, too."""
    with sqlite.begin() as uow:
        here = rights.world(uow)
        keep, late = Keep(messages=0, confidential=0, unseen=6), NOW + 200 * DAY
        bo = here.people["bo"]
        phone = AccountId(4711)
        uow.people.account(phone, now=NOW)
        uow.people.speak_as(phone, bo.id)
        uow.bookmarks.put(phone, phone, Bookmark(), now=late - DAY)
        retention.carry_out(uow, keep, rights.ZONE, now=late)
        assert uow.erasures.get(bo.id) is None
        assert all(uow.erasures.get(here.people[name].id) is None for name in ("noy", "seng", "kham", "mali", "dana"))
        later = late + 190 * DAY
        assert retention.carry_out(uow, keep, rights.ZONE, now=later) == 1
        assert retention.carry_out(uow, keep, rights.ZONE, now=later) == 0  # asked once
        wish = uow.erasures.get(bo.id)
        assert wish is not None
        while erasures.carry_out_due(uow, LIBRARY, 0, now=wish.remind_at):
            pass
        told = [row.notice for row in uow.outbox.written if row.chat == phone]
        assert told == ["erasure_soon"]
        assert erasures.keep(uow, bo.id, by=bo, now=later)
        uow.bookmarks.put(phone, phone, Bookmark(), now=later)
        retention.carry_out(uow, keep, rights.ZONE, now=later + DAY)
        assert uow.erasures.get(bo.id) is None
