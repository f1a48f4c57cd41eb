"""Every table of the database, a file per noun; Alembic's migrations are made from these."""

import sqlalchemy as sa

from bot.store.tables.announcements import announcement_replies, announcements, audiences, hearers
from bot.store.tables.columns import BIG, Instant, metadata
from bot.store.tables.complaints import complaint_readers, complaint_words, complaints
from bot.store.tables.contests import contests, hearings, pitches
from bot.store.tables.delivery import inbox, jobs, outbox, places
from bot.store.tables.deployment import audit, facts, weekly_reports
from bot.store.tables.erasures import erasures
from bot.store.tables.expenses import expenses, income_receipts, incomes, receipts
from bot.store.tables.follow_up import calls, checkins, reminders
from bot.store.tables.groups import consents, groups, handovers, invites, loose_chats, members, villages
from bot.store.tables.lessons import quiz_answers, readings, subscriptions
from bot.store.tables.media import media, uploads
from bot.store.tables.merges import merges, unions
from bot.store.tables.narrations import narrations, spoken_languages
from bot.store.tables.people import accounts, moves, persons, roles, speakers
from bot.store.tables.plans import (
    actions,
    agreements,
    answers,
    line_values,
    plans,
    results_seen,
    rounds,
    snapshots,
    submissions,
)
from bot.store.tables.questions import published_questions, question_pieces, questions
from bot.store.tables.reviews import (
    assignments,
    comments,
    exchanges,
    expert_posts,
    practice_marks,
    practices,
    reader_rules,
    scores,
    visits,
)
from bot.store.tables.seasons import season_days
from bot.store.tables.sheets import sheet_lines, sheets
from bot.store.tables.stories import stories, tellings
from bot.store.tables.timetable import copies, holidays, nudges, pauses, timetables
from bot.store.tables.wordings import wordings

__all__ = [
    "BIG",
    "Instant",
    "accounts",
    "actions",
    "agreements",
    "announcement_replies",
    "announcements",
    "answers",
    "assignments",
    "audiences",
    "audit",
    "calls",
    "checkins",
    "comments",
    "complaint_readers",
    "complaint_words",
    "complaints",
    "consents",
    "contests",
    "copies",
    "erasures",
    "exchanges",
    "expenses",
    "expert_posts",
    "facts",
    "groups",
    "handovers",
    "hearers",
    "hearings",
    "holidays",
    "inbox",
    "income_receipts",
    "incomes",
    "invites",
    "jobs",
    "line_values",
    "loose_chats",
    "media",
    "members",
    "merges",
    "metadata",
    "moves",
    "narrations",
    "nudges",
    "outbox",
    "pauses",
    "persons",
    "pitches",
    "places",
    "plans",
    "practice_marks",
    "practices",
    "published_questions",
    "question_pieces",
    "questions",
    "quiz_answers",
    "reader_rules",
    "readings",
    "receipts",
    "reminders",
    "results_seen",
    "roles",
    "rounds",
    "scores",
    "season_days",
    "sheet_lines",
    "sheets",
    "snapshots",
    "speakers",
    "spoken_languages",
    "stories",
    "submissions",
    "subscriptions",
    "tellings",
    "timetables",
    "unions",
    "uploads",
    "villages",
    "visits",
    "weekly_reports",
    "wordings",
]


def _followed_backwards(table: sa.Table) -> None:
    """An index for each reference: whoever is erased, or turns out to be somebody else, is looked for in every table,
    and no table is read from end to end for it."""
    first = {next(iter(index.columns)).name for index in table.indexes} | {next(iter(table.primary_key.columns)).name}
    first |= {next(iter(each.columns)).name for each in table.constraints if isinstance(each, sa.UniqueConstraint)}
    for column in table.columns:
        if column.foreign_keys and column.name not in first:
            sa.Index(None, column)


for _table in metadata.tables.values():
    _followed_backwards(_table)
