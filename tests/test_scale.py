"""Pages of staff, and looks: thirty groups ask as many statements as three, and no large table is read end to end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

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
from tests.statements import counted
from tests.story import LIBRARY, Story

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)  # a working morning in Laos
ZONE, RULES = ZoneInfo("Asia/Vientiane"), Rules()
FEW, MANY = 3, 30  # groups
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
    "agreements": lambda uow: agreements.ask_again(uow, now=NOW),
    "handovers": lambda uow: handovers.lapse(uow, now=NOW),
    "who wants to join": lambda uow: joining.follow(uow, now=NOW),
    "proposed groups": lambda uow: proposals.remind(uow, now=NOW),
    "confidential words": lambda uow: complaints.pass_on(uow, now=NOW),
    "nudges": lambda uow: nudges.send_due(uow, LIBRARY, zone=ZONE, now=NOW),
}
LARGE = {table.name for table in seeding.LARGE}
# What is not there yet: it only gets less.
MORE: dict[str, int] = {}
SCANS: dict[str, set[str]] = {}


def seeded(kind: str, folder: Path, groups: int) -> Database:
    database = Database(databases.migrated(kind, folder / str(groups)))
    seeding.fill(database, seeding.Size(groups), now=NOW)
    return database


def asked(database: Database) -> dict[str, list[str]]:
    """The statements of each page and look; the looks first have done what they find to do."""
    runner, found = Story(database).runner, {}
    for page, account in PAGES.items():
        tap = Incoming("tap", ChatId(account), AccountId(account), NOW, text=page, message=7, tap="1")
        with counted(database) as statements, database.begin() as uow:
            runner.take(uow, tap, NOW)
            uow.connection.rollback()
        found[page] = [each for each in statements if each.startswith("SELECT")]
    for name, look in LOOKS.items():
        for _ in range(200):
            with database.begin() as uow:
                if not look(uow):
                    break
        with counted(database) as statements, database.begin() as uow:
            look(uow)
        found[name] = [each for each in statements if each.startswith("SELECT")]
    return found
