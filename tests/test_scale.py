"""Pages of staff, and looks: sixty groups ask as many statements as twenty, and no large table is read end to end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.domain.ids import AccountId, ChatId
from bot.domain.incoming import Incoming
from bot.domain.rounds import Rules
from bot.services import help_requests, stories
from bot.services.complaints import complaints
from bot.services.groups import handovers, joining, proposals
from bot.services.lessons import subscriptions
from bot.services.money import summaries
from bot.services.plans import agreements
from bot.services.questions import questions
from bot.services.reminders import last_days, nudges, reminders
from bot.services.reviews import decisions
from bot.store.database import Database, UnitOfWork
from tests import databases, seeding
from tests.story import LIBRARY, Story

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)  # a working morning in Laos
ZONE, RULES = ZoneInfo("Asia/Vientiane"), Rules()
FEW, MANY = 20, 60  # groups
Values: TypeAlias = Mapping[str, Any] | Sequence[Any]
Statement: TypeAlias = tuple[str, Values]
Asked: TypeAlias = dict[str, list[Statement]]
STAFF, EXPERT = seeding.FIRST + seeding.STAFF, seeding.FIRST + seeding.EXPERT
PAGES = {
    **dict.fromkeys(("home.menu", "home.more", "actions.all", "actions.stuck", "announce.list", "people.list"), STAFF),
    **dict.fromkeys((f"announce.report:{seeding.ANNOUNCED}", f"announce.calls:{seeding.ANNOUNCED}"), STAFF),
    **dict.fromkeys(("groups.list", "groups.page:1", "invites.list", "help_requests.list", "holidays.list"), STAFF),
    **dict.fromkeys(("questions.answered", "rounds.list", "rounds.page:1", "rounds.positions:2"), STAFF),
    **dict.fromkeys(("record.languages", "seasons.list", "story.list", "search.page"), STAFF),
    **dict.fromkeys(("questions.queue", "review.list"), EXPERT),
}
LOOKS: dict[str, Callable[[UnitOfWork], object]] = {
    "reminders": lambda uow: reminders.send_due(uow, LIBRARY, now=NOW),
    "questions": lambda uow: questions.remind_due(uow, LIBRARY, ZONE, now=NOW),
    "lessons a day": lambda uow: subscriptions.send_due(uow, LIBRARY, ZONE, now=NOW),
    "last days": lambda uow: last_days.send_due(uow, LIBRARY, now=NOW),
    "calls for help": lambda uow: help_requests.follow(uow, LIBRARY, now=NOW),
    "stories": lambda uow: stories.remind(uow, LIBRARY, now=NOW),
    "summaries": lambda uow: summaries.send_due(uow, LIBRARY, now=NOW),
    "decisions": lambda uow: decisions.settle_due(uow, LIBRARY, RULES, now=NOW),
    "agreements": lambda uow: agreements.ask_again(uow, LIBRARY, now=NOW),
    "handovers": lambda uow: handovers.lapse(uow, now=NOW),
    "who wants to join": lambda uow: joining.follow(uow, now=NOW),
    "proposed groups": lambda uow: proposals.remind(uow, now=NOW),
    "confidential words": lambda uow: complaints.pass_on(uow, now=NOW),
    "nudges": lambda uow: nudges.send_due(uow, LIBRARY, zone=ZONE, now=NOW),
}
LARGE = {table.name for table in seeding.LARGE}
LONG, LONGER = (
    20,
    {"invites.list": 24, "home.menu": 22},
)  # statements of a page, and what is not there yet: it only gets less
# Large tables that a page reads from end to end, or in the order of their numbers until it has its first rows.
SCANS = {"invites.list": {"invites"}, "story.list": {"stories"}, "rounds.list": {"plans"}}  # the last one counts them


@pytest.fixture(params=[pytest.param(kind, marks=pytest.mark.slow) for kind in databases.KINDS])
def asked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Asked, Asked, Database]]:
    """What few groups and what many are asked, and the database of the many."""
    with ExitStack() as closed:
        few, many = (seeded(request.param, tmp_path, groups) for groups in (FEW, MANY))
        for database in (few, many):
            closed.callback(database.close)
        yield statements(few), statements(many), many


def test_many_groups_ask_no_more_than_few_and_no_large_table_is_read_whole(
    asked: tuple[Asked, Asked, Database],
) -> None:
    few, many, database = asked
    assert {name: len(found) for name, found in many.items() if len(found) > len(few[name])} == {}
    scans = {name: read for name, found in many.items() if (read := _read_whole(database, found))}
    assert scans == {name: scans.get(name, set()) & known for name, known in SCANS.items() if scans.get(name)}
    assert [name for name, found in many.items() if len(found) > LONGER.get(name, LONG)] == []


def seeded(kind: str, folder: Path, groups: int) -> Database:
    database = Database(databases.migrated(kind, folder / str(groups)))
    seeding.fill(database, seeding.Size(groups), now=NOW)
    return database


def statements(database: Database) -> Asked:
    """What each page and look reads; the looks first have done what they find to do."""
    runner, found = Story(database).runner, dict[str, list[Statement]]()
    for page, account in PAGES.items():
        tap = Incoming("tap", ChatId(account), AccountId(account), NOW, text=page, message=7, tap="1")
        with database.begin() as uow, _reads(uow) as found[page]:
            runner.take(uow, tap, NOW)
            shown = uow.bookmarks.take(account, account)
            assert shown.stack[-1]["screen"] == page.partition(":")[0]
            uow.connection.rollback()
    for name, look in LOOKS.items():
        for _ in range(1_000):
            with database.begin() as uow:
                if not look(uow):
                    break
        with database.begin() as uow, _reads(uow) as found[name]:
            look(uow)
    return found


@contextmanager
def _reads(uow: UnitOfWork) -> Iterator[list[Statement]]:
    """Every SELECT of a transaction, with its values; on SQLite also those that go to the driver itself."""
    found: list[Statement] = []
    if uow.connection.dialect.name == "sqlite":
        driver: Any = uow.connection.connection.driver_connection
        driver.set_trace_callback(lambda text: found.append((text, ())) if text.startswith("SELECT") else None)
        try:
            yield found
        finally:
            driver.set_trace_callback(None)
        return

    def take(_c: object, _cursor: object, text: str, values: Values, *_: object) -> None:
        if text.startswith("SELECT") and "pg_" not in text and "FOR UPDATE" not in text:
            found.append((text, values))

    sa.event.listen(uow.connection, "before_cursor_execute", take)
    try:
        yield found
    finally:
        sa.event.remove(uow.connection, "before_cursor_execute", take)


def _read_whole(database: Database, found: list[Statement]) -> set[str]:
    """The large tables that statements read from end to end. A small PostgreSQL would read all so: it is told not to
    where there is another way."""
    tables: set[str] = set()
    with database.engine.begin() as connection:
        if not database.sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for text, values in found:
            how = "EXPLAIN QUERY PLAN" if database.sqlite else "EXPLAIN"
            plan = connection.exec_driver_sql(f"{how} {text}", values or None)
            lines = [str(row[-1]) for row in plan]
            pattern = r"^SCAN (\w+)" if database.sqlite else r"Seq Scan on (\w+)"
            tables |= {match[1] for line in lines if (match := re.search(pattern, line))} & LARGE
    return tables
