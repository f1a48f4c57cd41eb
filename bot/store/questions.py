"""Questions to the experts with their pieces and their public words, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.ids import GroupId, MediumId, PersonId, QuestionId
from bot.domain.people import ADVISERS
from bot.domain.questions import About, Piece, Published, Question, QuestionState
from bot.store.repository import AnyRow, Repository
from bot.store.tables import media, persons, published_questions, question_pieces, questions, roles

_ASKER, _TAKER = persons.alias("asker"), persons.alias("taker")
_NAMES = (
    *("id", "asker_id", "group_id", "about", "subject", "place", "state", "revision", "turns", "taker_id"),
    *("sent_at", "taken_at", "answered_at"),
)
_SELECT = (
    sa.select(
        *(questions.c[name] for name in _NAMES), _ASKER.c.name.label("asker_name"), _TAKER.c.name.label("taker_name")
    )
    .join(_ASKER, _ASKER.c.id == questions.c.asker_id)
    .join(_TAKER, _TAKER.c.id == questions.c.taker_id, isouter=True)
)
_PUBLISHED = [published_questions.c[name] for name in ("id", "question_id", "words", "revision", "published_at")]

_DRAFT = (
    _SELECT.where(questions.c.asker_id == sa.bindparam("asker"), questions.c.state == QuestionState.DRAFT.value)
    .order_by(questions.c.id.desc())
    .limit(1)
)


class Questions(Repository):
    """What was asked, who has it in hand, what was answered."""

    def add(self, asker: PersonId, group: GroupId | None, about: About, *, now: datetime) -> QuestionId:
        """A new question that is still being put together."""
        values = {"asker_id": asker, "group_id": group, "state": QuestionState.DRAFT.value, "created_at": now}
        new = self.insert(questions, about=about.kind, subject=about.subject, place=about.part, **values)
        return QuestionId(new)

    def get(self, question: QuestionId) -> Question | None:
        row = self.first(_SELECT.where(questions.c.id == question))
        return _question(row) if row else None

    def lock(self, question: QuestionId) -> Question | None:
        """The question, locked until the transaction ends: whoever changes it takes it first."""
        row = self.first(_SELECT.where(questions.c.id == question).with_for_update(of=questions))
        return _question(row) if row else None

    def draft(self, asker: PersonId) -> Question | None:
        """The question that somebody is putting together."""
        row = self.ask_one(_DRAFT, asker=asker)
        return _question(row) if row else None

    def of_asker(self, asker: PersonId) -> list[Question]:
        """What somebody has asked, the latest first."""
        where = (questions.c.asker_id == asker, questions.c.state != QuestionState.DRAFT.value)
        return self._many(*where, newest=True)

    def waiting(self, *, but: PersonId | None = None, offset: int = 0, limit: int | None = None) -> list[Question]:
        """Questions that nobody has in hand, or a part of them, the oldest first, also those of somebody who is no
        expert any more; without those that a person asked."""
        return self._many(_waits(but), offset=offset, limit=limit)

    def waiting_count(self, *, but: PersonId | None = None) -> int:
        """How many they are."""
        return int(self.value(sa.func.count(), questions.c.id.is_not(None), _waits(but)) or 0)

    def of_taker(self, taker: PersonId) -> list[Question]:
        """What an expert has in hand, the oldest first."""
        return self._many(questions.c.taker_id == taker, questions.c.state == QuestionState.TAKEN.value)

    def answered(self, *, offset: int = 0, limit: int | None = None) -> list[Question]:
        """Questions with an answer, or a part of them, the latest first."""
        return self._many(_ANSWERED, newest=True, offset=offset, limit=limit)

    def answered_count(self) -> int:
        """How many they are."""
        return int(self.value(sa.func.count(), _ANSWERED) or 0)

    def take(self, question: QuestionId, taker: PersonId, *, due_at: datetime | None, now: datetime) -> bool:
        """Put a question that nobody has in hand into somebody's; False when somebody was faster."""
        free = sa.or_(questions.c.state == QuestionState.ASKED.value, ~_may_answer())
        open_ = (QuestionState.ASKED.value, QuestionState.TAKEN.value)
        where = (questions.c.id == question, questions.c.state.in_(open_), free)
        values = {"state": QuestionState.TAKEN.value, "taker_id": taker, "taken_at": now, "due_at": due_at}
        return bool(self.update(questions, *where, revision=questions.c.revision + 1, **values))

    def change(self, question: QuestionId, **values: object) -> None:
        """Change fields of a question; its revision grows."""
        self.update(questions, questions.c.id == question, revision=questions.c.revision + 1, **values)

    def remove(self, question: QuestionId) -> None:
        self.run(questions.delete().where(questions.c.id == question))

    # Pieces ----------------------------------------------------------------------------------------------------------
    def add_piece(
        self, question: QuestionId, author: PersonId, side: str, text: str, medium: MediumId | None, *, now: datetime
    ) -> None:
        """Add a piece to what one side is putting together."""
        values = {"question_id": question, "author_id": author, "side": side, "text": text, "medium_id": medium}
        self.insert(question_pieces, at=now, **values)

    def pieces(self, question: QuestionId) -> list[Piece]:
        """Everything said about a question, in its order."""
        return self.pieces_of([question]).get(question, [])

    def pieces_of(self, wanted: Sequence[QuestionId]) -> dict[QuestionId, list[Piece]]:
        """The same for several questions."""
        columns = [question_pieces.c[name] for name in ("id", "side", "text", "medium_id", "turn", "question_id")]
        found = self.all(
            sa.select(*columns, media.c.kind, media.c.seconds, media.c.size)
            .join(media, media.c.id == question_pieces.c.medium_id, isouter=True)
            .where(question_pieces.c.question_id.in_(wanted))
            .order_by(question_pieces.c.id)
        )
        pieces: dict[QuestionId, list[Piece]] = {}
        for row in found:
            pieces.setdefault(QuestionId(row.question_id), []).append(_piece(row))
        return pieces

    def send_pieces(self, question: QuestionId, side: str, turn: int) -> int:
        """What one side has put together is sent as a turn; returns how many pieces."""
        return self.update(question_pieces, *_unsent(question, side), turn=turn)

    def drop_pieces(self, question: QuestionId, side: str) -> int:
        """Forget what one side has put together; returns how many pieces."""
        return self.run(question_pieces.delete().where(*_unsent(question, side))).rowcount

    # Reminders -------------------------------------------------------------------------------------------------------
    def due(self, *, now: datetime, limit: int) -> list[QuestionId]:
        """Questions about which somebody is to be reminded."""
        found = self.all(
            sa.select(questions.c.id).where(questions.c.due_at <= now).order_by(questions.c.due_at).limit(limit)
        )
        return [QuestionId(row.id) for row in found]

    def remind_at(self, question: QuestionId, at: datetime | None) -> None:
        """When somebody is reminded next; nothing else of the question changes."""
        self.update(questions, questions.c.id == question, due_at=at)

    def next_at(self) -> datetime | None:
        """When the next reminder is due."""
        row = self.first(
            sa.select(questions.c.due_at).where(questions.c.due_at.is_not(None)).order_by(questions.c.due_at)
        )
        return row.due_at if row else None

    # What everybody may read -----------------------------------------------------------------------------------------
    def published(self) -> list[Published]:
        """All that everybody may read, the latest first."""
        where = published_questions.c.published_at.is_not(None)
        order = (published_questions.c.published_at.desc(), published_questions.c.id.desc())
        return [Published(*row) for row in self.all(sa.select(*_PUBLISHED).where(where).order_by(*order))]

    def public(self, published: int) -> Published | None:
        row = self.first(sa.select(*_PUBLISHED).where(published_questions.c.id == published))
        return Published(*row) if row else None

    def public_of(self, question: QuestionId) -> Published | None:
        """The public words of a question, also those that nobody may read yet."""
        row = self.first(sa.select(*_PUBLISHED).where(published_questions.c.question_id == question))
        return Published(*row) if row else None

    def begin_public(
        self, question: QuestionId, words: Mapping[str, Mapping[str, str]], *, by: PersonId, now: datetime
    ) -> None:
        """Keep the first public words of a question; nothing where there are some."""
        values = {"question_id": question, "words": dict(words), "editor_id": by, "changed_at": now}
        self.insert_new(published_questions, values, key=("question_id",))

    def change_public(self, published: int, *, by: PersonId, now: datetime, **values: object) -> None:
        """Change public words or whether they may be read; the revision grows."""
        grown = published_questions.c.revision + 1
        where = published_questions.c.id == published
        self.update(published_questions, where, revision=grown, editor_id=by, changed_at=now, **values)

    def _many(
        self, *where: sa.ColumnElement[bool], newest: bool = False, offset: int = 0, limit: int | None = None
    ) -> list[Question]:
        order: Sequence[sa.ColumnElement[Any]] = (questions.c.sent_at, questions.c.id)
        ordered = [column.desc() for column in order] if newest else order
        wanted = _SELECT.where(*where).order_by(*ordered).offset(offset).limit(limit)
        return [_question(row) for row in self.all(wanted)]


_ANSWERED = questions.c.state.in_((QuestionState.ANSWERED.value, QuestionState.HELPED.value))


def _waits(but: PersonId | None) -> sa.ColumnElement[bool]:
    taken = sa.and_(questions.c.state == QuestionState.TAKEN.value, ~_may_answer())
    free = sa.or_(questions.c.state == QuestionState.ASKED.value, taken)
    return free if but is None else sa.and_(free, questions.c.asker_id != but)


def _may_answer() -> sa.ColumnElement[bool]:
    """Whether the question's taker still has a role that answers questions."""
    mine = (roles.c.person_id == questions.c.taker_id, roles.c.state == "confirmed")
    return sa.exists().where(*mine, roles.c.role.in_([role.value for role in ADVISERS]))


def _unsent(question: QuestionId, side: str) -> tuple[sa.ColumnElement[bool], ...]:
    pieces = question_pieces.c
    return pieces.question_id == question, pieces.side == side, pieces.turn == 0


def _piece(row: AnyRow) -> Piece:
    kind, seconds, size = row.kind or "text", row.seconds or 0, row.size or 0
    return Piece(row.id, row.side, row.text, row.medium_id, kind, seconds, size, row.turn)


def _question(row: AnyRow) -> Question:
    return Question(
        id=QuestionId(row.id),
        asker=PersonId(row.asker_id),
        asker_name=row.asker_name,
        group=GroupId(row.group_id) if row.group_id else None,
        about=About(row.about, row.subject, row.place),
        state=row.state,
        revision=row.revision,
        turns=row.turns,
        taker=PersonId(row.taker_id) if row.taker_id else None,
        taker_name=row.taker_name or "",
        sent_at=row.sent_at,
        taken_at=row.taken_at,
        answered_at=row.answered_at,
    )
