"""Who was written down and then joins is one person: asked, said, undone within a day – on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.ids import AccountId, PersonId
from bot.domain.people import Person, Role
from bot.domain.plans import Part
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services import invites
from bot.services.groups import groups, joining, members, merging
from bot.services.plans import actions, agreements, drafts
from bot.store.database import Database
from tests.planning import NOW, Village, settle, step, told

DAY = timedelta(days=1)


def twice(village: Village) -> PersonId:
    """Kham was written down, agreed by mouth, owns work; then Bo, who is Kham, joins by a link."""
    uow = village.uow
    kham = members.enter(uow, village.group, "Kham", by=village.noy, now=NOW)
    members.say_sex(uow, village.group, kham, "woman", by=village.noy)
    line = actions.add(uow, village.plan, "Dig", by=village.noy, now=NOW)
    actions.own(uow, line, kham, by=village.noy, now=NOW)
    drafts.answer(uow, village.plan, step("problem"), Part("text", "dry"), by=village.noy, now=NOW)
    plan = village.now()
    agreements.tell_for(uow, plan, kham, agrees=True, by=village.noy, revision=plan.revision, now=NOW)
    code = invites.for_group(uow, village.group, by=village.noy, now=NOW)
    invites.accept(uow, code, by=village.bo, now=NOW)
    return kham


def state(village: Village) -> tuple[list[str], list[str], int]:
    """Who is in the group, who owns work, how many agree."""
    uow, plan = village.uow, village.now()
    owners = [uow.people.name(one.owner) for one in uow.actions.of_plan(plan.id)]
    return sorted(one.name for one in uow.groups.members(village.group)), owners, agreements.tally(uow, plan).agree


def test_who_joins_is_asked_and_the_leader_makes_them_one(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = twice(village)
        assert ("written_down", village.bo.id) in told(uow)
        merging.ask(uow, village.group, kham, by=village.bo, now=NOW)
        merging.ask(uow, village.group, kham, by=village.bo, now=NOW)  # the same tap twice
        assert told(uow).count(("same_asked", village.noy.id)) == 1
        assert state(village) == (["Bo", "Kham", "Noy", "Seng"], ["Kham"], 1)
        number = merging.merge(uow, village.group, village.bo.id, kham, by=village.noy, now=NOW)
        assert state(village) == (["Bo", "Noy", "Seng"], ["Bo"], 1)
        found = uow.people.get(village.bo.id)
        assert found is not None
        assert found.sex == "woman"
        assert ("same_decided", village.bo.id) in told(uow)
        assert "Kham" not in [name for _, name in uow.people.names()]
        with pytest.raises(Missing):
            merging.merge(uow, village.group, village.bo.id, kham, by=village.noy, now=NOW)
        merging.undo(uow, number, by=village.noy, now=NOW + DAY - timedelta(seconds=1))
        assert state(village) == (["Bo", "Kham", "Noy", "Seng"], ["Kham"], 1)
        with pytest.raises(Stale):
            merging.undo(uow, number, by=village.noy, now=NOW)


def test_let_in_by_the_leader_somebody_is_asked_as_well(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        members.enter(uow, village.group, "Kham", by=village.noy, now=NOW)
        joining.ask(uow, village.group, by=village.bo, now=NOW)
        assert ("written_down", village.bo.id) not in told(uow)
        joining.answer(uow, village.group, village.bo.id, True, by=village.noy, now=NOW)
        assert ("written_down", village.bo.id) in told(uow)


def test_a_group_in_which_everybody_has_a_phone_asks_nobody(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        groups.join(uow, village.group, village.bo.id, now=NOW)
        assert told(uow) == [("member_joined", village.noy.id)]


def test_only_the_leader_and_staff_and_only_within_a_day(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = twice(village)
        for somebody in (village.seng, village.bo):
            with pytest.raises(Forbidden):
                merging.merge(uow, village.group, village.bo.id, kham, by=somebody, now=NOW)
        number = merging.merge(uow, village.group, village.bo.id, kham, by=village.mali, now=NOW)
        with pytest.raises(Forbidden):
            merging.undo(uow, number, by=village.bo, now=NOW)
        with pytest.raises(Stale):
            merging.undo(uow, number, by=village.noy, now=NOW + DAY)
        assert uow.merges.forget(before=NOW) == 0
        assert uow.merges.forget(before=NOW + timedelta(seconds=1)) == 1
        assert uow.people.get(kham) is None
        assert state(village) == (["Bo", "Noy", "Seng"], ["Bo"], 1)


def test_nobody_with_a_phone_or_a_role_or_from_elsewhere_disappears_into_another(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham, outside = twice(village), uow.people.add(now=NOW, name="Out", language="")
        for gone in (village.seng.id, village.noy.id, village.mali.id, outside, PersonId(99), village.bo.id):
            with pytest.raises(Refused):
                merging.merge(uow, village.group, village.bo.id, gone, by=village.noy, now=NOW)
        with pytest.raises(Refused):
            merging.merge(uow, village.group, outside, kham, by=village.noy, now=NOW)
        uow.people.put_role(kham, Role.EXPERT, "confirmed", now=NOW)
        with pytest.raises(Refused):
            merging.merge(uow, village.group, village.bo.id, kham, by=village.mali, now=NOW)


def test_an_entry_in_two_groups_is_joined_by_staff(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = twice(village)
        place = uow.groups.village("1704", "Darkhied", state="known")
        other = uow.groups.add(now=NOW, name="B", village_id=place, state="active", zone="Asia/Vientiane")
        uow.groups.join(other, kham, leader=False, now=NOW)
        with pytest.raises(Refused, match="another group"):
            merging.merge(uow, village.group, village.bo.id, kham, by=village.noy, now=NOW)
        merging.merge(uow, village.group, village.bo.id, kham, by=village.mali, now=NOW)
        assert uow.groups.membership(other, village.bo.id) is not None


def test_a_shared_phone_and_a_link_for_the_entry_open_nothing_of_the_one(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = twice(village)
        members.share_phone(uow, AccountId(1002), kham, by=village.seng, now=NOW)
        code = invites.for_person(uow, kham, by=village.noy, now=NOW)
        number = merging.merge(uow, village.group, village.bo.id, kham, by=village.noy, now=NOW)
        assert [one.name for one in uow.people.speakers(AccountId(1002))] == ["Seng"]
        found = uow.groups.invite(code)
        assert found is not None
        assert found.revoked
        assert _phone(uow.people.account_of(village.bo.id)) == 1003
        merging.undo(uow, number, by=village.noy, now=NOW)
        assert [one.name for one in uow.people.speakers(AccountId(1002))] == ["Seng", "Kham"]


def _phone(account: AccountId | None) -> int:
    return int(account or 0)


def test_a_no_is_told_and_changes_nothing(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        kham = twice(village)
        merging.refuse(uow, village.group, village.bo.id, kham, by=village.noy, now=NOW)
        assert ("same_decided", village.bo.id) in told(uow)
        assert merging.undoable(uow, village.bo.id, now=NOW) is None
        assert state(village) == (["Bo", "Kham", "Noy", "Seng"], ["Kham"], 1)


def test_one_voice_stays_one(database: Database) -> None:
    """Both agreed: it counts once, as what they said themselves."""
    with database.begin() as uow:
        village = settle(uow)
        kham = twice(village)
        plan, bo = village.now(), _again(village, village.bo)
        agreements.give(uow, plan, by=bo, agrees=True, revision=plan.revision, now=NOW)
        merging.merge(uow, village.group, village.bo.id, kham, by=village.noy, now=NOW)
        found = agreements.tally(uow, plan)
        assert (found.agree, found.told, found.of) == (1, 0, 3)


def _again(village: Village, person: Person) -> Person:
    found = village.uow.people.get(person.id)
    assert found is not None
    return found
