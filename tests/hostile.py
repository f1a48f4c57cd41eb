"""A programme in which all words are hostile: tags, ampersands, quotes and line breaks in all that people write."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.store.database import UnitOfWork
from bot.store.tables import metadata

# Columns of text that the program writes, or that hold keys of the content; into every other one people write.
OURS = {
    *("villages.district", "groups.project", "groups.zone", "groups.chat_language", "groups.money_told"),
    *("persons.language", "persons.voice", "persons.asked", "answers.step", "comments.step", "scores.criterion"),
    *("questions.subject", "questions.place", "wordings.subject", "wordings.kind", "narrations.part"),
    *("narrations.name", "narrations.language", "narrations.version", "quiz_answers.lesson", "readings.lesson"),
    *("subscriptions.lesson", "season_days.season", "season_days.region", "invites.code", "nudges.key"),
    *("media.file_id", "media.unique_id", "media.mime", "media.path", "uploads.key", "uploads.file_id"),
    *("audit.verb", "audit.subject", "facts.name", "facts.value", "inbox.raw", "inbox.code", "inbox.error"),
    *("jobs.kind", "jobs.key", "jobs.error", "outbox.notice", "outbox.reason", "outbox.key"),
    *("groups.evening", "weekly_reports.scope"),
    *("practice_marks.criterion", "practices.plan"),
    *("places.album", "places.page", "complaints.number", "complaints.passed", "line_values.field"),
}
# Columns of JSON in which people's words stand, and under which names; "": under any.
JSON = {
    "answers.parts": "text",
    "rounds.name": "",
    "announcements.texts": "",
    "published_questions.words": "",
    **dict.fromkeys(("submissions.content", "snapshots.content"), "title text what who sign name"),
    "outbox.args": "name who what words other expert",
}


def words(mark: object = "") -> str:
    """What breaks a message wherever it is not escaped, and shows wherever it is escaped twice."""
    return f'</b>&"{mark}\n<i>ງ'


def columns() -> list[sa.Column[Any]]:
    """The columns of text into which people write."""
    found = (column for table in metadata.sorted_tables for column in table.columns)
    return [one for one in found if type(one.type) is sa.Text and str(one) not in OURS]


def write(uow: UnitOfWork) -> None:
    """Everybody's words become hostile."""
    for column in columns():
        table, mark = column.table, next(iter(column.table.primary_key.columns))
        text = sa.literal('</b>&"') + sa.cast(mark, sa.Text) + sa.literal("\n<i>ງ")
        uow.connection.execute(table.update().where(column != "").values({column.name: text}))
    for table in metadata.sorted_tables:
        for column in table.columns:
            if str(column) in JSON:
                _json(uow, column, frozenset(JSON[str(column)].split()))


def _json(uow: UnitOfWork, column: sa.Column[Any], names: frozenset[str]) -> None:
    table, keys = column.table, list(column.table.primary_key.columns)
    for row in uow.connection.execute(sa.select(*keys, column)).all():
        *at, found = row
        if found:
            where = [key == value for key, value in zip(keys, at, strict=True)]
            uow.connection.execute(table.update().where(*where).values({column.name: _changed(found, names, "")}))


def _changed(value: Any, names: frozenset[str], under: str) -> Any:
    if isinstance(value, dict):
        return {name: _changed(one, names, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_changed(one, names, under) for one in value]
    return words() if isinstance(value, str) and value and (not names or under in names) else value
