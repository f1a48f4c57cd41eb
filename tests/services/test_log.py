"""The log is read by person, group and day, paged from the newest; staff have their own lines, administrators all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.refused import Forbidden
from bot.domain.zones import zone_of
from bot.services import log
from bot.services.log import PAGE, Wanted
from bot.store.database import Database
from tests.planning import NOW, settle
from tests.services.test_stops import administrator

ZONE = zone_of("Asia/Vientiane")


def test_it_is_read_from_the_newest_a_page_at_a_time(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        mali = administrator(here)
        for number in range(2 * PAGE + 1):
            uow.audit.note(mali.id, f"deed {number}", "", now=NOW)
        read, before = [], 0
        while True:
            page = log.read(uow, Wanted(person=mali.id), before, zone=ZONE, by=mali)
            read += [line.noted.verb for line in page.lines]
            if not (before := page.older):
                break
            uow.audit.note(mali.id, "meanwhile", "", now=NOW)  # moves nothing of what was read
        assert read == [f"deed {number}" for number in reversed(range(2 * PAGE + 1))]


def test_a_line_is_found_by_whoever_did_it_by_its_group_and_by_its_day(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        mali = administrator(here)
        uow.audit.note(mali.id, "passed", f"plan {here.plan}", now=NOW)
        uow.audit.note(here.noy.id, "left", f"person {here.noy.id} of group {here.group}", now=NOW)
        uow.audit.note(None, "was away", "", now=NOW + timedelta(days=1), before="x", after="y")

        def verbs(wanted: Wanted) -> list[str]:
            return [line.noted.verb for line in log.read(uow, wanted, 0, zone=ZONE, by=mali).lines][:3]

        assert verbs(Wanted(group=here.group))[:2] == ["left", "passed"]
        assert verbs(Wanted(person=here.noy.id)) == ["left"]
        assert verbs(Wanted(day=date(2026, 11, 24))) == ["was away"]
        assert verbs(Wanted(person=here.noy.id, day=date(2026, 11, 24))) == []
        (line, *_) = log.read(uow, Wanted(), 0, zone=ZONE, by=mali).lines
        assert (line.who, line.noted.before, line.noted.after) == (None, "x", "y")


def test_staff_read_what_they_did_and_nothing_else(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        uow.audit.note(here.mali.id, "passed", f"plan {here.plan}", now=NOW)
        own = Wanted(person=here.mali.id)
        assert [line.who for line in log.read(uow, own, 0, zone=ZONE, by=here.mali).lines] == ["Mali"]
        for wanted in (Wanted(), Wanted(group=here.group), replace(own, person=here.noy.id)):
            with pytest.raises(Forbidden):
                log.read(uow, wanted, 0, zone=ZONE, by=here.mali)
        assert log.called(uow, "Noy", by=here.mali).people == ()
        assert log.called(uow, "aspa", by=here.mali).groups == ((here.group, "Asparagus"),)
        assert log.called(uow, "noy", by=administrator(here)).people == ((here.noy.id, "Noy"),)
