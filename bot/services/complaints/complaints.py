"""A confidential word from its first piece to "settled": who says it, its one reader, and the next where none answers.

Nobody else has any way to it, whatever their roles. What somebody may not open is Missing: nobody learns that it is
there. The log names neither side, and a notice never holds a word of it.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.domain.complaints import COMPLAINANT, READER, Complaint, ComplaintState, Speaker, Word
from bot.domain.ids import ChatId, ComplaintId, PersonId
from bot.domain.incoming import Answer
from bot.domain.notices.complaints import WordAnswered, WordCame, WordPassedOn
from bot.domain.people import Person
from bot.domain.refused import Missing, Refused, Stale
from bot.services import media, notices
from bot.services.complaints import readers
from bot.store.database import UnitOfWork

LONGEST = 4000  # characters of a piece
MOST = 20  # pieces of one sending
OPEN = 5  # words of one person that wait at a time
_FIGURES, _TRIES = 6, 100  # of a number, and to find one that is free


# Saying it ------------------------------------------------------------------------------------------------------------
def begun(uow: UnitOfWork, *, by: PersonId) -> tuple[Complaint | None, list[Word]]:
    """What somebody is putting together."""
    draft = uow.complaints.draft(by)
    return draft, uow.complaints.words(draft.id) if draft else []


def begin(uow: UnitOfWork, answer: Answer, *, by: Person, now: datetime) -> None:
    """Add a piece to what somebody is putting together, and begin with it. Raises: Missing, Refused."""
    draft = uow.complaints.draft(by.id)
    if draft is None:
        waiting = [one for one in uow.complaints.of_person(by.id) if one.state is ComplaintState.WAITING]
        if len(waiting) >= OPEN:
            raise Refused("Your words before wait for an answer. You can add to them: open one by its number")
        chain = readers.chain(uow, without=[by.id])
        if not chain:
            raise Missing("Nobody can read it yet. Ask an administrator to name somebody")
        key = uow.complaints.add(_number(uow), by.id, chain[0], now=now)
    else:
        key = draft.id
    _add(uow, key, COMPLAINANT, answer, now)


def readers_of(uow: UnitOfWork, *, by: PersonId) -> list[PersonId]:
    """Who would read what somebody is putting together, first whoever it is for; the others can be chosen instead."""
    chain, draft = readers.chain(uow, without=[by]), uow.complaints.draft(by)
    wanted = draft.reader if draft else None
    return sorted(chain, key=lambda one: one != wanted)


def choose_reader(uow: UnitOfWork, reader: PersonId, *, by: Person) -> None:
    """Somebody else than the first shall read it; those before never do. Raises: Missing, Stale."""
    draft = _own_draft(uow, by)
    chain = readers.chain(uow, without=[by.id])
    if reader not in chain:
        raise Missing
    passed = chain[: chain.index(reader)]
    uow.complaints.put(draft.id, reader_id=reader, passed=passed)


def drop(uow: UnitOfWork, *, by: Person) -> None:
    """Forget what is being put together."""
    draft = uow.complaints.draft(by.id)
    if draft is not None:
        uow.complaints.drop(draft.id)


def send(uow: UnitOfWork, *, named: bool, by: Person, now: datetime) -> Complaint:
    """Send what was put together, with one's name or without; its number is for asking after it.

    Raises: Missing, Stale.
    """
    draft = _own_draft(uow, by)
    if not uow.complaints.send(draft.id, COMPLAINANT):
        raise Stale
    reader = _next(uow, draft) if draft.reader not in readers.chain(uow) else draft.reader
    if reader is None:
        raise Missing("Nobody can read it yet. Ask an administrator to name somebody")
    uow.complaints.put(draft.id, named=named, sent_at=now)
    _hand(uow, draft, reader, draft.passed, now=now)
    uow.audit.note(None, "a confidential word came", "", now=now)
    return open_own(uow, draft.id, by=by)


# Going on with it -----------------------------------------------------------------------------------------------------
def open_own(uow: UnitOfWork, complaint: ComplaintId, *, by: Person) -> Complaint:
    """What somebody said, for themselves. Raises: Missing."""
    found = uow.complaints.get(complaint)
    if found is None or found.person != by.id or found.state is ComplaintState.DRAFT:
        raise Missing
    return found


def open_numbered(uow: UnitOfWork, number: str, *, by: Person) -> Complaint:
    """The same by its number. Raises: Missing."""
    found = uow.complaints.numbered(number, by.id)
    if found is None or found.state is ComplaintState.DRAFT:
        raise Missing("You have said no word with this number")
    return found


def open_to_read(uow: UnitOfWork, complaint: ComplaintId, *, by: Person) -> Complaint:
    """What somebody is to read and answer, for its present reader and nobody else. Raises: Missing."""
    found = uow.complaints.get(complaint)
    if found is None or found.reader != by.id or found.person == by.id or found.state is ComplaintState.DRAFT:
        raise Missing
    if by.id not in readers.chain(uow):  # taken off meanwhile: it goes to the next
        raise Missing
    return found


def visible(uow: UnitOfWork, complaint: Complaint, *, by: Person) -> list[Word]:
    """The words of it that one of its two sides sees: what was sent, and what they put together. Raises: Missing."""
    if by.id not in (complaint.person, complaint.reader):
        raise Missing
    mine = _side(complaint, by)
    return [word for word in uow.complaints.words(complaint.id) if word.sent or word.speaker is mine]


def add(uow: UnitOfWork, complaint: ComplaintId, answer: Answer, *, by: Person, now: datetime) -> None:
    """Add a piece to what one of its two sides answers. Raises: Missing, Refused."""
    found = _open_either(uow, complaint, by)
    _add(uow, found.id, _side(found, by), answer, now)


def unsay(uow: UnitOfWork, complaint: ComplaintId, *, by: Person) -> None:
    """Forget what one of its two sides put together and did not send. Raises: Missing."""
    found = _open_either(uow, complaint, by)
    uow.complaints.unsay(found.id, _side(found, by))


def reply(uow: UnitOfWork, complaint: ComplaintId, *, by: Person, now: datetime) -> None:
    """Send what one of its two sides put together; the other is told. Raises: Missing, Stale."""
    uow.complaints.lock(complaint)
    found = _open_either(uow, complaint, by)
    side = _side(found, by)
    if not uow.complaints.send(found.id, side):
        raise Stale
    if side is READER:
        uow.complaints.put(found.id, state=ComplaintState.ANSWERED, due_at=None)
        notices.tell(uow, found.person, WordAnswered(found.id), now=now)
        uow.audit.note(None, "a confidential word was answered", "", now=now)
        return
    reader = found.reader if found.reader in readers.chain(uow) else _next(uow, found)
    if reader is None:
        raise Missing("Nobody can read it yet. Ask an administrator to name somebody")
    _hand(uow, found, reader, found.passed, now=now)


def settle(uow: UnitOfWork, complaint: ComplaintId, *, by: Person) -> None:
    """Whoever said it says that it is settled. Raises: Missing, Stale."""
    found = open_own(uow, complaint, by=by)
    if found.state is not ComplaintState.ANSWERED:
        raise Stale
    uow.complaints.put(found.id, state=ComplaintState.SETTLED, due_at=None)


def play(
    uow: UnitOfWork, complaint: ComplaintId, *, chat: ChatId, begin: object = 0, by: Person, now: datetime
) -> media.Rest:
    """Send one of its two sides the next few voices and pictures of the other. Raises: Missing."""
    found = _open_either(uow, complaint, by)
    theirs = [word.medium for word in visible(uow, found, by=by) if word.speaker is not _side(found, by)]
    return media.show(uow, theirs, chat, by.id, begin=begin, now=now)


# In time --------------------------------------------------------------------------------------------------------------
def pass_on(uow: UnitOfWork, *, now: datetime) -> int:
    """Hand what was not answered in time to the next reader; the last one is told once more. Call it until it is 0."""
    found = uow.complaints.due(now=now)
    if found is None:
        return 0
    reader = _next(uow, found)
    if reader is None:
        if found.reader in readers.chain(uow):
            _hand(uow, found, found.reader, found.passed, now=now)
        else:
            uow.complaints.put(found.id, due_at=now + _time(uow))
        return 1
    passed = found.passed | ({found.reader} if found.reader else set())
    _hand(uow, found, reader, passed, now=now)
    if found.reader:
        notices.tell(uow, found.reader, WordPassedOn(), now=now)
    return 1


def _hand(
    uow: UnitOfWork, found: Complaint, reader: PersonId | None, passed: frozenset[PersonId], *, now: datetime
) -> None:
    assert reader is not None, "somebody reads it"
    values = {"reader_id": reader, "state": ComplaintState.WAITING, "due_at": now + _time(uow)}
    uow.complaints.put(found.id, passed=passed, **values)
    notices.tell(uow, reader, WordCame(found.id), now=now)


def _next(uow: UnitOfWork, found: Complaint) -> PersonId | None:
    """Who reads it after its present reader."""
    without = {found.person, *found.passed, *([found.reader] if found.reader else [])}
    return next(iter(readers.chain(uow, without=without)), None)


def _time(uow: UnitOfWork) -> timedelta:
    return timedelta(days=readers.days(uow))


def _side(found: Complaint, by: Person) -> Speaker:
    return COMPLAINANT if found.person == by.id else READER


def _open_either(uow: UnitOfWork, complaint: ComplaintId, by: Person) -> Complaint:
    found = uow.complaints.get(complaint)
    if found is not None and found.person == by.id:
        return open_own(uow, complaint, by=by)
    return open_to_read(uow, complaint, by=by)


def _own_draft(uow: UnitOfWork, by: Person) -> Complaint:
    draft = uow.complaints.draft(by.id)
    locked = uow.complaints.lock(draft.id) if draft else None
    if locked is None or locked.state is not ComplaintState.DRAFT:
        raise Stale
    return locked


def _add(uow: UnitOfWork, key: ComplaintId, side: Speaker, answer: Answer, now: datetime) -> None:
    if answer.medium is None and not answer.is_text:
        raise Refused("Please write or speak it, or send a photo")
    if len(answer.text) > LONGEST:
        raise Refused("This is too long. Please send it in two parts")
    if sum(not word.sent and word.speaker is side for word in uow.complaints.words(key)) >= MOST:
        raise Refused("That is enough for one sending. Press Send")
    uow.complaints.say(key, side, answer.text, answer.medium, now=now)


def _number(uow: UnitOfWork) -> str:
    """Six figures that nobody can guess and no other word has."""
    for _ in range(_TRIES):
        number = str(secrets.randbelow(9 * 10 ** (_FIGURES - 1)) + 10 ** (_FIGURES - 1))
        if not uow.complaints.taken(number):
            return number
    raise RuntimeError("every number that was tried is taken")
