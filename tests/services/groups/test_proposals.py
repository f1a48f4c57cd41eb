"""An answer within days is promised to whoever proposes a group: staff are told again while there is none."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import AccountId, PersonId
from bot.services.groups import groups, proposals
from bot.services.groups.groups import ANSWERED_WITHIN
from bot.store.database import Database, UnitOfWork
from tests.planning import settle
from tests.story import BEGINNING as NOW


def phone_of(uow: UnitOfWork, person: PersonId) -> None:
    uow.people.account(AccountId(77), now=NOW)
    uow.people.speak_as(AccountId(77), person)


def told(uow: UnitOfWork, days: float) -> int:
    return proposals.remind(uow, now=NOW + timedelta(days=days))


def test_staff_are_told_again_before_the_answer_is_due_and_on_that_day(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        phone_of(uow, here.mali.id)
        village = uow.groups.village("1704", "ໂພນສະຫວັນ", state="known")
        new = groups.propose(uow, village, "ກຸ່ມລ້ຽງເປັດ", by=here.bo, zone="Asia/Vientiane", now=NOW)
        assert proposals.next_at(uow, now=NOW) == NOW + timedelta(days=ANSWERED_WITHIN - 1)
        assert [told(uow, day) for day in (1, 2, 2.5, 3, 4)] == [0, 1, 0, 1, 0]
        assert proposals.next_at(uow, now=NOW + timedelta(days=ANSWERED_WITHIN)) is None
        groups.decide(uow, new, by=here.mali, approve=True, now=NOW)
        assert uow.groups.proposals() == []


def test_after_a_long_outage_it_is_said_once(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        phone_of(uow, here.mali.id)
        village = uow.groups.village("1704", "ໂພນສະຫວັນ", state="known")
        groups.propose(uow, village, "ກຸ່ມລ້ຽງເປັດ", by=here.bo, zone="Asia/Vientiane", now=NOW)
        assert [told(uow, day) for day in (9, 10)] == [1, 0]
