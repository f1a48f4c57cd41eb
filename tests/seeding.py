"""A programme of any size, written straight into the tables: COPY on PostgreSQL, many rows at once on SQLite.

`TENTH` is a tenth of the country, in under a minute; `python -m tests.seeding URL [GROUPS]` fills a database by hand.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.content.library import Library
from bot.domain.people import Role
from bot.settings import shipped
from bot.store import tables as t
from bot.store.database import Database

Row: TypeAlias = Sequence[Any]
ANNOUNCED = 1_000  # the number of the one announcement, which went to everybody
FIRST = 7_000_000_000  # the account of person 1 is the next one
CHUNK = 20_000  # rows of one COPY, and of one call of SQLite's


@dataclass(frozen=True, slots=True)
class Size:
    """How many groups, and what each of them has; the rest follows."""

    groups: int
    members: int = 10
    plans: int = 3  # one a round: an open one, one with the experts, the others carried out
    actions: int = 3  # of a plan

    @property
    def people(self) -> int:
        return self.groups * self.members


TENTH = Size(10_000)
LARGE = (  # tables that grow with the programme
    *(t.persons, t.accounts, t.speakers, t.groups, t.members, t.invites, t.plans, t.answers, t.actions, t.reminders),
    *(t.readings, t.agreements, t.submissions, t.questions, t.stories, t.outbox, t.inbox, t.audit, t.nudges),
    *(t.announcement_replies, t.assignments),
)
STAFF, EXPERT = 1, 2  # the numbers of somebody with each role, who leads a group beside it


def fill(database: Database, size: Size, *, now: datetime) -> None:
    """Fill an empty database of today's schema."""
    library = Library.load(shipped("content"))
    for table, names, rows in _everything(size, library, now):
        if database.sqlite:
            _many(database, table, names, rows)
        else:
            _copy(database, table, names, rows)
    if not database.sqlite:
        _settle(database)


# Rows -----------------------------------------------------------------------------------------------------------------
def _everything(
    size: Size, library: Library, now: datetime
) -> Iterator[tuple[sa.Table, tuple[str, ...], Iterator[Row]]]:
    """Each table's rows, in the order in which they refer to each other."""
    people, groups = range(1, size.people + 1), range(1, size.groups + 1)
    plans, actions = range(1, size.groups * size.plans + 1), range(1, size.groups * size.plans * size.actions + 1)
    districts = [district.code for province in library.locations.provinces for district in province.districts]
    old = now - timedelta(days=40)

    def group_of(plan: int) -> int:
        return (plan - 1) // size.plans + 1

    def round_of(plan: int) -> int:
        return (plan - 1) % size.plans + 1

    def leader_of(group: int) -> int:
        return (group - 1) * size.members + 1

    def state_of(plan: int) -> str:
        return {1: "draft", 2: "submitted"}.get(round_of(plan), "approved")

    villages = range(1, size.groups // 5 + 2)
    yield (
        t.villages,
        ("id", "district", "name", "state"),
        ((one, districts[one % len(districts)], f"ບ້ານ {one}", "known") for one in villages),
    )
    yield (
        t.persons,
        ("id", "name", "language", "listens", "sex", "asked", "consented_at", "created_at"),
        ((one, f"ຄົນ {one}", "lo", False, ("woman", "man")[one % 2], "ethnic,sex,youth", old, old) for one in people),
    )
    yield t.accounts, ("id", "person_id", "state", "created_at"), ((FIRST + one, one, "ok", old) for one in people)
    yield t.speakers, ("account_id", "person_id"), ((FIRST + one, one) for one in people)
    yield (
        t.roles,
        ("person_id", "role", "state", "at"),
        (
            (one, role, "confirmed", old)
            for one, role in ((STAFF, Role.STAFF), (STAFF, Role.ADMIN), (EXPERT, Role.EXPERT))
        ),
    )
    yield (
        t.groups,
        ("id", "name", "village_id", "project", "state", "zone", "created_at"),
        (
            (one, f"ກຸ່ມ {one}", (one - 1) // 5 + 1, "RLIP", "active" if one % 200 else "proposed", "Asia/Vientiane", old)
            for one in groups
        ),
    )
    yield (
        t.members,
        ("group_id", "person_id", "leader", "state", "joined_at"),
        (((one - 1) // size.members + 1, one, (one - 1) % size.members == 0, "active", old) for one in people),
    )
    yield (
        t.invites,
        ("code", "kind", "group_id", "role", "created_by", "created_at", "expires_at", "uses_left"),
        ((f"seed{one}", "group", one, None, leader_of(one), old, now + timedelta(days=30), 5) for one in groups),
    )
    named = json.dumps({"lo": "ຮອບ", "en": "Round"})
    yield (
        t.rounds,
        ("id", "name", "opens_at", "deadline", "state", "form_version"),
        (
            (
                one,
                named,
                old,
                now + timedelta(days=30 if one == 1 else -20),
                _ROUNDS.get(one, "released"),
                library.form.version,
            )
            for one in range(1, size.plans + 1)
        ),
    )
    yield (
        t.plans,
        ("id", "group_id", "round_id", "state", "title", "revision", "created_at", "updated_at"),
        (
            (
                one,
                group_of(one),
                round_of(one),
                state_of(one),
                f"ແຜນ {one}",
                3,
                old,
                now - timedelta(hours=1 + one % 900),
            )
            for one in plans
        ),
    )
    parts = json.dumps([{"kind": "text", "text": "ນ້ຳບໍ່ພໍໃນລະດູແລ້ງ"}])
    yield (
        t.answers,
        ("plan_id", "step", "revision", "state", "parts", "author_id", "at"),
        (
            (one, step, 1, "current", parts, leader_of(group_of(one)), old)
            for one in plans
            for step in ("problem", "idea")
        ),
    )
    yield (
        t.actions,
        ("id", "plan_id", "position", "what", "who", "owner_id", "due_on", "cost", "state", "updated_at"),
        (
            (
                one,
                (one - 1) // size.actions + 1,
                one % size.actions + 1,
                "ປູກ",
                "",
                leader_of(group_of((one - 1) // size.actions + 1)),
                now.date() + timedelta(days=one % 400 - 30),
                50_000,
                _STATES[one % len(_STATES)],
                old,
            )
            for one in actions
        ),
    )
    yield (
        t.reminders,
        ("action_id", "about", "days", "due_on", "due_at", "recipient", "state"),
        (row for one in actions for row in _reminders(one, now)),
    )
    yield (
        t.readings,
        ("person_id", "lesson", "card", "updated_at", "finished_at"),
        (
            (one, library.lessons[one % len(library.lessons)].key, 1, now - timedelta(days=one % 30), None)
            for one in people
        ),
    )
    yield (
        t.agreements,
        ("plan_id", "person_id", "revision", "agrees", "at"),
        ((one, leader_of(group_of(one)) + other, 2 + other % 2, True, old) for one in plans for other in (0, 1)),
    )
    content = json.dumps({"title": "ແຜນ", "form": library.form.version, "answers": {}, "actions": []})
    sent = [one for one in plans if round_of(one) != 1]
    yield (
        t.submissions,
        ("id", "plan_id", "version", "revision", "content", "submitted_by", "at"),
        ((number, one, 1, 3, content, leader_of(group_of(one)), old) for number, one in enumerate(sent, 1)),
    )
    yield (
        t.assignments,
        ("submission_id", "expert_id", "state", "revision", "asked_at"),
        (
            (number, EXPERT, "asked" if state_of(one) == "submitted" else "done", 0, old)
            for number, one in enumerate(sent, 1)
            if not one % 20
        ),
    )
    yield (
        t.questions,
        ("asker_id", "group_id", "state", "revision", "turns", "taker_id", "sent_at", "created_at"),
        (
            (
                leader_of(one),
                one,
                _QUESTIONS[one % 3],
                1,
                1,
                EXPERT if one % 3 else None,
                old + timedelta(seconds=one),
                old,
            )
            for one in groups
            if not one % 5
        ),
    )
    yield (
        t.stories,
        ("plan_id", "state", "shared", "asked_at", "told_at", "rung"),
        (
            (one, "told", True, old, now - timedelta(minutes=one), 0)
            for one in plans
            if state_of(one) == "approved" and not one % 5
        ),
    )
    yield (
        t.announcements,
        ("id", "author_id", "texts", "audience", "state", "revision", "recipients", "created_at", "sent_at"),
        iter([(ANNOUNCED, STAFF, json.dumps({"lo": "ຝົນ"}), "{}", "sent", 1, size.people, old, old)]),
    )
    yield (
        t.outbox,
        _OUTBOX,
        ((FIRST + one, one, 2, "send", "", "sent", "", 0, old, ANNOUNCED, f"a:{one}", old, old) for one in people),
    )
    yield (
        t.announcement_replies,
        ("announcement_id", "person_id", "answer", "at"),
        ((ANNOUNCED, one, "understood" if one % 9 else "call", old) for one in people if not one % 3),
    )
    yield (
        t.inbox,
        ("update_id", "chat_id", "account_id", "raw", "state", "received_at"),
        ((one, FIRST + one, FIRST + one, "{}", "done", old) for one in people),
    )
    yield (
        t.audit,
        ("person_id", "verb", "subject", "at"),
        ((STAFF, "changed", f"plan {one}", old) for one in plans if not one % 3),
    )


_ROUNDS = {1: "open", 2: "closed"}
_STATES = ("planned", "started", "done", "late", "help", "done")
_QUESTIONS = ("asked", "taken", "answered")
_OUTBOX = (
    *("chat_id", "person_id", "lane", "method", "notice", "state", "reason", "attempts", "next_at"),
    *("announcement_id", "key", "created_at", "settled_at"),
)


def _reminders(action: int, now: datetime) -> Iterator[Row]:
    """Two of each action, of every ninth three: one that was sent, the others to come."""
    due = now.date() + timedelta(days=action % 400 - 30)
    yield action, "due", -7, due, now - timedelta(days=7), "owner", "sent"
    yield action, "due", 0, due, now + timedelta(days=1 + action % 400), "owner", "waiting"
    if not action % 9:
        yield action, "due", 3, due, now + timedelta(days=4 + action % 400), "leader", "waiting"


# Ways in --------------------------------------------------------------------------------------------------------------
def _copy(database: Database, table: sa.Table, names: tuple[str, ...], rows: Iterator[Row]) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    with database.engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({listed}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)


def _many(database: Database, table: sa.Table, names: tuple[str, ...], rows: Iterator[Row]) -> None:
    listed, asked = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    with database.engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        driver.executemany(
            f'INSERT INTO "{table.name}" ({listed}) VALUES ({asked})',
            (tuple(map(_plain, row)) for row in rows),
        )


def _plain(value: Any) -> Any:
    """A value as SQLAlchemy keeps it in SQLite."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _settle(database: Database) -> None:
    """PostgreSQL counts on behind the rows that brought their numbers, and knows how the tables look."""
    with database.engine.begin() as connection:
        for table in t.metadata.sorted_tables:
            column = table.c.get("id")
            if column is not None and column.autoincrement is True:
                newest = (
                    f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), max(id)) FROM \"{table.name}\""
                )
                connection.execute(sa.text(newest))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ANALYZE"))


def main() -> None:
    """Fill the database of an address, and say how long it took."""
    database = Database(sys.argv[1])
    database.upgrade()
    size, begun = Size(int(sys.argv[2])) if len(sys.argv) > 2 else TENTH, time.perf_counter()
    fill(database, size, now=datetime.now(UTC))
    print(f"{size.groups} groups, {size.people} people in {time.perf_counter() - begun:.0f} s")
    database.close()


if __name__ == "__main__":
    main()
