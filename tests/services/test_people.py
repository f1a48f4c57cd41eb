"""Becoming known, changing what is known, and being given a role – on every database."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import AccountId, PersonId
from bot.domain.people import Person, Role
from bot.domain.refused import Refused
from bot.services import people
from bot.store.database import Database, UnitOfWork

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOY = AccountId(1001)


def newcomer(uow: UnitOfWork, account: AccountId = NOY) -> PersonId:
    """Somebody who has just chosen English."""
    uow.people.account(account, now=NOW)
    return people.choose_language(uow, account, "en", now=NOW)


def known(uow: UnitOfWork, person: PersonId) -> Person:
    found = uow.people.get(person)
    assert found is not None
    return found


def test_choosing_a_language_makes_a_person_once(database: Database) -> None:
    with database.begin() as uow:
        noy = newcomer(uow)
        assert people.choose_language(uow, NOY, "lo", now=NOW) == noy
        assert known(uow, noy).language == "lo"
        assert not known(uow, noy).known


def test_of_two_phones_the_one_that_was_heard_from_last_and_is_not_gone_is_told(database: Database) -> None:
    second, third = AccountId(1000), AccountId(2000)
    with database.begin() as uow:
        noy = newcomer(uow)
        for account in (second, third):
            uow.people.account(account, now=NOW)
            uow.people.speak_as(account, noy)
        assert uow.people.account_of(noy) == second  # nobody has written yet: the smallest number
        for minute, account in enumerate((NOY, second, third, NOY)):
            uow.bookmarks.put(account, account, uow.bookmarks.take(account, account), now=NOW + minute * MINUTE)
            assert uow.people.account_of(noy) == account
        uow.bookmarks.put(-7, second, uow.bookmarks.take(-7, second), now=NOW + 9 * MINUTE)
        assert uow.people.account_of(noy) == NOY  # what is said in a group says nothing of a private chat
        for gone, left in ((NOY, third), (third, second)):
            uow.people.mark_account(gone, "blocked", now=NOW)
            assert uow.people.account_of(noy) == left
        uow.people.mark_account(second, "blocked", now=NOW)
        assert uow.people.accounts_of(noy) == [NOY, third, second]
        uow.people.mark_account(third, "ok", now=NOW)
        assert uow.people.account_of(noy) == third


def test_consent_and_name_make_somebody_known(database: Database) -> None:
    with database.begin() as uow:
        noy = newcomer(uow)
        people.consent(uow, by=noy, now=NOW)
        assert people.rename(uow, "  ນາງ   ນ້ອຍ ", by=noy) == "ນາງ ນ້ອຍ"
        assert known(uow, noy).known


def test_who_declines_is_gone(database: Database) -> None:
    with database.begin() as uow:
        noy = newcomer(uow)
        people.decline(uow, by=noy)
        assert uow.people.get(noy) is None
        assert people.current(uow, NOY) is None


@pytest.mark.parametrize("name", ["", "  ", "/start", "x" * 61])
def test_what_is_no_name_is_refused(database: Database, name: str) -> None:
    with database.begin() as uow:
        noy = newcomer(uow)
        with pytest.raises(Refused):
            people.rename(uow, name, by=noy)
        assert known(uow, noy).name == ""


def test_questions_are_put_once_each_and_may_be_left_unsaid(database: Database) -> None:
    with database.begin() as uow:
        noy = newcomer(uow)
        asked = []
        while question := people.next_question(known(uow, noy)):
            asked.append(question)
            people.answer_about(uow, known(uow, noy), question, "")
        assert asked == ["sex", "youth", "ethnic"]
        people.answer_about(uow, known(uow, noy), "sex", "woman")
        assert (known(uow, noy).sex, known(uow, noy).asked) == ("woman", "ethnic,sex,youth")
        with pytest.raises(Refused):
            people.answer_about(uow, known(uow, noy), "sex", "king")
        with pytest.raises(Refused):
            people.answer_about(uow, known(uow, noy), "salary", "1")


def test_only_configured_accounts_become_administrators(database: Database) -> None:
    with database.begin() as uow:
        noy, bo = newcomer(uow), newcomer(uow, AccountId(1002))
        for person, account in ((noy, NOY), (bo, AccountId(1002))):
            people.welcome(uow, person, account, admins=frozenset({NOY}), now=NOW)
        assert known(uow, noy).roles == {Role.ADMIN, Role.STAFF}
        assert known(uow, bo).roles == frozenset()


def test_a_role_is_decided_once_and_by_an_administrator(database: Database) -> None:
    with database.begin() as uow:
        mali, kham = newcomer(uow), newcomer(uow, AccountId(1002))
        people.grant_admin(uow, mali, now=NOW)
        uow.people.put_role(kham, Role.EXPERT, "waiting", now=NOW)
        with pytest.raises(Refused):
            people.decide_role(uow, kham, Role.EXPERT, by=known(uow, kham), confirm=True, now=NOW)
        assert people.decide_role(uow, kham, Role.EXPERT, by=known(uow, mali), confirm=True, now=NOW)
        assert not people.decide_role(uow, kham, Role.EXPERT, by=known(uow, mali), confirm=False, now=NOW)
        assert known(uow, kham).roles == {Role.EXPERT}
