"""The figures, and that they are true: counted in SQL, followed to the groups, filtered, and sent every week once."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.domain.all_actions import EVERYBODY, Scope
from bot.domain.ids import ActionId
from bot.domain.incomes import Source
from bot.domain.people import Role
from bot.domain.refused import Forbidden, Stale
from bot.domain.report import Figure, People
from bot.domain.zones import zone_of
from bot.services import report
from bot.services.actions import all_actions
from bot.store.database import Database
from bot.store.tables import actions, persons, readings
from tests import databases, postgres
from tests.planning import LIBRARY, NOW, Village, carried, settle, told

ZONE, TODAY, WEEK = zone_of("Asia/Vientiane"), date(2026, 11, 23), timedelta(days=7)


def programme(here: Village) -> ActionId:
    """Noy's group in Sanxay (1704, RLIP) has a plan that passed and overdue work; Bo's in Sing (0302, NUDP) nothing."""
    uow = here.uow
    action = carried(here, due=TODAY - timedelta(days=1))
    village = uow.groups.village("0302", "Xiengkok", state="known")
    values = {"village_id": village, "project": "NUDP", "state": "active", "zone": "Asia/Vientiane"}
    other = uow.groups.add(now=NOW, name="Coffee", **values)
    uow.groups.join(other, here.bo.id, leader=True, now=NOW)
    proposed = values | {"state": "proposed"}
    uow.groups.add(now=NOW, name="Not yet", **proposed)  # counted nowhere
    run = uow.connection.execute
    run(persons.update().where(persons.c.id == here.noy.id).values(sex="woman"))
    run(persons.update().where(persons.c.id == here.seng.id).values(sex="man"))
    run(readings.insert(), {"person_id": here.noy.id, "lesson": "coffee", "card": 1, "updated_at": NOW})
    run(
        readings.insert(),
        {"person_id": here.bo.id, "lesson": "coffee", "finished_at": NOW, "updated_at": NOW, "card": 2},
    )
    run(actions.update().where(actions.c.id == action).values(cost=500_000, own=100_000))
    for kip, paid in ((40_000, "own"), (50_000, "project")):
        uow.expenses.add(action, here.noy.id, kip, now=NOW, paid=paid, words="")
    struck = uow.expenses.add(action, here.noy.id, 7, now=NOW, paid="project", words="")
    uow.expenses.change(struck, state="struck")
    plan = uow.actions.get(action)
    assert plan is not None
    for kip in (4_000, 9_000):
        got = uow.incomes.add(plan.plan, here.noy.id, kip, Source.PRIZE, now=NOW)
    uow.incomes.strike(got, here.noy.id, now=NOW)
    return action


def test_every_figure_is_what_a_farmer_would_count(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        programme(here)
        whole = report.look(uow, EVERYBODY, by=here.mali, today=TODAY)
        one = dict.fromkeys((Figure.LEARNT, Figure.BEGUN, Figure.PASSED, Figure.OVERDUE), 1)
        assert whole.groups == one | {Figure.GROUPS: 2, Figure.READ: 2, Figure.SENT: 0, Figure.DONE: 0}
        assert whole.people[Figure.GROUPS] == People(1, 1, 1)
        assert whole.people[Figure.READ] == People(1, 0, 1)  # who has read, not all their group
        assert whole.people[Figure.LEARNT] == People(0, 0, 1)
        assert whole.people[Figure.PASSED] == People(1, 1, 0)  # all members of the group
        assert whole.overdue == 1
        assert whole.kip == {
            Figure.PLANNED: 500_000,
            Figure.SPENT: 90_000,
            Figure.RECEIVED: 50_000,
            Figure.INCOME: 4_000,
        }


@pytest.mark.parametrize(
    ("scope", "groups", "kip"),
    [
        (Scope("province", "17"), 1, 500_000),
        (Scope("district", "0302"), 1, 0),
        (Scope("project", "RLIP"), 1, 500_000),
        (Scope("project", "NUDP"), 1, 0),
        (Scope("round", "1"), 1, 500_000),
        (Scope("round", "9"), 0, 0),
        (Scope("project", "'; DROP TABLE groups"), 0, 0),
    ],
)
def test_figures_of_a_part(database: Database, scope: Scope, groups: int, kip: int) -> None:
    with database.begin() as uow:
        here = settle(uow)
        programme(here)
        found = report.look(uow, scope, by=here.mali, today=TODAY)
        assert found.groups.get(Figure.GROUPS, 0) == groups
        assert found.kip.get(Figure.PLANNED, 0) == kip
        for kind in ("district", "project", "province"):
            parts = report.table(uow, kind, scope, by=here.mali, today=TODAY)
            assert sum(part.groups[Figure.GROUPS] for part in parts) == groups


def test_each_figure_leads_to_as_many_groups_as_it_counts(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        programme(here)
        whole = report.look(uow, EVERYBODY, by=here.mali, today=TODAY)
        for figure in Figure:
            found = report.behind(uow, figure, EVERYBODY, 0, by=here.mali, today=TODAY).groups
            n = whole.groups.get(figure, 1 if whole.kip.get(figure) else 0)
            assert len(found) == n, figure


def test_groups_come_a_page_at_a_time(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        village = uow.groups.village("0302", "Xiengkok", state="known")
        for number in range(2 * report.PAGE):
            uow.groups.add(now=NOW, name=f"G{number}", village_id=village, state="active", zone="Asia/Vientiane")
        seen, after = [], 0
        while True:
            page = report.behind(uow, Figure.GROUPS, EVERYBODY, after, by=here.mali, today=TODAY)
            seen += [name for _, name, _ in page.groups]
            if not (after := page.more):
                break
        assert seen == ["Asparagus", *(f"G{number}" for number in range(2 * report.PAGE))]


def test_a_scope_on_a_button_is_read_back_also_of_projects_without_a_plan(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        programme(here)
        for scope in (EVERYBODY, Scope("project", "NUDP"), Scope("province", "17"), Scope("round", "1")):
            assert report.read(uow, all_actions.code(scope)) == scope
        assert report.read(uow, "jffff") == EVERYBODY
        assert report.scopes(uow, "project", by=here.mali) == [Scope("project", "NUDP"), Scope("project", "RLIP")]
        assert report.scopes(uow, "round", by=here.mali) == [Scope("round", "1")]


def test_pictures_are_asked_for_once_however_often_one_taps(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        for _ in range(2):
            report.send(uow, "pictures", EVERYBODY, chat=here.group, by=here.mali, now=NOW)  # type: ignore[arg-type]
        assert [name for name, _ in told(uow)] == ["report_paper"] * len(report.PICTURES)
        with pytest.raises(Stale):
            report.send(uow, "else", EVERYBODY, chat=here.group, by=here.mali, now=NOW)  # type: ignore[arg-type]
        with pytest.raises(Forbidden):
            report.send(uow, "pdf", EVERYBODY, chat=here.group, by=here.noy, now=NOW)  # type: ignore[arg-type]


def test_every_monday_they_come_once_until_somebody_is_staff_no_more(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        at = report.wish(uow, Scope("project", "RLIP"), zone=ZONE, by=here.mali, now=NOW)
        assert (at.weekday(), at.hour) == (0, 8)
        assert at > NOW  # today is a Monday, after eight
        assert report.wished(uow, by=here.mali) == Scope("project", "RLIP")
        assert report.send_due(uow, LIBRARY, ZONE, now=at - timedelta(minutes=1)) == 0
        late = at + 3 * WEEK  # an outage of three weeks is made up for once
        assert report.send_due(uow, LIBRARY, ZONE, now=late) == 1
        assert report.send_due(uow, LIBRARY, ZONE, now=late) == 0
        assert [name for name, _ in told(uow)] == ["report_paper"] * len(report.WEEKLY)
        assert uow.weekly_reports.next_at() == late + WEEK
        uow.people.put_role(here.mali.id, Role.STAFF, "taken", now=NOW)
        assert report.send_due(uow, LIBRARY, ZONE, now=late + WEEK) == 1
        assert uow.weekly_reports.next_at() is None
        assert len(told(uow)) == len(report.WEEKLY)


def test_in_the_quiet_hours_they_wait_for_the_morning(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = settle(uow)
        at = report.wish(uow, EVERYBODY, zone=ZONE, by=here.mali, now=NOW)
        night = at + timedelta(hours=14)
        assert report.send_due(uow, LIBRARY, ZONE, now=night) == 1
        assert told(uow) == []
        assert uow.weekly_reports.next_at() == at + timedelta(hours=23)
        report.unwish(uow, by=here.mali)
        assert report.wished(uow, by=here.mali) is None


@pytest.mark.slow
def test_postgresql_compiles_no_counts(tmp_path: Path) -> None:
    """With its jit the page of 1,000 groups takes four times as long: the compiling, not the counting."""
    url = databases.migrated("postgresql", tmp_path)
    database = Database(url)
    for _ in range(2):  # also where the transaction in which it was set is over
        with database.begin() as uow:
            assert uow.connection.execute(sa.text("SHOW jit")).scalar() == "off"
    database.close()
    postgres.drop(url)
