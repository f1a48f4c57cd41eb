"""What experts and groups say to each other about a plan beside points and comments, as it is kept."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.ids import AssignmentId, CommentId, ExchangeId, MediumId, PersonId
from bot.domain.reviews import Comment, Exchange, Word
from bot.store.repository import Repository
from bot.store.tables import exchanges

_SELECT = sa.select(
    exchanges.c.id,
    exchanges.c.assignment_id,
    exchanges.c.comment_id,
    exchanges.c.kind,
    exchanges.c.text,
    exchanges.c.medium_id,
    exchanges.c.at,
    exchanges.c.answer,
    exchanges.c.answer_medium_id,
    exchanges.c.answered_at,
)


class Exchanges(Repository):
    """A group's words on comments, experts' questions to groups, and the one answer to each."""

    def feel(self, comment: Comment, word: Word, person: PersonId, *, now: datetime) -> None:
        """Keep what a group says of a comment; it takes the place of what was said before."""
        values = {"assignment_id": comment.review, "comment_id": comment.id, "kind": word.value}
        self.upsert(exchanges, values | {"person_id": person, "at": now}, key=("comment_id",))

    def put_question(
        self, review: AssignmentId, text: str, medium: MediumId | None, person: PersonId, *, now: datetime
    ) -> ExchangeId:
        """Keep an expert's question to a group."""
        values = {"kind": Word.QUESTION.value, "text": text, "medium_id": medium, "person_id": person, "at": now}
        return ExchangeId(self.insert(exchanges, assignment_id=review, **values))

    def question(self, review: AssignmentId) -> Exchange | None:
        """What an expert asks the group in a review."""
        return self._one(exchanges.c.assignment_id == review, exchanges.c.kind == Word.QUESTION.value)

    def get(self, exchange: ExchangeId) -> Exchange | None:
        return self._one(exchanges.c.id == exchange)

    def of_comment(self, comment: CommentId) -> Exchange | None:
        """What a group says of a comment."""
        return self._one(exchanges.c.comment_id == comment)

    def answer(
        self, exchange: ExchangeId, text: str, medium: MediumId | None, person: PersonId, *, now: datetime
    ) -> bool:
        """Keep the answer of the other side; False: there is one already."""
        values = {"answer": text, "answer_medium_id": medium, "answerer_id": person, "answered_at": now}
        here = (exchanges.c.id == exchange, exchanges.c.answered_at.is_(None))
        return bool(self.update(exchanges, *here, **values))

    def _one(self, *where: sa.ColumnElement[bool]) -> Exchange | None:
        row = self.first(_SELECT.where(*where))
        return Exchange(*row) if row else None
