"""Confidential words as they are kept: nothing else in the database holds a copy of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.domain.complaints import Complaint, ComplaintState, Speaker, Word
from bot.domain.ids import ComplaintId, MediumId, PersonId
from bot.store.repository import AnyRow, Repository
from bot.store.tables import complaint_readers, complaint_words, complaints, media

_COLUMNS = (
    complaints.c.id,
    complaints.c.number,
    complaints.c.person_id,
    complaints.c.named,
    complaints.c.reader_id,
    complaints.c.passed,
    complaints.c.state,
    complaints.c.due_at,
    complaints.c.sent_at,
)
_WORDS = (
    complaint_words.c.id,
    complaint_words.c.speaker,
    complaint_words.c.text,
    complaint_words.c.medium_id,
    media.c.kind,
    sa.func.coalesce(media.c.seconds, 0),
    sa.func.coalesce(media.c.size, 0),
    complaint_words.c.sent,
    complaint_words.c.at,
)


class Complaints(Repository):
    """Confidential words, and whom the administrators named to read them."""

    def add(self, number: str, person: PersonId, reader: PersonId, *, now: datetime) -> ComplaintId:
        """Begin one; its number has to be free."""
        values = {"number": number, "person_id": person, "reader_id": reader, "state": ComplaintState.DRAFT}
        return ComplaintId(self.insert(complaints, created_at=now, **values))

    def taken(self, number: str) -> bool:
        """Whether a number was given before."""
        return self.value(complaints.c.id, complaints.c.number == number) is not None

    def get(self, complaint: ComplaintId) -> Complaint | None:
        return self._one(complaints.c.id == complaint)

    def lock(self, complaint: ComplaintId) -> Complaint | None:
        """The same, locked until the transaction ends."""
        self.first(sa.select(complaints.c.id).where(complaints.c.id == complaint).with_for_update())
        return self.get(complaint)

    def numbered(self, number: str, person: PersonId) -> Complaint | None:
        """The one of this number, if this very person said it."""
        return self._one(complaints.c.number == number, complaints.c.person_id == person)

    def draft(self, person: PersonId) -> Complaint | None:
        """What somebody is putting together."""
        return self._one(complaints.c.person_id == person, complaints.c.state == ComplaintState.DRAFT)

    def of_person(self, person: PersonId) -> list[Complaint]:
        """What somebody has said, the newest first."""
        return self._all(complaints.c.person_id == person, complaints.c.state != ComplaintState.DRAFT)

    def of_reader(self, reader: PersonId) -> list[Complaint]:
        """What somebody may read, the newest first."""
        return self._all(complaints.c.reader_id == reader, complaints.c.state != ComplaintState.DRAFT)

    def due(self, *, now: datetime) -> Complaint | None:
        """The one that waits longest beyond its time, locked; what somebody else has in hand is not due for us."""
        where = (complaints.c.state == ComplaintState.WAITING, complaints.c.due_at <= now)
        oldest = sa.select(complaints.c.id).where(*where).order_by(complaints.c.due_at)
        found = self.first(oldest.with_for_update(skip_locked=True))
        return self.get(ComplaintId(found.id)) if found else None

    def next_at(self) -> datetime | None:
        """When the next one has waited too long."""
        where = (complaints.c.state == ComplaintState.WAITING, complaints.c.due_at.is_not(None))
        found: datetime | None = self.value(sa.func.min(complaints.c.due_at), *where)
        return found

    def put(self, complaint: ComplaintId, *, passed: Iterable[PersonId] | None = None, **values: object) -> None:
        if passed is not None:
            values["passed"] = ",".join(str(one) for one in sorted(passed))
        self.update(complaints, complaints.c.id == complaint, **values)

    def drop(self, complaint: ComplaintId) -> None:
        """Forget what was not sent."""
        where = (complaints.c.id == complaint, complaints.c.state == ComplaintState.DRAFT)
        self.run(complaints.delete().where(*where))

    def hasten(self, reader: PersonId, *, now: datetime) -> None:
        """Somebody reads no more: what waits for them is due at once."""
        where = (complaints.c.reader_id == reader, complaints.c.state == ComplaintState.WAITING)
        self.update(complaints, *where, due_at=now)

    def forget(self, *, before: datetime) -> int:
        """Those that were sent before an instant and wait for nobody go; returns how many."""
        over = complaints.c.state.in_((ComplaintState.ANSWERED, ComplaintState.SETTLED))
        return self.run(complaints.delete().where(over, complaints.c.sent_at < before)).rowcount

    # Words -----------------------------------------------------------------------------------------------------------
    def say(
        self, complaint: ComplaintId, speaker: Speaker, text: str, medium: MediumId | None, *, now: datetime
    ) -> None:
        """Add a piece that is not sent yet."""
        values = {"complaint_id": complaint, "speaker": speaker, "text": text, "medium_id": medium}
        self.insert(complaint_words, at=now, **values)

    def words(self, complaint: ComplaintId) -> list[Word]:
        """Everything that either side said, in order."""
        joined = complaint_words.outerjoin(media, media.c.id == complaint_words.c.medium_id)
        wanted = sa.select(*_WORDS).select_from(joined).where(complaint_words.c.complaint_id == complaint)
        return [_word(row) for row in self.all(wanted.order_by(complaint_words.c.id))]

    def send(self, complaint: ComplaintId, speaker: Speaker) -> int:
        """What a side put together is sent; returns how many pieces."""
        return self.update(complaint_words, *_unsent(complaint, speaker), sent=True)

    def unsay(self, complaint: ComplaintId, speaker: Speaker) -> None:
        """Forget what a side put together and did not send."""
        self.run(complaint_words.delete().where(*_unsent(complaint, speaker)))

    # Who reads -------------------------------------------------------------------------------------------------------
    def readers(self) -> list[PersonId]:
        """Whom the administrators named, the first reads first."""
        found = self.all(sa.select(complaint_readers.c.person_id).order_by(complaint_readers.c.position))
        return [PersonId(row.person_id) for row in found]

    def name_reader(self, person: PersonId) -> bool:
        """Put somebody behind the others; False when they are named already."""
        last = self.value(sa.func.max(complaint_readers.c.position)) or 0
        return self.insert_new(complaint_readers, {"person_id": person, "position": last + 1}, key=("person_id",))

    def drop_reader(self, person: PersonId) -> bool:
        """Take somebody off; False when they were not named."""
        return bool(self.run(complaint_readers.delete().where(complaint_readers.c.person_id == person)).rowcount)

    def _one(self, *where: sa.ColumnElement[bool]) -> Complaint | None:
        row = self.first(sa.select(*_COLUMNS).where(*where))
        return _complaint(row) if row else None

    def _all(self, *where: sa.ColumnElement[bool]) -> list[Complaint]:
        rows: Sequence[AnyRow] = self.all(sa.select(*_COLUMNS).where(*where).order_by(complaints.c.id.desc()))
        return [_complaint(row) for row in rows]


def _unsent(complaint: ComplaintId, speaker: Speaker) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        complaint_words.c.complaint_id == complaint,
        complaint_words.c.speaker == speaker,
        complaint_words.c.sent.is_(False),
    )


def _word(row: AnyRow) -> Word:
    number, speaker, text, medium, kind, *rest = row
    return Word(number, speaker, text, medium, kind or "", *rest)


def _complaint(row: AnyRow) -> Complaint:
    passed = frozenset(PersonId(int(one)) for one in row.passed.split(",") if one)
    return Complaint(
        ComplaintId(row.id),
        row.number,
        PersonId(row.person_id),
        row.named,
        PersonId(row.reader_id) if row.reader_id else None,
        passed,
        row.state,
        row.due_at,
        row.sent_at,
    )
