"""A round for chosen projects and districts: only groups of those begin a plan in it, are told and are counted."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

from bot.domain.audiences import Audience, Condition, Kind
from bot.domain.groups import Group
from bot.domain.ids import GroupId, RoundId
from bot.domain.people import Person
from bot.domain.plans import Round
from bot.services.contests import contests
from bot.services.groups import progress
from bot.services.plans import drafts
from bot.services.reminders import last_days
from bot.services.rounds import whom
from bot.store.conditions import Day
from bot.store.database import Database, UnitOfWork
from tests import planning
from tests.planning import DEADLINE, LIBRARY, NOW, Village, person

TODAY = NOW.date()


def other(uow: UnitOfWork, project: str, district: str, number: int) -> tuple[Person, GroupId]:
    """A group somewhere else, with its leader."""
    leader = person(uow, 2000 + number, f"Leader {number}")
    village = uow.groups.village(district, f"Village {number}", state="known")
    values = {"village_id": village, "project": project, "state": "active", "zone": "Asia/Vientiane"}
    group = uow.groups.add(now=NOW, name=f"Group {number}", **values)
    uow.groups.join(group, leader.id, leader=True, now=NOW)
    return leader, group


def chosen(village: Village, **of: list[str]) -> RoundId:
    round_id = village.now().round
    for kind, names in of.items():
        whom.set_for(village.uow, round_id, kind, names, by=village.mali, now=NOW)
    return round_id


def test_the_database_and_the_program_mean_the_same_groups(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        places = [("RLIP", "1701"), ("RLIP 2", "1702"), ("50%_A", "1701"), ("", "1703")]
        for number, (project, district) in enumerate(places):
            other(uow, project, district, number)
        everything = uow.groups.all_in_state("active")
        for projects, districts in product(([], ["RLIP"], ["RLIP", "50%_A"], ["x"]), ([], ["1701"], ["1702", "1704"])):
            round_id = chosen(village, projects=projects, districts=districts)
            found = uow.rounds.get(round_id)
            assert isinstance(found, Round)
            mine = {one.id for one in everything if found.is_for(one.project, one.district)}
            assert uow.rounds.concerned(round_id)[1] == len(mine)
            unplanned = Audience((Condition(Kind.UNPLANNED, str(round_id)),))
            size = uow.audiences.size(unplanned, Day(NOW, TODAY))
            begun = {plan.group for plan in uow.plans.of_round(round_id)}
            assert size.groups == len(mine - begun)


def test_only_its_groups_begin_are_told_and_are_reminded(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        la, far = other(uow, "SSSJ", "1801", 1)
        noi, near = other(uow, "RLIP", "1704", 2)
        round_id = chosen(village, projects=["RLIP"])
        contests.begin(uow, round_id, by=village.mali, now=NOW)
        contests.tell_phase(uow, round_id, "drafting", after_id=0, now=NOW)
        told = {who for name, who in planning.told(uow) if name == "phase_begun"}
        assert noi.id in told
        assert la.id not in told
        assert uow.rounds.concerned(round_id) == (3, 2)
        assert drafts.begin(uow, far, by=la, now=NOW) is None
        assert progress.standing(uow, LIBRARY, far, now=NOW).round is None
        assert drafts.begin(uow, near, by=noi, now=NOW) is not None
        while last_days.send_due(uow, LIBRARY, now=DEADLINE - timedelta(hours=20)):
            pass
        reminded = {who for name, who in planning.told(uow) if name == "last_day"}
        assert reminded == {noi.id, village.noy.id}


def test_a_group_writes_for_the_newest_round_that_is_for_it(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        la, far = other(uow, "SSSJ", "1801", 1)
        newer = {"state": "open", "form_version": LIBRARY.form.version, "projects": ["SSSJ"]}
        second = uow.rounds.add(name={"en": "B"}, opens_at=NOW + timedelta(hours=1), deadline=DEADLINE, **newer)
        now = NOW + timedelta(days=1)
        plan = drafts.begin(uow, far, by=la, now=now)
        assert plan is not None
        assert uow.plans.get(plan).round == second  # type: ignore[union-attr]
        group = uow.groups.get(village.group)
        assert isinstance(group, Group)
        assert uow.rounds.open_now(group, now=now).id == village.now().round  # type: ignore[union-attr]


def test_who_has_begun_keeps_the_plan_and_who_is_new_hears_of_it_once(database: Database) -> None:
    with database.begin() as uow:
        village = planning.settle(uow)
        village.fill()
        la, _ = other(uow, "SSSJ", "1801", 1)
        round_id = chosen(village, projects=["SSSJ"])
        assert village.group in uow.rounds.groups(round_id)
        contests.begin(uow, round_id, by=village.mali, now=NOW)
        chosen(village, projects=[])
        for _ in range(3):
            contests.tell_phase(uow, round_id, "drafting", after_id=0, now=NOW)
        assert [who for name, who in planning.told(uow) if name == "phase_begun"].count(la.id) == 1
        village.now()
        assert drafts.open_to_write(uow, village.plan, by=village.noy).id == village.plan
