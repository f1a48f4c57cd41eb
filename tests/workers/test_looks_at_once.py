"""Two processes on PostgreSQL look at what comes by itself at the very same moment: it is done as if by one.

What one transaction finds due is looked at by the other before the first is written down. Then nothing may be in any
table that would not be there after one look: no second notice, no step that was left out, no second line of the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
import sqlalchemy as sa

from bot.app.context import Context
from bot.app.timed import OfMachine, timed_work
from bot.chat.screen import Programme
from bot.domain.all_actions import EVERYBODY
from bot.domain.contests import Phase
from bot.domain.delivery import SendState
from bot.domain.ids import AnnouncementId, ChatId
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.plans import Part
from bot.domain.rounds import Rules
from bot.domain.zones import zone_of
from bot.services import backups, erasures, help_requests, report, retention, stories
from bot.services.announcements import announcements, audiences, sending, under_way
from bot.services.complaints import complaints, readers
from bot.services.contests import contests, phases
from bot.services.groups import groups, handovers, joining, loose_chats, proposals
from bot.services.lessons import subscriptions
from bot.services.money import expenses, summaries
from bot.services.plans import agreements, drafts
from bot.services.questions import questions
from bot.services.reminders import last_days, nudges, reminders
from bot.services.retention import Keep
from bot.services.reviews import decisions, expert_chat, reviews
from bot.store.attempts import Settled
from bot.store.database import Database, UnitOfWork
from bot.store.tables import metadata
from bot.workers.executor import DatabaseExecutor
from tests import databases, postgres
from tests.planning import DEADLINE, LIBRARY, NOW, Village, carried, person, sent, settle, step
from tests.services.questions.test_published import asked
from tests.services.test_help_requests import called
from tests.services.test_stories import finished

pytestmark = pytest.mark.slow

ZONE, RULES = zone_of("Asia/Vientiane"), Rules()
PROGRAMME = Programme(LIBRARY, "phaen_bot", admins=frozenset(), ask_second_above=200, rules=RULES)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Look: TypeAlias = Callable[[UnitOfWork], object]


@dataclass(frozen=True)
class Due:
    """A look, and what makes something due for it."""

    name: str  # as in bot/app/timed.py
    prepare: Callable[[Village], object]
    look: Look


def _subscribe(village: Village) -> None:
    subscriptions.subscribe(village.uow, LIBRARY, ZONE, by=village.noy.id, now=NOW)


def _spend(village: Village) -> None:
    line = carried(village)
    expenses.add(village.uow, line, 5_000, by=village.seng, now=NOW)


def _decide(village: Village) -> None:
    kham, assignment = sent(village)
    reviews.accept(village.uow, assignment, by=kham)
    for criterion in LIBRARY.rubric.criteria:
        reviews.score(village.uow, LIBRARY, assignment, criterion.key, 2, by=kham, now=NOW)
    found = village.uow.reviews.get(assignment)
    assert found is not None
    reviews.decide(village.uow, LIBRARY, assignment, "approve", RULES, by=kham, seen=found.revision, now=NOW)


def _change_what_was_agreed(village: Village) -> None:
    plan = village.now()
    agreements.give(village.uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
    drafts.answer(village.uow, village.plan, step("problem"), Part("text", "x"), by=village.noy, now=NOW)


def _post(village: Village) -> None:
    """A plan waits, and the experts have a chat."""
    sent(village)
    expert_chat.link(village.uow, ChatId(-9), by=village.mali, now=NOW)


def _stand(village: Village) -> None:
    village.uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
    handovers.ask(village.uow, village.group, by=village.seng, now=NOW)


def _propose(village: Village) -> None:
    place = village.uow.groups.village("1704", "Paksong", state="known")
    groups.propose(village.uow, place, "Coffee", by=village.bo, zone=ZONE.key, now=NOW)


def _complain(village: Village) -> None:
    admin = person(village.uow, 1010, "Somphone", Role.ADMIN)
    for number in range(3):
        reader = person(village.uow, 1011 + number, f"Reader {number}")
        readers.name_reader(village.uow, reader.id, by=admin, now=NOW)
    complaints.begin(village.uow, Answer("text", "The leader keeps our money"), by=village.seng, now=NOW)
    complaints.send(village.uow, named=False, by=village.seng, now=NOW)


def _wish(village: Village) -> None:
    erasures.ask(village.uow, village.seng.id, ZONE, by=village.seng, now=NOW)


def _announce(village: Village, later: timedelta = timedelta()) -> AnnouncementId:
    item = announcements.begin(village.uow, by=village.mali, now=NOW)
    announcements.write(village.uow, item, "lo", "ຝົນ", by=village.mali)
    announcements.write(village.uow, item, "en", "Rain", by=village.mali)
    audiences.address(village.uow, item, "who", "everybody", by=village.mali)
    sending.plan(village.uow, item, NOW + later if later else None, by=village.mali, now=NOW)
    sending.send(village.uow, LIBRARY, item, by=village.mali, max_without_second=200, now=NOW)
    sending.expand(village.uow, item, after_id=0, now=NOW)
    return item


def _arrive(village: Village) -> None:
    """An announcement has reached everybody, and its author has not heard so."""
    item = _announce(village)
    rows = [row for row in village.uow.outbox.due(now=NOW, limit=99) if row.announcement == item]
    village.uow.attempts.settle([Settled(row.id, SendState.SENT, 5) for row in rows], now=NOW)


def _compete(village: Village) -> None:
    """A competition whose second phase ends on a day, of which everybody was reminded."""
    sent(village)
    round_id = village.now().round
    contests.begin(village.uow, round_id, by=village.mali, now=NOW)
    village.uow.plans.set_position(village.plan, 1)
    phases.advance(village.uow, LIBRARY, round_id, Phase.DRAFTING, by=village.mali, now=NOW)
    contests.set_end(village.uow, round_id, "presenting", date(2026, 12, 1), zone=ZONE, by=village.mali, now=NOW)
    phases.run_due(village.uow, LIBRARY, now=NOW + 8 * DAY)


def _want_figures(village: Village) -> None:
    report.wish(village.uow, EVERYBODY, zone=ZONE, by=village.mali, now=NOW)


UNSEEN = Keep(messages=0, confidential=0, unseen=1)
LOOKS = (
    Due(
        "reminders",
        lambda village: carried(village, due=date(2026, 12, 10)),
        lambda uow: reminders.send_due(uow, LIBRARY, now=NOW + 17 * DAY),
    ),
    Due("questions", asked, lambda uow: questions.remind_due(uow, LIBRARY, ZONE, now=NOW + 2 * DAY + HOUR)),
    Due("lessons a day", _subscribe, lambda uow: subscriptions.send_due(uow, LIBRARY, ZONE, now=NOW + DAY)),
    Due("last days", lambda village: None, lambda uow: last_days.send_due(uow, LIBRARY, now=DEADLINE - 7 * DAY)),
    Due("calls for help", called, lambda uow: help_requests.follow(uow, LIBRARY, now=NOW + 3 * DAY)),
    Due(
        "announcements",
        lambda village: _announce(village, 2 * HOUR),
        lambda uow: sending.start_due(uow, now=NOW + 3 * HOUR),
    ),
    Due("announcements under way", _arrive, lambda uow: under_way.follow(uow, now=NOW + HOUR)),
    Due("phases of competitions", _compete, lambda uow: phases.run_due(uow, LIBRARY, now=NOW + 10 * DAY)),
    Due("figures of a week", _want_figures, lambda uow: report.send_due(uow, LIBRARY, ZONE, now=NOW + 8 * DAY)),
    Due("stories", finished, lambda uow: stories.remind(uow, LIBRARY, now=NOW + 4 * DAY)),
    Due("summaries of a month", _spend, lambda uow: summaries.send_due(uow, LIBRARY, now=NOW + 10 * DAY)),
    Due("nudges", lambda village: None, lambda uow: nudges.send_due(uow, LIBRARY, zone=ZONE, now=NOW + 3 * DAY + HOUR)),
    Due("decisions", _decide, lambda uow: decisions.settle_due(uow, LIBRARY, RULES, now=NOW + HOUR)),
    Due("agreements", _change_what_was_agreed, lambda uow: agreements.ask_again(uow, LIBRARY, now=NOW + HOUR)),
    Due("chat of the experts", _post, lambda uow: expert_chat.follow(uow, now=NOW)),
    Due("handovers", _stand, lambda uow: handovers.lapse(uow, now=NOW + 4 * DAY)),
    Due(
        "who wants to join",
        lambda village: joining.ask(village.uow, village.group, by=village.bo, now=NOW),
        lambda uow: joining.follow(uow, now=NOW + 2 * DAY),
    ),
    Due(
        "chats of nobody",
        lambda village: loose_chats.arrived(village.uow, ChatId(-8), now=NOW),
        lambda uow: loose_chats.follow(uow, now=NOW + 6 * DAY),
    ),
    Due("proposed groups", _propose, lambda uow: proposals.remind(uow, now=NOW + 30 * DAY)),
    Due("erasing", _wish, lambda uow: erasures.carry_out_due(uow, LIBRARY, 0, now=NOW + DAY)),
    Due("what is kept", lambda village: None, lambda uow: retention.carry_out(uow, UNSEEN, ZONE, now=NOW + 90 * DAY)),
    Due("back-up", lambda village: None, lambda uow: backups.begin(uow, ZONE, now=NOW)),
    Due("confidential words", _complain, lambda uow: complaints.pass_on(uow, now=NOW + 4 * DAY)),
)
BY_ITSELF = {"tidying", "unused files"}  # what is forgotten twice is forgotten


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[Database]:
    url = databases.migrated("postgresql", tmp_path)
    database = Database(url)
    yield database
    database.close()
    postgres.drop(url)


class _Undone(Exception):
    """A look that was only tried."""


@pytest.mark.parametrize("due", LOOKS, ids=lambda due: due.name)
def test_two_looks_at_one_moment_are_one(postgresql: Database, due: Due) -> None:
    with postgresql.begin() as uow:
        due.prepare(settle(uow))
    alone: Counter[str] = Counter()
    with suppress(_Undone), postgresql.begin() as uow:
        assert due.look(uow), "nothing was due"
        alone = _all(uow)
        raise _Undone
    with ThreadPoolExecutor(1) as pool:
        with postgresql.begin() as uow:
            due.look(uow)
            second = pool.submit(_looked, postgresql, due.look)
            _meets(postgresql, second)
        second.result(30)
    with postgresql.begin() as uow:
        both = _all(uow)
    assert (both - alone, alone - both) == (Counter(), Counter())


def test_every_look_that_trusts_the_clock_is_tried(sqlite: Database, tmp_path: Path) -> None:
    async def nothing() -> None:
        return None

    async def right() -> bool:
        return True

    executor = DatabaseExecutor(sqlite, 1)
    context = Context(executor, lambda: PROGRAMME, lambda: NOW, lambda: None, lambda *_: None, Keep(), 0)
    listed = timed_work(context, tmp_path, OfMachine(*[nothing] * 5), right=right)
    executor.close()
    assert {one.name for one in listed if one.trusts} - BY_ITSELF == {due.name for due in LOOKS}


def _looked(database: Database, look: Look) -> None:
    with database.begin() as uow:
        look(uow)


def _meets(database: Database, running: Future[None]) -> None:
    """Until the second look is done, or waits for a lock."""
    waits = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    for _ in range(500):
        with database.engine.connect() as connection:
            if running.done() or connection.execute(waits).scalar():
                return
        try:
            running.exception(0.02)
        except TimeoutError:
            continue
    raise AssertionError("the second look neither ends nor waits")


def _all(uow: UnitOfWork) -> Counter[str]:
    """Every row of every table, without the numbers by which rows are told apart: a key that was taken skips one."""
    found: Counter[str] = Counter()
    for table in metadata.sorted_tables:
        wanted = [column for column in table.columns if column.name not in ("id", "row_id", "edits")]
        rows = uow.connection.execute(sa.select(*wanted)).all() if wanted else []
        found.update(f"{table.name}: {row}" for row in rows)
    return found
