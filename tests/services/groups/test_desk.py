"""Staff open groups, change what is written of them, move members, write to them and act for them; the log says so."""

from __future__ import annotations

from datetime import time

import pytest

from bot.domain.refused import Forbidden, Refused, Stale
from bot.services.groups import desk
from bot.store.database import Database
from tests.planning import LIBRARY, NOW, settle
from tests.services.groups.test_directory import made


def test_a_group_is_open_at_once_in_a_village_that_is_known_from_now_on(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        village = desk.village(uow, "1704", "ບ້ານ ໃໝ່", by=here.mali)
        assert desk.village(uow, "1704", "ບ.ໃໝ່", by=here.mali) == village
        hours = LIBRARY.reminders
        group = desk.create(uow, village, " Goats ", by=here.mali, zone="Asia/Vientiane", hours=hours, now=NOW)
        found = uow.groups.get(group)
        assert found is not None
        assert (found.name, found.village, found.state) == ("Goats", "ໃໝ່", "active")
        assert (found.at, found.later) == (time(8), time(17, 30))
        with pytest.raises(Refused, match="already"):
            desk.create(uow, village, "goats", by=here.mali, zone="", hours=hours, now=NOW)
        with pytest.raises(Forbidden):
            desk.create(uow, village, "Cows", by=here.noy, zone="", hours=hours, now=NOW)


def test_what_is_written_of_a_group_is_changed_and_the_log_keeps_what_it_was(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        made(uow, "Fish", "Darkhied")
        for field, value in (("name", "ASPARAGUS"), ("village", "ບ້ານໃໝ່"), ("project", "SSSJ"), ("project", "")):
            desk.change(uow, here.group, field, value, by=here.mali, now=NOW)
        found = uow.groups.get(here.group)
        assert found is not None
        assert (found.name, found.village, found.project) == ("ASPARAGUS", "ໃໝ່", "")
        noted = [(one.verb, one.subject) for one in uow.audit.log() if one.verb.startswith("changed the")]
        assert noted == [
            ("changed the name of", f"group {here.group}: Asparagus → ASPARAGUS"),
            ("changed the village of", f"group {here.group}: Darkhied → ໃໝ່"),
            ("changed the project of", f"group {here.group}: RLIP → SSSJ"),
            ("changed the project of", f"group {here.group}: SSSJ → "),
        ]
        desk.change(uow, here.group, "village", "Darkhied", by=here.mali, now=NOW)
        with pytest.raises(Refused, match="already"):
            desk.change(uow, here.group, "name", "fish", by=here.mali, now=NOW)
        with pytest.raises(Stale):
            desk.change(uow, here.group, "state", "refused", by=here.mali, now=NOW)
        with pytest.raises(Forbidden):
            desk.change(uow, here.group, "name", "Mine", by=here.noy, now=NOW)


def test_a_member_moves_and_the_only_leader_of_others_does_not(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        other = made(uow, "Fish")
        with pytest.raises(Refused, match="leads"):
            desk.move_member(uow, here.group, here.noy.id, other, by=here.mali, now=NOW)
        assert desk.move_member(uow, here.group, here.seng.id, other, by=here.mali, now=NOW)
        assert [one.name for one in uow.groups.members(other)] == ["Seng"]
        assert desk.move_member(uow, here.group, here.noy.id, other, by=here.mali, now=NOW)
        assert uow.groups.members(here.group) == []
        assert not desk.move_member(uow, other, here.noy.id, other, by=here.mali, now=NOW)
        with pytest.raises(Forbidden):
            desk.move_member(uow, other, here.seng.id, here.group, by=here.noy, now=NOW)


def test_staff_write_to_everybody_whom_a_message_reaches(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        assert desk.write_to(uow, here.group, "Come on Friday", by=here.mali, now=NOW) == 2
        with pytest.raises(Refused, match="longer"):
            desk.write_to(uow, here.group, "x" * 1_001, by=here.mali, now=NOW)
        with pytest.raises(Refused, match="No message"):
            desk.write_to(uow, made(uow, "Fish"), "x", by=here.mali, now=NOW)
        with pytest.raises(Forbidden):
            desk.write_to(uow, here.group, "x", by=here.noy, now=NOW)


def test_the_log_says_for_whom_staff_act(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        desk.act(uow, here.group, by=here.mali, now=NOW)
        assert uow.audit.log()[-1][:3] == (here.mali.id, "acts for", f"group {here.group}")
        with pytest.raises(Forbidden):
            desk.act(uow, here.group, by=here.noy, now=NOW)
