"""All rows that are about one person, table by table, for whoever asks what is kept about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa

from bot.domain.complaints import Speaker
from bot.domain.ids import PersonId
from bot.store.merges import references
from bot.store.repository import Repository
from bot.store.tables import (
    accounts,
    assignments,
    comments,
    complaint_words,
    complaints,
    media,
    persons,
    question_pieces,
    questions,
    scores,
    speakers,
)

# References behind which stands something of others: words that somebody reads, a trace to undo, the same once more.
OF_OTHERS = {
    *("complaints.reader_id", "merges.by_id", "merges.gone_id", "merges.kept_id", "outbox.person_id"),
    *("invites.created_by", "moves.maker_id", "agreements.told_by", "accounts.person_id"),
    *("unions.by_id", "reader_rules.by_id"),
}
_AT_ONCE = 500  # rows in memory


class OwnData(Repository):
    """Reads what is kept about a person; the technical copies of messages (inbox, outbox) are left out."""

    def rows(self, person: PersonId) -> Iterator[tuple[str, dict[str, object]]]:
        """(table, row as JSON) of everything, the person first, then table by table."""
        yield from self._of(persons, persons.c.id == person)
        phones = sa.select(speakers.c.account_id).where(speakers.c.person_id == person)
        yield from self._of(accounts, accounts.c.id.in_(phones))
        tables: dict[sa.Table, list[sa.ColumnElement[bool]]] = {}
        for name, column in references().items():
            if name not in OF_OTHERS and column.table is not media:
                tables.setdefault(column.table, []).append(column == person)
        for table, where in tables.items():
            yield from self._of(table, sa.or_(*where))
        yield from self._beside(person)

    def files(self, person: PersonId) -> list[tuple[int, str, str, str]]:
        """(number, kind, name, where it lies, "" for what was not fetched) of every file that they sent, in order."""
        columns = (media.c.id, media.c.kind, media.c.name, media.c.path)
        found = self.all(sa.select(*columns).where(media.c.person_id == person).order_by(media.c.id))
        return [(row.id, row.kind, row.name, row.path) for row in found]

    def _beside(self, person: PersonId) -> Iterator[tuple[str, dict[str, object]]]:
        """What belongs to rows of theirs: both sides of their questions and confidential words, marks that they gave.

        Not what the other side is still putting together.
        """
        asked = sa.select(questions.c.id).where(questions.c.asker_id == person)
        sent = (question_pieces.c.turn > 0, question_pieces.c.author_id.is_distinct_from(person))
        yield from self._of(question_pieces, question_pieces.c.question_id.in_(asked), *sent)
        said = sa.select(complaints.c.id).where(complaints.c.person_id == person)
        seen = sa.or_(complaint_words.c.sent, complaint_words.c.speaker == Speaker.COMPLAINANT)
        yield from self._of(complaint_words, complaint_words.c.complaint_id.in_(said), seen)
        read = sa.select(assignments.c.id).where(assignments.c.expert_id == person)
        yield from self._of(scores, scores.c.assignment_id.in_(read))
        yield from self._of(comments, comments.c.assignment_id.in_(read))

    def _of(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> Iterator[tuple[str, dict[str, object]]]:
        """Rows a chunk at a time, without what is empty."""
        order = list(table.primary_key)
        first = 0
        while True:
            found = self.all(sa.select(table).where(*where).order_by(*order).offset(first).limit(_AT_ONCE))
            for row in found:
                yield table.name, {name: _written(value) for name, value in row._asdict().items() if _says(value)}
            if len(found) < _AT_ONCE:
                return
            first += _AT_ONCE


def _says(value: object) -> bool:
    return value not in (None, "", [])


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
