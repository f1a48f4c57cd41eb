"""Confidential words: two sides and nobody else, one reader at a time, passed on where none answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.complaints import ComplaintState
from bot.domain.ids import ChatId, ComplaintId, PersonId
from bot.domain.incoming import Answer
from bot.domain.people import Person, Role
from bot.domain.refused import Missing, Refused, Stale
from bot.services.complaints import complaints, readers
from bot.store.database import Database, UnitOfWork
from tests.services.complaints.test_readers import somebody
from tests.story import BEGINNING as NOW

SECRET = Answer("text", "The leader keeps our money")


def said(uow: UnitOfWork, by: Person, *, named: bool = False) -> ComplaintId:
    complaints.begin(uow, SECRET, by=by, now=NOW)
    return complaints.send(uow, named=named, by=by, now=NOW).id


def reader_of(uow: UnitOfWork, complaint: ComplaintId) -> PersonId | None:
    found = uow.complaints.get(complaint)
    assert found is not None
    return found.reader


class House:
    """Somphone (administrator), two readers, and Noy who has something to say."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.somphone = somebody(uow, "Somphone", Role.ADMIN)
        self.mali = somebody(uow, "Mali", Role.STAFF)
        self.vong = somebody(uow, "Vong")
        self.noy = somebody(uow, "Noy")
        for one in (self.mali, self.vong):
            readers.name_reader(uow, one.id, by=self.somphone, now=NOW)


def test_both_sides_answer_each_other_and_it_is_settled(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        key = said(uow, here.noy)
        complaints.add(uow, key, Answer("text", "I shall ask"), by=here.mali, now=NOW)
        assert [
            word.text for word in complaints.visible(uow, complaints.open_own(uow, key, by=here.noy), by=here.noy)
        ] == [SECRET.text]
        complaints.reply(uow, key, by=here.mali, now=NOW)
        with pytest.raises(Stale):
            complaints.reply(uow, key, by=here.mali, now=NOW)  # a double tap
        assert uow.complaints.next_at() is None
        complaints.add(uow, key, Answer("text", "When?"), by=here.noy, now=NOW)
        complaints.reply(uow, key, by=here.noy, now=NOW)
        assert uow.complaints.next_at() == NOW + timedelta(days=3)
        with pytest.raises(Stale):
            complaints.settle(uow, key, by=here.noy)
        complaints.add(uow, key, Answer("text", "It is done"), by=here.mali, now=NOW)
        complaints.reply(uow, key, by=here.mali, now=NOW)
        complaints.settle(uow, key, by=here.noy)
        assert complaints.open_own(uow, key, by=here.noy).state is ComplaintState.SETTLED


def test_nobody_but_its_two_sides_opens_it_whatever_their_roles(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        key = said(uow, here.noy)
        number = complaints.open_own(uow, key, by=here.noy).number
        kham = somebody(uow, "Kham", Role.EXPERT, Role.STAFF)
        for by in (here.somphone, here.vong, kham, here.mali):
            for deed in (
                lambda by=by: complaints.open_own(uow, key, by=by),
                lambda by=by: complaints.open_numbered(uow, number, by=by),
                lambda by=by: complaints.settle(uow, key, by=by),
            ):
                with pytest.raises(Missing):
                    deed()
        for by in (here.somphone, here.vong, kham, here.noy):
            with pytest.raises(Missing):
                complaints.open_to_read(uow, key, by=by)
        for by in (here.somphone, here.vong, kham):
            for act in (
                lambda by=by: complaints.add(uow, key, SECRET, by=by, now=NOW),
                lambda by=by: complaints.unsay(uow, key, by=by),
                lambda by=by: complaints.reply(uow, key, by=by, now=NOW),
                lambda by=by: complaints.play(uow, key, chat=ChatId(5), by=by, now=NOW),
            ):
                with pytest.raises(Missing):
                    act()


def test_whoever_does_not_answer_in_time_is_passed_and_reads_no_more(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        key = said(uow, here.noy)
        assert complaints.pass_on(uow, now=NOW + timedelta(days=2)) == 0
        assert complaints.pass_on(uow, now=NOW + timedelta(days=3)) == 1
        assert reader_of(uow, key) == here.vong.id
        with pytest.raises(Missing):
            complaints.open_to_read(uow, key, by=here.mali)
        assert complaints.pass_on(uow, now=NOW + timedelta(days=3)) == 0
        assert complaints.pass_on(uow, now=NOW + timedelta(days=6)) == 1
        assert reader_of(uow, key) == here.vong.id  # the last one is told once more, and the next time in three days
        assert uow.complaints.next_at() == NOW + timedelta(days=9)


def test_who_is_taken_off_reads_no_more_at_once_and_the_next_one_is_told(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        key = said(uow, here.noy)
        readers.drop_reader(uow, here.mali.id, by=here.somphone, now=NOW)
        with pytest.raises(Missing):
            complaints.open_to_read(uow, key, by=here.mali)
        assert complaints.pass_on(uow, now=NOW) == 1
        assert reader_of(uow, key) == here.vong.id
        readers.drop_reader(uow, here.vong.id, by=here.somphone, now=NOW)
        assert complaints.pass_on(uow, now=NOW) == 1
        assert reader_of(uow, key) == here.somphone.id
        readers.name_reader(uow, here.mali.id, by=here.somphone, now=NOW)
        assert complaints.pass_on(uow, now=NOW) == 1
        assert reader_of(uow, key) == here.somphone.id  # Mali had it before; nobody is left
        with pytest.raises(Missing):
            complaints.open_to_read(uow, key, by=here.somphone)


def test_whom_it_is_about_can_be_left_out_and_never_gets_it(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        complaints.begin(uow, SECRET, by=here.noy, now=NOW)
        assert complaints.readers_of(uow, by=here.noy.id) == [here.mali.id, here.vong.id]
        complaints.choose_reader(uow, here.vong.id, by=here.noy)
        assert complaints.readers_of(uow, by=here.noy.id)[0] == here.vong.id
        key = complaints.send(uow, named=True, by=here.noy, now=NOW).id
        assert reader_of(uow, key) == here.vong.id
        complaints.pass_on(uow, now=NOW + timedelta(days=3))
        assert reader_of(uow, key) == here.vong.id
        with pytest.raises(Stale):
            complaints.choose_reader(uow, here.mali.id, by=here.noy)
        complaints.begin(uow, SECRET, by=here.noy, now=NOW)
        with pytest.raises(Missing):
            complaints.choose_reader(uow, here.somphone.id, by=here.noy)


def test_a_reader_who_has_something_to_say_says_it_to_another(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        assert reader_of(uow, said(uow, here.mali)) == here.vong.id


def test_without_a_reader_nothing_is_taken(database: Database) -> None:
    with database.begin() as uow:
        noy = somebody(uow, "Noy")
        with pytest.raises(Missing, match="Nobody can read it yet"):
            complaints.begin(uow, SECRET, by=noy, now=NOW)


def test_what_is_too_much_is_refused(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        for odd in (Answer("contact", "x"), Answer("location", "x"), Answer("text", "x" * 4001)):
            with pytest.raises(Refused):
                complaints.begin(uow, odd, by=here.noy, now=NOW)
        complaints.drop(uow, by=here.noy)
        for _ in range(complaints.MOST):
            complaints.begin(uow, SECRET, by=here.noy, now=NOW)
        with pytest.raises(Refused, match="enough"):
            complaints.begin(uow, SECRET, by=here.noy, now=NOW)
        complaints.drop(uow, by=here.noy)
        with pytest.raises(Stale):
            complaints.send(uow, named=True, by=here.noy, now=NOW)
        for _ in range(complaints.OPEN):
            said(uow, here.noy)
        with pytest.raises(Refused, match="wait for an answer"):
            complaints.begin(uow, SECRET, by=here.noy, now=NOW)


def test_the_log_names_neither_side_nor_a_number(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        before = len(uow.audit.log())
        key = said(uow, here.noy, named=True)
        complaints.add(uow, key, SECRET, by=here.mali, now=NOW)
        complaints.reply(uow, key, by=here.mali, now=NOW)
        assert [tuple(line)[:3] for line in uow.audit.log()[before:]] == [
            (None, "a confidential word came", ""),
            (None, "a confidential word was answered", ""),
        ]


def test_what_is_put_together_is_forgotten_where_it_is_not_sent(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        key = said(uow, here.noy)
        complaints.add(uow, key, SECRET, by=here.mali, now=NOW)
        complaints.unsay(uow, key, by=here.mali)
        assert len(uow.complaints.words(key)) == 1
        assert complaints.open_numbered(uow, complaints.open_own(uow, key, by=here.noy).number, by=here.noy).id == key
        assert complaints.begun(uow, by=here.noy.id) == (None, [])


def test_whoever_it_is_taken_from_hears_so_and_learns_nothing_of_it(database: Database) -> None:
    with database.begin() as uow:
        here = House(uow)
        key = said(uow, here.noy)
        late = NOW + timedelta(days=3, seconds=1)
        assert complaints.pass_on(uow, now=late) == 1
        rows = [row for row in uow.outbox.due(now=late, limit=99) if row.created_at == late]
        assert [(row.notice, row.person) for row in rows] == [
            ("word_came", here.vong.id),
            ("word_passed_on", here.mali.id),
        ]
        assert rows[1].args == {}
        later = late + timedelta(days=3, seconds=1)
        assert complaints.pass_on(uow, now=later) == 1  # the last one is told once more, and keeps it
        rows = [row for row in uow.outbox.due(now=later, limit=99) if row.created_at == later]
        assert [(row.notice, row.person) for row in rows] == [("word_came", here.vong.id)]
        assert reader_of(uow, key) == here.vong.id
