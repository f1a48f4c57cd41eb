"""Announcements as they are kept: states, audiences, and rows that are written once."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.domain.delivery import SendState
from bot.domain.ids import AccountId, AnnouncementId, ChatId, PersonId
from bot.domain.people import Person, Role
from bot.domain.refused import Refused, Stale
from bot.services import announcements
from bot.store.database import Database, UnitOfWork
from bot.store.outbox import Settled
from bot.store.tables import audit

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@dataclass
class Here:
    """Mali and Somphone are staff; Noy leads a group in Attapeu (with a chat), Seng is in it; Kham's is elsewhere."""

    uow: UnitOfWork
    mali: Person
    somphone: Person
    noy: Person
    seng: Person
    kham: Person


def somebody(uow: UnitOfWork, name: str, *roles: Role, language: str = "lo") -> Person:
    number = AccountId(1000 + sum(map(ord, name)))
    uow.people.account(number, now=NOW)
    person = uow.people.add(now=NOW, name=name, language=language, consented_at=NOW)
    uow.people.speak_as(number, person)
    for role in roles:
        uow.people.put_role(person, role, "confirmed", now=NOW)
    found = uow.people.get(person)
    assert found is not None
    return found


def settle(uow: UnitOfWork) -> Here:
    here = Here(
        uow,
        somebody(uow, "Mali", Role.STAFF),
        somebody(uow, "Somphone", Role.STAFF),
        somebody(uow, "Noy"),
        somebody(uow, "Seng", language="en"),
        somebody(uow, "Kham"),
    )
    group(here, "1704", "RLIP", here.noy, here.seng, chat=-7)
    group(here, "0101", "SSSJ", here.kham, chat=None)
    return here


def group(here: Here, district: str, project: str, *members: Person, chat: int | None) -> None:
    village = here.uow.groups.village(district, "ດັກຂຽດ", state="known")
    values = {"village_id": village, "project": project, "state": "active", "zone": "Asia/Vientiane", "chat_id": chat}
    new = here.uow.groups.add(now=NOW, name=project, **values)
    for index, member in enumerate(members):
        here.uow.groups.join(new, member.id, leader=index == 0, now=NOW)


def written(here: Here, kind: str = "who", value: str = "everybody") -> AnnouncementId:
    item = announcements.begin(here.uow, by=here.mali, now=NOW)
    announcements.write(here.uow, item, "lo", "ສະບາຍດີ", by=here.mali)
    announcements.address(here.uow, item, kind, value, by=here.mali)
    return item


def reached(here: Here, item: AnnouncementId) -> set[PersonId | None]:
    """Whom the rows are for after sending; None is a group chat."""
    announcements.send(here.uow, item, by=here.mali, max_without_second=200, now=NOW)
    assert announcements.expand(here.uow, item, after_id=0, now=NOW) is None
    return {
        PersonId(row.person) if row.person else None
        for row in here.uow.outbox.due(now=NOW, limit=99)
        if row.announcement == item
    }


def test_each_audience_reaches_exactly_its_people(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        noy, seng, kham = here.noy.id, here.seng.id, here.kham.id
        assert reached(here, written(here)) == {noy, seng, kham, None}
        assert reached(here, written(here, "who", "leaders")) == {noy, kham}
        assert reached(here, written(here, "province", "17")) == {noy, seng, None}
        assert reached(here, written(here, "project", "SSSJ")) == {kham}
        assert reached(here, written(here, "role", "staff")) == {here.mali.id, here.somphone.id}
        english = written(here)
        announcements.limit_language(uow, english, "en", by=here.mali)
        assert reached(here, english) == {seng}


def test_people_without_consent_and_removed_members_get_nothing(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        uow.people.change(here.noy.id, consented_at=None)
        member = next(iter(uow.groups.of_person(here.seng.id)))
        uow.groups.leave(member.group, here.seng.id)
        assert reached(here, written(here)) == {here.kham.id, None}


def test_rows_are_written_in_chunks_and_never_twice(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcements, "CHUNK", 2)
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        announcements.send(uow, item, by=here.mali, max_without_second=200, now=NOW)
        after_id = announcements.expand(uow, item, after_id=0, now=NOW)
        assert after_id is not None
        assert sum(uow.outbox.by_state(item).values()) == 3
        assert announcements.expand(uow, item, after_id=0, now=NOW) == after_id  # a crash in between: begun again
        assert announcements.expand(uow, item, after_id=after_id, now=NOW) is None
        found = uow.announcements.get(item)
        assert found is not None
        assert (found.state, found.recipients) == ("sent", 4)
        assert sum(uow.outbox.by_state(item).values()) == 4


def test_an_announcement_that_is_on_its_way_cannot_be_changed_or_sent_again(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        announcements.send(uow, item, by=here.mali, max_without_second=200, now=NOW)
        with pytest.raises(Refused):
            announcements.write(uow, item, "lo", "ອື່ນ", by=here.mali)
        with pytest.raises(Refused):
            announcements.send(uow, item, by=here.somphone, max_without_second=200, now=NOW)
        with pytest.raises(Stale):
            announcements.take_back(uow, item, by=here.somphone, now=NOW)
        assert uow.jobs.waiting(now=NOW) == 1


def test_only_another_staff_member_confirms(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        assert announcements.send(uow, item, by=here.mali, max_without_second=2, now=NOW) == "waiting"
        for somebody_else in (here.mali, here.noy):
            with pytest.raises(Refused):
                announcements.confirm(uow, item, by=somebody_else, now=NOW)
        assert announcements.expand(uow, item, after_id=0, now=NOW) is None
        assert uow.outbox.by_state(item) == {}
        assert announcements.confirm(uow, item, by=here.somphone, now=NOW) == "sending"


def test_whoever_asks_for_the_confirmation_cannot_give_it(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        announcements.send(uow, item, by=here.somphone, max_without_second=2, now=NOW)
        with pytest.raises(Refused):
            announcements.confirm(uow, item, by=here.somphone, now=NOW)
        assert announcements.confirm(uow, item, by=here.mali, now=NOW) == "sending"


def test_the_report_counts_what_became_of_each_row(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        announcements.send(uow, item, by=here.mali, max_without_second=200, now=NOW)
        announcements.expand(uow, item, after_id=0, now=NOW)
        rows = [row.id for row in uow.outbox.due(now=NOW, limit=9)]
        uow.outbox.settle(
            [
                Settled(rows[0], SendState.SENT, 5),
                Settled(rows[1], SendState.REFUSED, reason="blocked"),
                Settled(rows[2], SendState.REFUSED, reason="chat gone"),
            ],
            now=NOW,
        )
        found = uow.announcements.get(item)
        assert found is not None
        report = announcements.report(uow, found)
        assert (report.delivered, report.blocked, report.failed, report.waiting) == (1, 1, {"chat gone": 1}, 1)
        assert announcements.retry(uow, item, "refused", by=here.mali, now=NOW) == 2
        assert announcements.report(uow, found).waiting == 3


def test_an_answer_replaces_the_one_before_and_needs_the_announcement(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here, "province", "17")
        reached(here, item)
        announcements.reply(uow, item, "understood", by=here.noy, now=NOW)
        announcements.reply(uow, item, "call", by=here.noy, now=NOW)
        assert uow.announcements.replies(item) == {"call": 1}
        assert [(one.name, one.group) for one in uow.announcements.callers(item, limit=9)] == [("Noy", "RLIP")]
        with pytest.raises(Refused):
            announcements.reply(uow, item, "call", by=here.kham, now=NOW)
        with pytest.raises(Stale):
            announcements.reply(uow, item, "something", by=here.noy, now=NOW)


def test_nothing_is_sent_empty_or_to_nobody_or_by_somebody_who_is_not_staff(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        empty = announcements.begin(uow, by=here.mali, now=NOW)
        with pytest.raises(Refused):
            announcements.send(uow, empty, by=here.mali, max_without_second=200, now=NOW)
        assert announcements.begin(uow, by=here.mali, now=NOW) == empty
        with pytest.raises(Refused):
            announcements.send(uow, written(here, "province", "09"), by=here.mali, max_without_second=200, now=NOW)
        with pytest.raises(Refused):
            announcements.begin(uow, by=here.noy, now=NOW)
        assert uow.outbox.due(now=NOW, limit=9) == []


def test_what_staff_did_is_in_the_log(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        announcements.send(uow, item, by=here.mali, max_without_second=2, now=NOW)
        announcements.confirm(uow, item, by=here.somphone, now=NOW)
        announcements.stop(uow, item, by=here.mali, now=NOW)
        rows = uow.connection.execute(sa.select(audit.c.person_id, audit.c.verb, audit.c.subject).order_by(audit.c.id))
        assert [tuple(row) for row in rows] == [
            (here.mali.id, "asked to send", f"announcement {item}"),
            (here.somphone.id, "sent to 3 people", f"announcement {item}"),
            (here.mali.id, "stopped", f"announcement {item}"),
        ]


def test_a_chat_in_another_language_is_left_out_when_one_language_is_meant(database: Database) -> None:
    with database.begin() as uow:
        settle(uow)
        assert [one.chat for one in uow.announcements.chats({"language": "lo"})] == [ChatId(-7)]
        assert uow.announcements.chats({"language": "en"}) == []
