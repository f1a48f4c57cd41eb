"""Statements that were built once: the same rows and the same errors on both databases."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.contests import Phase
from bot.domain.ids import AccountId, PersonId, PlanId, SubmissionId
from bot.domain.people import Role
from bot.domain.plans import Part
from bot.domain.questions import About
from bot.store import repository, tables
from bot.store.bookmarks import AT_ONCE, Bookmark
from bot.store.database import Database, UnitOfWork
from bot.store.inbox import StoredUpdate
from bot.store.outbox import Lane
from tests import databases

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def world(uow: UnitOfWork) -> None:
    """One of everything that a statement may ask for; the first of each kind has the number 1."""
    uow.people.account(AccountId(7), now=NOW)
    noy = uow.people.add(now=NOW, name="Noy", language="lo", listens=True, consented_at=NOW)
    uow.people.speak_as(AccountId(7), noy)
    uow.people.put_role(noy, Role.EXPERT, "confirmed", now=NOW)
    village = uow.groups.village("1704", "ດັກຂຽດ", state="known")
    group = uow.groups.add(now=NOW, name="ກຸ່ມ", village_id=village, state="active", chat_id=7)
    uow.groups.join(group, noy, leader=True, now=NOW)
    texts = {"lo": "ຮອບ", "en": "Round"}
    dates = {"opens_at": NOW, "deadline": NOW, "work_from": NOW.date()}
    plan = uow.plans.add(group, uow.rounds.add(name=texts, state="open", form_version=1, **dates), now=NOW)
    uow.answers.put(plan, "problem", [Part("text", "ນ້ຳ")], noy, now=NOW)
    uow.answers.propose(plan, "problem", [Part("text", "ດິນ")], noy, now=NOW)
    action = uow.actions.add(plan, now=NOW, what="ຂຸດ", due_on=NOW.date(), cost=5)
    uow.line_values.add(action, "what", {"what": "ຂຸດ"}, noy, now=NOW)
    uow.reminders.plan(action, NOW.date(), [(0, NOW)])
    uow.wordings.add(plan, "v1", "said", "ນ້ຳ", noy, now=NOW)
    uow.agreements.put(plan, noy, agrees=True, revision=1, now=NOW)
    uow.questions.add(noy, group, About(), now=NOW)
    uow.lessons.put(noy, "rice", 1, now=NOW)
    uow.inbox.add([StoredUpdate(1, 7, 7, "{}", NOW)])
    uow.bookmarks.put(7, 7, Bookmark([{"screen": "menu"}], page="menu"), now=NOW)
    row = {"chat_id": 7, "lane": Lane.REPLY, "place": {"screen": "menu"}, "method": "send", "state": "sent"}
    shown = {"notice": "", "reason": "", "attempts": 0, "next_at": NOW, "created_at": NOW}
    for message in (8, 9):
        uow.outbox.insert(tables.outbox, message_id=message, **row, **shown)
    medium = uow.media.insert(tables.media, kind="voice", person_id=noy, at=NOW)
    spoken = {"part": "menu", "name": "menu", "language": "lo", "version": "1", "state": "kept"}
    uow.narrations.insert(tables.narrations, medium_id=medium, person_id=noy, at=NOW, **spoken)
    sent = {"version": 1, "revision": 1, "content": {}, "submitted_by": noy, "at": NOW}
    submission = SubmissionId(uow.plans.insert(tables.submissions, plan_id=plan, **sent))
    review = uow.reviews.assign(submission, noy, now=NOW)
    assert review is not None
    uow.exchanges.put_question(review, "ນ້ຳມາແຕ່ໃສ?", None, noy, now=NOW)
    passed = uow.plans.add(group, uow.rounds.add(name=texts, state="closed", form_version=1, **dates), now=NOW)
    uow.plans.change(passed, now=NOW, state="approved")
    uow.holidays.add(NOW.date(), NOW.date(), "", now=NOW)
    uow.key_values.set("set anything", "=")
    contest = {"phase": next(iter(Phase)), "since": NOW, "rules": {}, "dice": {}, "seed": ""}
    uow.plans.insert(tables.contests, round_id=1, **contest)
    uow.plans.insert(tables.hearings, plan_id=1, group_id=group, place=1, person_id=noy, at=NOW)
    uow.plans.insert(tables.pitches, plan_id=1, kind="voice", medium_id=medium, person_id=noy, at=NOW)


VALUES: dict[str, Any] = dict.fromkeys(("now", "since", "at", "stuck"), NOW)
VALUES |= {"day": NOW.date(), "account": 7, "chat": 7, "message": 9, "step": "problem"} | dict.fromkeys(
    ("part", "name"), "menu"
)
VALUES |= dict.fromkeys((f"page{number}" for number in range(AT_ONCE)), "menu")


def built() -> list[Any]:
    """Every statement that the store's modules have built once."""
    found = []
    for file in sorted(Path(repository.__file__).parent.glob("*.py")):
        module = import_module(f"bot.store.{file.stem}")
        found += [value for value in vars(module).values() if isinstance(value, sa.Select)]
    return [statement for statement in found if "pg_" not in str(statement)]


def test_what_is_asked_quickly_is_what_sqlalchemy_reads(sqlite: Database) -> None:
    """Instants, days, flags, JSON and nothing at all, in every statement that a module of the store holds."""
    with sqlite.begin() as uow:
        world(uow)
        for statement in built():
            given = {name: VALUES.get(name, 1) for name in repository.known(statement).wanted}
            quickly = uow.key_values.ask(statement, **given)
            slowly = uow.connection.execute(statement, given).all()
            assert [tuple(row) for row in quickly] == [tuple(row) for row in slowly]
            assert quickly, f"nothing was compared of {statement}"


def test_values_are_known_by_their_names_and_not_by_their_order(database: Database) -> None:
    """Somebody whose number is that of another one's group: two questions of one transaction."""
    ask = sa.select(sa.bindparam("one", type_=sa.Integer) * 10 + sa.bindparam("other", type_=sa.Integer))
    with database.begin() as uow:
        assert uow.key_values.ask_one(ask, one=1, other=2) == (12,)
        assert uow.key_values.ask_one(ask, other=1, one=2) == (21,)


@pytest.mark.parametrize("given", [{}, {"nane": "x"}, {"name": "x", "other": 1}])
def test_a_value_that_is_forgotten_or_misspelt_is_the_same_error_everywhere(
    database: Database, given: dict[str, Any]
) -> None:
    """No rows would be taken for an answer."""
    asked = sa.select(tables.facts.c.value).where(tables.facts.c.name == sa.bindparam("name"))
    locked = asked.with_for_update()
    with database.begin() as uow:
        for statement in (asked, locked):
            with pytest.raises(TypeError) as error:
                uow.key_values.ask_one(statement, **given)
            assert str(error.value) == f"given: {sorted(given)}, asked for: ['name']"


def test_what_is_asked_twice_is_what_stands_there_now(database: Database) -> None:
    """Also what was written by no repository, and what a savepoint undid."""
    with database.begin() as uow:
        world(uow)
        person = PersonId(1)

        def name() -> str:
            found = uow.people.get(person)
            assert found is not None
            return found.name

        assert name() == "Noy"
        with suppress(ZeroDivisionError), uow.savepoint():
            uow.connection.execute(tables.persons.update().values(name="ນ້ອຍ"))
            assert name() == "ນ້ອຍ"
            raise ZeroDivisionError
        assert name() == "Noy"


@pytest.mark.parametrize("kind", databases.KINDS)
def test_a_key_is_taken_once_also_when_asked_again_later(kind: str, tmp_path: Path) -> None:
    """On PostgreSQL every key had seemed new, so that what is said once was said again."""
    database = Database(databases.migrated(kind, tmp_path))
    taken = []
    for _ in range(2):
        with database.begin() as uow:
            taken += [uow.nudges.once("key", now=NOW), uow.nudges.once("key", now=NOW)]
    database.close()
    assert taken == [True, False, False, False]


@pytest.mark.slow
def test_what_another_has_changed_is_read_after_a_lock_or_a_write(tmp_path: Path) -> None:
    """On PostgreSQL: whoever waited for somebody else's commit does not go on with what was read before it."""
    database = Database(databases.migrated("postgresql", tmp_path))
    with database.begin() as uow:
        world(uow)

    def change(title: str) -> None:
        with database.begin() as other:
            other.plans.change(PlanId(1), now=NOW, title=title)

    def title(uow: UnitOfWork) -> str:
        found = uow.plans.get(PlanId(1))
        assert found is not None
        return found.title

    with database.begin() as uow:
        title(uow)
        change("ປາ")
        uow.plans.lock(PlanId(1))
        assert title(uow) == "ປາ"
    with database.begin() as uow:
        title(uow)
        change("ໄກ່")
        uow.people.change(PersonId(1), name="ນ້ອຍ")
        assert title(uow) == "ໄກ່"
    database.close()


def test_a_transaction_builds_the_repositories_that_it_asks_for_once(database: Database) -> None:
    with database.begin() as uow:
        assert set(vars(uow)) == {"connection"}
        people = uow.people
        assert uow.people is people
        assert set(vars(uow)) == {"connection", "people"}
