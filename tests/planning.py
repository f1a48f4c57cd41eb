"""A group that writes a plan, for tests of the verbs: Noy leads, Seng is in it, Bo is a stranger, Mali is staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.content.form import Step
from bot.content.library import Library
from bot.domain.ids import AccountId, ActionId, AssignmentId, GroupId, PlanId
from bot.domain.people import Person, Role
from bot.domain.plans import Part, Plan, PlanState
from bot.services.plans import actions, drafts, submissions
from bot.services.reminders import reminders
from bot.settings import shipped
from bot.store.database import UnitOfWork

LIBRARY = Library.load(shipped("content"))
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DEADLINE = NOW + timedelta(days=30)


@dataclass
class Village:
    """What a test of plans starts from: a group, an open round, its empty plan."""

    uow: UnitOfWork
    noy: Person
    seng: Person
    bo: Person
    mali: Person
    group: GroupId
    plan: PlanId

    def now(self) -> Plan:
        found = self.uow.plans.get(self.plan)
        assert found is not None
        return found

    def fill(self) -> None:
        """Noy answers every step."""
        for step in LIBRARY.form.steps:
            part = Part("text", f"answer {step.number}")
            drafts.answer(self.uow, self.plan, step, part, by=self.noy, now=NOW)


def settle(uow: UnitOfWork) -> Village:
    noy, seng, bo = (person(uow, 1001 + index, name) for index, name in enumerate(("Noy", "Seng", "Bo")))
    mali = person(uow, 1004, "Mali", Role.STAFF)
    village = uow.groups.village("1704", "Darkhied", state="known")
    values = {"village_id": village, "project": "RLIP", "state": "active", "zone": "Asia/Vientiane"}
    group = uow.groups.add(now=NOW, name="Asparagus", **values)
    uow.groups.join(group, noy.id, leader=True, now=NOW)
    uow.groups.join(group, seng.id, leader=False, now=NOW)
    name, version = {"lo": "ຮອບທີ 1", "en": "Round 1"}, LIBRARY.form.version
    rules = {"state": "open", "form_version": version, "agreement": "none"}
    uow.rounds.add(name=name, opens_at=NOW, deadline=DEADLINE, **rules)
    plan = drafts.begin(uow, group, by=noy, now=NOW)
    assert plan is not None
    return Village(uow, noy, seng, bo, mali, group, plan)


def step(key: str) -> Step:
    found = LIBRARY.form.step(key)
    assert found is not None
    return found


def told(uow: UnitOfWork) -> list[tuple[str, int]]:
    """The notices that wait: (name, person)."""
    rows = uow.outbox.due(now=NOW + timedelta(days=365), limit=200)
    return [(row.notice, row.person or 0) for row in rows if row.notice]


def person(uow: UnitOfWork, number: int, name: str, *roles: Role) -> Person:
    uow.people.account(AccountId(number), now=NOW)
    new = uow.people.add(now=NOW, name=name, language="en", listens=False, consented_at=NOW)
    uow.people.speak_as(AccountId(number), new)
    for role in roles:
        uow.people.put_role(new, role, "confirmed", now=NOW)
    found = uow.people.get(new)
    assert found is not None
    return found


def carried(village: Village, *, due: date = date(2026, 12, 10)) -> ActionId:
    """The plan has passed, with one action, Seng's."""
    uow = village.uow
    line = actions.add(uow, village.plan, "Dig holes", by=village.noy, now=NOW)
    actions.own(uow, line, village.seng.id, by=village.noy, now=NOW)
    actions.plan_day(uow, line, "due", due, by=village.noy, now=NOW)
    uow.plans.change(village.plan, now=NOW, state=PlanState.APPROVED.value)
    reminders.schedule(uow, LIBRARY, village.now(), now=NOW)
    return line


def sent(village: Village) -> tuple[Person, AssignmentId]:
    """Dr. Kham, an expert, is asked to read the plan that Noy sent."""
    kham = person(village.uow, 1005, "Dr. Kham", Role.EXPERT)
    village.fill()
    submissions.submit(village.uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
    (assignment,) = village.uow.reviews.of_plan(village.plan)
    return kham, assignment.id
