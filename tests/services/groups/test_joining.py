"""Coming into a group without a link waits for a leader's yes; who was taken out is invited anew; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.groups import MemberState
from bot.domain.ids import PersonId
from bot.domain.refused import Refused
from bot.services import invites
from bot.services.groups import groups, joining
from bot.store.database import Database, UnitOfWork
from tests.services.groups.test_groups import NOW, person, settle

DAY = timedelta(days=1)


def asked(uow: UnitOfWork) -> list[int]:
    """Whose phones were told of somebody who asks."""
    return [row.chat for row in uow.outbox.due(now=NOW + 30 * DAY, limit=50) if row.notice == "join_asked"]


def state(uow: UnitOfWork, group: int, member: PersonId) -> MemberState | None:
    return uow.joinings.state(group, member)  # type: ignore[arg-type]


def test_who_asks_sees_nothing_until_the_leader_says_yes(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        assert joining.ask(uow, here.group, by=here.bo, now=NOW)
        assert not joining.ask(uow, here.group, by=here.bo, now=NOW)  # the same tap twice
        assert asked(uow) == [1001]
        assert not groups.sees(uow, here.group, by=here.bo)
        assert here.inside() == {"Noy": True, "Seng": False}
        assert uow.groups.of_person(here.bo.id) == []
        found = joining.waiting(uow, here.bo.id)
        assert found is not None
        assert found.id == here.group
        for stranger in (here.bo, here.seng):
            with pytest.raises(Refused):
                joining.answer(uow, here.group, here.bo.id, True, by=stranger, now=NOW)
        assert joining.answer(uow, here.group, here.bo.id, True, by=here.noy, now=NOW)
        assert not joining.answer(uow, here.group, here.bo.id, False, by=here.mali, now=NOW)  # decided once
        assert here.inside() == {"Noy": True, "Seng": False, "Bo": False}
        assert joining.waiting(uow, here.bo.id) is None


def test_the_leader_is_reminded_once_then_staff_are_asked(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        joining.ask(uow, here.group, by=here.bo, now=NOW)
        assert uow.joinings.next_at() == NOW + 2 * DAY
        assert joining.follow(uow, now=NOW + 2 * DAY - timedelta(seconds=1)) == 0
        assert joining.follow(uow, now=NOW + 2 * DAY) == 1
        assert joining.follow(uow, now=NOW + 2 * DAY) == 0
        assert asked(uow) == [1001, 1001]
        assert joining.follow(uow, now=NOW + 5 * DAY) == 1
        assert asked(uow) == [1001, 1001, 1004]
        assert uow.joinings.next_at() is None
        assert joining.follow(uow, now=NOW + 50 * DAY) == 0
        assert joining.answer(uow, here.group, here.bo.id, True, by=here.mali, now=NOW)


def test_nobody_is_reminded_of_who_was_answered(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        joining.ask(uow, here.group, by=here.bo, now=NOW)
        joining.answer(uow, here.group, here.bo.id, True, by=here.noy, now=NOW)
        assert uow.joinings.next_at() is None
        assert joining.follow(uow, now=NOW + 9 * DAY) == 0


def test_staff_are_asked_at_once_where_no_leader_can_be_reached(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        uow.people.leave(here.noy.id)
        joining.ask(uow, here.group, by=here.bo, now=NOW)
        assert asked(uow) == [1004]


def test_who_asks_elsewhere_waits_there_alone(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        other = uow.groups.add(now=NOW, name="B", village_id=here.village, state="active", zone="Asia/Vientiane")
        joining.ask(uow, here.group, by=here.bo, now=NOW)
        joining.ask(uow, other, by=here.bo, now=NOW)
        assert (state(uow, here.group, here.bo.id), state(uow, other, here.bo.id)) == ("left", "asked")
        assert not joining.answer(uow, here.group, here.bo.id, True, by=here.noy, now=NOW)


def test_a_no_is_a_no_to_this_asking(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        joining.ask(uow, here.group, by=here.bo, now=NOW)
        joining.answer(uow, here.group, here.bo.id, False, by=here.noy, now=NOW + timedelta(hours=1))
        assert state(uow, here.group, here.bo.id) == "refused"
        with pytest.raises(Refused, match="ask again tomorrow"):
            joining.ask(uow, here.group, by=here.bo, now=NOW + timedelta(hours=23))
        assert joining.ask(uow, here.group, by=here.bo, now=NOW + DAY)  # and the leader is asked again
        assert asked(uow) == [1001, 1001]
        joining.answer(uow, here.group, here.bo.id, False, by=here.noy, now=NOW + DAY)
        code = invites.for_group(uow, here.group, by=here.noy, now=NOW + DAY)
        invites.accept(uow, code, by=here.bo, now=NOW + DAY)
        assert "Bo" in here.inside()


def test_who_was_taken_out_needs_a_new_invitation(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        before = invites.for_group(uow, here.group, by=here.noy, now=NOW)
        groups.join(uow, here.group, here.bo.id, now=NOW)
        groups.take_out(uow, here.group, here.bo.id, by=here.noy, now=NOW)
        after = invites.for_group(uow, here.group, by=here.noy, now=NOW)
        for code in (before, after):
            with pytest.raises(Refused, match="new invitation"):
                invites.accept(uow, code, by=here.bo, now=NOW)
        with pytest.raises(Refused, match="new invitation"):
            joining.ask(uow, here.group, by=here.bo, now=NOW)
        with pytest.raises(Refused):
            invites.invite_again(uow, here.group, here.bo.id, by=here.seng, now=NOW)
        invites.invite_again(uow, here.group, here.bo.id, by=here.noy, now=NOW)
        invites.invite_again(uow, here.group, here.bo.id, by=here.noy, now=NOW)  # the same tap twice: one link
        (code,) = [one.code for one in uow.groups.open_invites(now=NOW) if one.person == here.bo.id]
        with pytest.raises(Refused):
            invites.accept(uow, code, by=person(uow, 1009, "Thief"), now=NOW)
        invites.accept(uow, code, by=here.bo, now=NOW)
        assert "Bo" in here.inside()
        with pytest.raises(Refused):
            invites.accept(uow, code, by=here.bo, now=NOW)


def test_who_left_comes_back_with_a_link(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        code = invites.for_group(uow, here.group, by=here.noy, now=NOW)
        groups.leave(uow, here.group, by=here.seng, now=NOW)
        invites.accept(uow, code, by=here.seng, now=NOW)
        assert "Seng" in here.inside()


def test_a_leader_switches_her_link_to_ask_me(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        code = invites.for_group(uow, here.group, by=here.noy, now=NOW)
        with pytest.raises(Refused):
            invites.let_ask(uow, code, True, by=here.seng, now=NOW)
        invites.let_ask(uow, code, True, by=here.noy, now=NOW)
        invites.accept(uow, code, by=here.bo, now=NOW)
        assert "Bo" not in here.inside()
        assert state(uow, here.group, here.bo.id) == "asked"
        invites.let_ask(uow, code, False, by=here.noy, now=NOW)
        invites.accept(uow, code, by=here.bo, now=NOW)
        assert "Bo" in here.inside()
