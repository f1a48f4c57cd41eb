"""Joining, leaving, leading, proposing and linking – on every database, each refusal beside its success."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.domain.ids import AccountId, ChatId, GroupId, VillageId
from bot.domain.people import Person, Role
from bot.domain.refused import Refused
from bot.services.groups import chats, groups
from bot.store.database import Database, UnitOfWork

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ZONE = "Asia/Vientiane"


@dataclass
class Village:
    """Noy leads a group with Seng in it; Bo is a stranger to it, Mali is staff."""

    uow: UnitOfWork
    noy: Person
    seng: Person
    bo: Person
    mali: Person
    group: GroupId
    village: VillageId

    def inside(self) -> dict[str, bool]:
        return {member.name: member.leader for member in self.uow.groups.members(self.group)}


def person(uow: UnitOfWork, number: int, name: str, *roles: Role) -> Person:
    uow.people.account(AccountId(number), now=NOW)
    new = uow.people.add(now=NOW, name=name, language="en", listens=False, consented_at=NOW)
    uow.people.speak_as(AccountId(number), new)
    for role in roles:
        uow.people.put_role(new, role, "confirmed", now=NOW)
    found = uow.people.get(new)
    assert found is not None
    return found


def settle(uow: UnitOfWork) -> Village:
    noy, seng, bo = (person(uow, 1001 + n, name) for n, name in enumerate(("Noy", "Seng", "Bo")))
    mali = person(uow, 1004, "Mali", Role.STAFF)
    village = uow.groups.village("1704", "ດັກຂຽດ", state="known")
    group = uow.groups.add(now=NOW, name="ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ", village_id=village, state="active", zone=ZONE)
    uow.groups.join(group, noy.id, leader=True, now=NOW)
    uow.groups.join(group, seng.id, leader=False, now=NOW)
    return Village(uow, noy, seng, bo, mali, group, village)


def told(uow: UnitOfWork) -> list[tuple[str, int]]:
    """Which notices wait for which account."""
    return [(row.notice, row.chat) for row in uow.outbox.due(now=NOW, limit=50)]


def test_who_joins_is_told_to_the_leader_once(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        assert groups.join(uow, here.group, here.bo.id, now=NOW)
        assert not groups.join(uow, here.group, here.bo.id, now=NOW)
        assert here.inside() == {"Noy": True, "Seng": False, "Bo": False}
        assert told(uow) == [("member_joined", 1001)]


def test_a_group_that_is_not_open_takes_nobody(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        uow.groups.change(here.group, state="proposed")
        with pytest.raises(Refused):
            groups.join(uow, here.group, here.bo.id, now=NOW)
        with pytest.raises(Refused):
            groups.join(uow, GroupId(99), here.bo.id, now=NOW)


def test_only_leader_and_staff_take_out_and_never_the_leader(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        for somebody in (here.seng, here.bo):
            with pytest.raises(Refused):
                groups.take_out(uow, here.group, here.seng.id, by=somebody, now=NOW)
        with pytest.raises(Refused):
            groups.take_out(uow, here.group, here.noy.id, by=here.mali, now=NOW)
        assert groups.take_out(uow, here.group, here.seng.id, by=here.noy, now=NOW)
        assert not groups.take_out(uow, here.group, here.seng.id, by=here.noy, now=NOW)
        assert told(uow) == [("taken_out", 1002)]
        assert groups.join(uow, here.group, here.seng.id, now=NOW)


def test_a_leader_hands_over_before_leaving(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        with pytest.raises(Refused):
            groups.leave(uow, here.group, by=here.noy, now=NOW)
        with pytest.raises(Refused):
            groups.hand_over(uow, here.group, here.bo.id, by=here.noy, now=NOW)
        groups.hand_over(uow, here.group, here.seng.id, by=here.noy, now=NOW)
        assert here.inside() == {"Seng": True, "Noy": False}
        groups.leave(uow, here.group, by=here.noy, now=NOW)
        groups.leave(uow, here.group, by=here.seng, now=NOW)
        assert here.inside() == {}


def test_a_village_is_found_in_any_spelling_and_a_new_one_waits_for_staff(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        assert groups.village(uow, "1704", " ບ້ານ ດັກຂຽດ ") == here.village
        new = groups.village(uow, "1704", "ບ້ານໂພນສະຫວັນ")
        assert uow.groups.village_named(new) == ("1704", "ໂພນສະຫວັນ")
        assert [village.name for village in uow.groups.villages("1704")] == ["ດັກຂຽດ"]
        for empty in ("", " ບ້ານ ", "/menu"):
            with pytest.raises(Refused):
                groups.village(uow, "1704", empty)


def test_one_village_stays_one_in_all_its_spellings(database: Database) -> None:
    with database.begin() as uow:
        settle(uow)
        new = groups.village(uow, "1704", "ດອນໃໝ່")
        for typed in ("ດອນ ໃໝ່", "ດອນໃຫມ່", "ບ. ດອນໃໝ່", "ບ.ດອນໃໝ່", "ບ້ານ ດອນ ໃໝ່"):
            assert groups.known_village(uow, "1704", typed) == groups.village(uow, "1704", typed) == new
        assert groups.known_village(uow, "1705", "ດອນໃໝ່") is None
        assert groups.known_village(uow, "1704", "Ban Don Mai") is None
        assert groups.villages_like(uow, "1704", "Ban Don Mai") == []  # staff have not seen it yet: nobody is shown it
        uow.groups.village("1704", "ດອນໄຊ", state="known")
        assert [name for _, name in groups.villages_like(uow, "1704", "ບ້ານ Don Xay")] == ["ດອນໄຊ"]


def test_a_group_is_in_the_list_in_every_spelling(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        name = uow.groups.get(here.group)
        assert name
        spaced = f" {name.name[:3]} {name.name[3:]}"
        with pytest.raises(Refused, match="in the list already"):
            groups.propose(uow, here.village, spaced, by=here.bo, zone=ZONE, now=NOW)


def test_lists_stand_in_the_order_of_a_dictionary(database: Database) -> None:
    typed = ["ໃໝ່", "ໂພນສະຫວັນ", "ໜອງບົວ", "ແກ້ງຫຼວງ", "ກຸດ", "ສີສຸກ", "ຈຳປາ", "ຊຽງ", "Alak"]
    order = ["Alak", "ກຸດ", "ແກ້ງຫຼວງ", "ຈຳປາ", "ສີສຸກ", "ຊຽງ", "ໂພນສະຫວັນ", "ໜອງບົວ", "ໃໝ່"]
    with database.begin() as uow:
        village, *_ = (uow.groups.village("1701", name, state="known") for name in typed)
        assert [one.name for one in uow.groups.villages("1701")] == order
        for name in typed:
            uow.groups.add(now=NOW, name=name, village_id=village, project="", state="active", zone=ZONE)
            person = uow.people.add(now=NOW, name=name, language="lo", listens=False, consented_at=NOW)
            uow.people.put_role(person, Role.EXPERT, "confirmed", now=NOW)
        assert [one.name for one in uow.groups.in_village(village)] == order
        assert [one.name for one in uow.groups.all_in_state("active") if one.district == "1701"] == order
        assert [one.name for one in uow.people.with_role(Role.EXPERT)] == order
        assert [name for _, name in uow.people.names()] == order


def test_a_proposal_goes_to_staff_and_is_decided_once(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        village = groups.village(uow, "1704", "ໂພນສະຫວັນ")
        new = groups.propose(uow, village, "ກຸ່ມລ້ຽງເປັດ", by=here.bo, zone=ZONE, now=NOW)
        with pytest.raises(Refused, match="waiting for staff"):
            groups.propose(uow, village, "ກຸ່ມອື່ນ", by=here.bo, zone=ZONE, now=NOW)
        with pytest.raises(Refused):
            groups.decide(uow, new, by=here.bo, approve=True, now=NOW)
        assert groups.decide(uow, new, by=here.mali, approve=True, now=NOW)
        assert not groups.decide(uow, new, by=here.mali, approve=False, now=NOW)
        assert told(uow) == [("group_proposed", 1004), ("group_decided", 1003)]
        assert [village.name for village in uow.groups.villages("1704")] == ["ດັກຂຽດ", "ໂພນສະຫວັນ"]
        assert groups.mine(uow, here.bo.id) == uow.groups.get(new)


def test_a_refused_proposal_leaves_nobody_behind(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        new = groups.propose(uow, here.village, "ກຸ່ມລ້ຽງເປັດ", by=here.bo, zone=ZONE, now=NOW)
        assert groups.decide(uow, new, by=here.mali, approve=False, now=NOW)
        assert groups.mine(uow, here.bo.id) is None
        assert groups.propose(uow, here.village, "ກຸ່ມລ້ຽງໄກ່", by=here.bo, zone=ZONE, now=NOW) != new


def test_a_group_of_the_same_name_is_not_proposed_again(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        with pytest.raises(Refused, match="in the list already"):
            groups.propose(uow, here.village, "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ", by=here.bo, zone=ZONE, now=NOW)


def test_a_chat_belongs_to_one_group_until_the_bot_is_taken_out(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        other = uow.groups.add(now=NOW, name="ກຸ່ມອື່ນ", village_id=here.village, state="active", zone=ZONE)
        chat = ChatId(-500)
        with pytest.raises(Refused):
            groups.link(uow, here.group, chat, by=here.seng, now=NOW)
        assert groups.link(uow, here.group, chat, by=here.noy, now=NOW).id == here.group
        with pytest.raises(Refused, match="belongs to the group"):
            groups.link(uow, other, chat, by=here.mali, now=NOW)
        chats.ended(uow, chat, now=NOW)
        groups.link(uow, other, chat, by=here.mali, now=NOW)
        found = uow.groups.of_chat(chat)
        assert found is not None
        assert (found.id, found.chat_language) == (other, "")


def test_hours_and_languages_are_set_by_the_leader_within_bounds(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        groups.set_hour(uow, here.group, 20, by=here.noy)
        groups.choose_chat_language(uow, here.group, "en", by=here.noy)
        for hour, somebody in ((5, here.noy), (21, here.noy), (8, here.seng)):
            with pytest.raises(Refused):
                groups.set_hour(uow, here.group, hour, by=somebody)
        with pytest.raises(Refused):
            groups.choose_chat_language(uow, here.group, "lo", by=here.bo)
        found = uow.groups.get(here.group)
        assert found is not None
        assert (found.hour, found.chat_language) == (20, "en")
