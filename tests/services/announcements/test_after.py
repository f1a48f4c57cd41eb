"""What has left is corrected and taken back: one row a copy that arrived."""

import pytest

from bot.domain.delivery import Method, SendState
from bot.domain.ids import AnnouncementId, PersonId
from bot.domain.incoming import File
from bot.domain.refused import Refused, Stale
from bot.services import media
from bot.services.announcements import after, announcements, sending
from bot.store.announcements import Announcement
from bot.store.attempts import Settled
from bot.store.database import Database
from bot.store.outbox import Outgoing
from tests.services.announcements.here import NOW, Here, settle, written
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


def test_a_correction_goes_to_whoever_has_it_and_leaves_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(after, "CHUNK", 1)
    with database.begin() as uow:
        here = settle(uow)
        item = let_go(here)
        first, second, third, _ = rows(here, item)
        results = [Settled(first.id, SendState.SENT, 5), Settled(second.id, SendState.REFUSED, reason="blocked")]
        uow.attempts.settle(results, now=NOW)
        uow.attempts.claim([third.id])  # on its way: it is changed once it has arrived
        after.correct(uow, item, "lo", "ຝົນແຮງ", by=here.somphone, now=NOW)
        after_id: int | None = 0
        while after_id is not None:
            after_id = after.amend(uow, item, after_id=after_id, method=Method.AMEND, revision=7, now=NOW)
        after.amend(uow, item, after_id=0, method=Method.AMEND, revision=7, now=NOW)
        changes = [row for row in rows(here, item) if row.method is Method.AMEND]
        assert [(row.edits, row.message_id) for row in changes] == [(first.id, 5), (third.id, None)]
        assert after.amended(uow, found(here, item), Method.AMEND).waiting == 2
        assert sending.report(uow, found(here, item)).delivered == 1  # corrections are not counted among deliveries
        uow.attempts.settle(
            [
                Settled(row.id, SendState.SENT, 5, reason=why)
                for row, why in zip(changes, ("", "not editable"), strict=True)
            ],
            now=NOW,
        )
        amended = after.amended(uow, found(here, item), Method.AMEND)
        assert (amended.done, amended.kept, amended.waiting) == (1, 1, 0)


def test_what_is_taken_back_leaves_no_more_and_cannot_be_corrected(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = let_go(here)
        first, *_ = rows(here, item)
        uow.attempts.settle([Settled(first.id, SendState.SENT, 5)], now=NOW)
        after.recall(uow, item, by=here.mali, now=NOW)
        assert sending.report(uow, found(here, item)).dropped == 3
        assert after.amend(uow, item, after_id=0, method=Method.RECALL, revision=8, now=NOW) is None
        [row] = rows(here, item)
        assert (row.method, row.message_id) == (Method.RECALL, 5)
        assert uow.announcements.received(PersonId(first.person or 0), 20) == []
        with pytest.raises(Stale):
            after.correct(uow, item, "lo", "ຝົນ", by=here.mali, now=NOW)
        with pytest.raises(Stale):
            after.recall(uow, item, by=here.mali, now=NOW)


def test_words_below_a_file_stay_below_it(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        photo = media.receive(uow, File("photo", "f1"), "", by=here.mali, now=NOW)
        announcements.attach(uow, item, "lo", photo, by=here.mali)
        sending.send(uow, LIBRARY, item, by=here.mali, max_without_second=200, now=NOW)
        assert after.below_a_file(found(here, item), "lo")
        after.correct(uow, item, "lo", "ກ" * after.CAPTION, by=here.mali, now=NOW)
        with pytest.raises(Refused):
            after.correct(uow, item, "lo", "ກ" * (after.CAPTION + 1), by=here.mali, now=NOW)


def test_a_draft_cannot_be_corrected(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        with pytest.raises(Stale):
            after.open_delivered(uow, written(here), by=here.mali)
        with pytest.raises(Stale):
            after.recall(uow, written(here), by=here.mali, now=NOW)
