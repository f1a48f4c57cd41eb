"""Asking the experts: a question is put together and sent, one expert takes it and answers, and may be asked more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.content.reminders import Waiting
from bot.domain.delivery import Method
from bot.domain.groups import Group
from bot.domain.ids import ChatId, PersonId, QuestionId
from bot.domain.incoming import Answer
from bot.domain.notices.questions import (
    QuestionAnswered,
    QuestionAsked,
    QuestionHelped,
    QuestionMore,
    QuestionPiece,
    QuestionTaken,
    QuestionWaits,
    QuestionWaitsLong,
)
from bot.domain.people import ADVISERS, Person, Role
from bot.domain.questions import ASKER, EXPERT, About, Piece, Question, QuestionState, latest, unsent
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reviews import ReviewState
from bot.services import free_text, media, notices
from bot.services.groups import groups
from bot.store.database import UnitOfWork

LONGEST = 2500  # characters of all that is sent at once: with what is quoted around it one message of 4,096 holds it
PIECES = 10  # of one sending; more nobody looks through
_SPOKEN = ("text", "voice", "audio", "photo", "video", "document")
_CHUNK = 100  # questions whose reminders are written in one transaction


# The asker ------------------------------------------------------------------------------------------------------------
def begun(uow: UnitOfWork, *, by: PersonId) -> tuple[Question | None, list[Piece]]:
    """What somebody is putting together and has not sent yet."""
    draft = uow.questions.draft(by)
    return draft, uow.questions.pieces(draft.id) if draft else []


def begin(uow: UnitOfWork, about: About, answer: Answer, *, by: Person, now: datetime) -> None:
    """Keep a piece of a new question; the first one begins it, and says where it was asked. Raises: Refused."""
    draft = uow.questions.draft(by.id)
    if draft is None:
        mine = groups.mine(uow, by.id)
        question = uow.questions.add(by.id, mine.id if mine else None, about, now=now)
    else:
        question = draft.id
    _keep(uow, question, ASKER, answer, by=by, now=now)


def begin_anew(uow: UnitOfWork, *, by: Person) -> None:
    """Forget what was put together for a new question."""
    draft = uow.questions.draft(by.id)
    if draft is not None:
        uow.questions.remove(draft.id)


def open_own(uow: UnitOfWork, question: QuestionId, *, by: Person) -> Question:
    """A question, for whoever asked it. Raises: Missing."""
    found = uow.questions.lock(question)
    if found is None or found.asker != by.id:
        raise Missing
    return found


def ask_more(uow: UnitOfWork, question: QuestionId, answer: Answer, *, by: Person, now: datetime) -> None:
    """Keep a piece of what is asked further. Raises: Missing, Refused."""
    open_own(uow, question, by=by)
    _keep(uow, question, ASKER, answer, by=by, now=now)


def send(uow: UnitOfWork, library: Library, question: QuestionId, *, by: Person, now: datetime) -> None:
    """Send what was put together: to the expert who answered before, else to all. Idempotent.

    Raises: Missing, Refused.
    """
    found = open_own(uow, question, by=by)
    if not uow.questions.send_pieces(question, ASKER, found.turns + 1):
        if found.waits:
            return
        raise Refused("Write, speak or send a photo first")
    expert = found.taker if found.taker and _answers(uow, found.taker) else None
    uow.questions.change(
        question,
        state=(QuestionState.TAKEN if expert else QuestionState.ASKED).value,
        taker_id=expert,
        sent_at=now,
        taken_at=now if expert else None,
        turns=found.turns + 1,
        due_at=_next(library, now, now),
    )
    if expert:
        notices.tell(uow, expert, QuestionMore(question=question), now=now)
    else:
        _offer(uow, question, without=by.id, now=now)


def drop(uow: UnitOfWork, question: QuestionId, *, by: Person) -> None:
    """Forget what was put together to ask further. Raises: Missing."""
    open_own(uow, question, by=by)
    uow.questions.drop_pieces(question, ASKER)


def helped(uow: UnitOfWork, question: QuestionId, *, by: Person, now: datetime) -> None:
    """The answer helps: whoever gave it hears of it, once. Raises: Missing, Stale."""
    found = open_own(uow, question, by=by)
    if found.state is QuestionState.HELPED:
        return
    if found.state is not QuestionState.ANSWERED:
        raise Stale
    uow.questions.change(question, state=QuestionState.HELPED.value)
    if found.taker:
        notices.tell(uow, found.taker, QuestionHelped(question=question), now=now, key=f"{question}:{found.turns}")


# The experts ----------------------------------------------------------------------------------------------------------
def answerers(uow: UnitOfWork) -> list[PersonId]:
    """Whom a new question goes to: the experts, without any the staff."""
    found = uow.people.with_role(Role.EXPERT) or uow.people.with_role(Role.STAFF)
    return [person.id for person in found]


def open_to_answer(uow: UnitOfWork, question: QuestionId, *, by: Person) -> Question:
    """A question that was sent, for experts and staff. Raises: Missing, Forbidden."""
    check(by=by)
    found = uow.questions.lock(question)
    if found is None or found.state is QuestionState.DRAFT:
        raise Missing
    return found


def check(*, by: Person) -> None:
    """Refused to everybody but experts and staff. Raises: Forbidden."""
    if not by.roles & ADVISERS:
        raise Forbidden


def take(uow: UnitOfWork, library: Library, question: QuestionId, *, by: Person, now: datetime) -> None:
    """Take a question in hand. Of two who do so at once one is told whose it is; idempotent.

    Raises: Missing, Forbidden, Stale.
    """
    found = open_to_answer(uow, question, by=by)
    if found.state is QuestionState.TAKEN and found.taker == by.id:
        return
    if found.asker == by.id:
        raise Forbidden("This is your own question. Somebody else will answer it")
    if found.answered:
        raise Stale("{name} has answered this question already. Thank you", name=_taker(uow, question))
    if not uow.questions.take(question, by.id, due_at=_next(library, now, now), now=now):
        raise Stale("{name} has taken this question already. Thank you", name=_taker(uow, question))
    uow.questions.drop_pieces(question, EXPERT)  # of somebody who is no expert any more
    _show_taken(uow, found, by, now=now)


def hand_back(uow: UnitOfWork, library: Library, question: QuestionId, *, by: Person, now: datetime) -> None:
    """Give a question back: the other experts are told that it waits again.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = _open_taken(uow, question, by)
    if unsent(uow.questions.pieces(question), EXPERT):
        raise Refused("Send your answer first, or begin it anew")
    assert found.sent_at is not None, "a question that was taken had been sent"
    due = _next(library, found.sent_at, now)
    uow.questions.change(question, state=QuestionState.ASKED.value, taker_id=None, taken_at=None, due_at=due)
    _offer(uow, question, without=by.id, now=now)


def release(uow: UnitOfWork, library: Library, taker: PersonId, *, now: datetime) -> None:
    """Somebody answers no more: what they had taken waits for the others again. What they wrote unsent is dropped."""
    for found in uow.questions.of_taker(taker):
        if found.state is QuestionState.TAKEN and found.sent_at is not None:
            due = _next(library, found.sent_at, now)
            uow.questions.change(found.id, state=QuestionState.ASKED.value, taker_id=None, taken_at=None, due_at=due)
            uow.questions.drop_pieces(found.id, EXPERT)
            _offer(uow, found.id, without=taker, now=now)


def write(
    uow: UnitOfWork, library: Library, question: QuestionId, answer: Answer, *, by: Person, now: datetime
) -> None:
    """Keep a piece of an answer; whoever begins to answer a question that nobody has taken takes it.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_to_answer(uow, question, by=by)
    if not (found.answered and found.taker == by.id):
        take(uow, library, question, by=by, now=now)
    _keep(uow, question, EXPERT, answer, by=by, now=now)


def write_anew(uow: UnitOfWork, question: QuestionId, *, by: Person) -> None:
    """Forget what was put together for an answer. Raises: Missing, Forbidden, Stale."""
    if open_to_answer(uow, question, by=by).taker != by.id:
        raise Stale
    uow.questions.drop_pieces(question, EXPERT)


def reply(uow: UnitOfWork, question: QuestionId, *, by: Person, now: datetime) -> None:
    """Send the answer to whoever asked. Idempotent.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_to_answer(uow, question, by=by)
    if found.taker != by.id:
        raise Stale
    if not uow.questions.send_pieces(question, EXPERT, found.turns + 1):
        if found.answered:
            return
        raise Refused("Write, speak or send a photo first")
    values = {"answered_at": now, "due_at": None, "turns": found.turns + 1}
    uow.questions.change(question, state=QuestionState.ANSWERED.value, **values)
    for piece in latest(uow.questions.pieces(question), EXPERT):
        if piece.medium is not None:
            notices.tell(uow, found.asker, QuestionPiece(question=question, piece=piece.id), now=now)
    notices.tell(uow, found.asker, QuestionAnswered(question=question), now=now)


def asked_by(uow: UnitOfWork, question: Question, *, by: Person) -> Group | None:
    """The group that a question comes from, None where `by` is not to know it.

    An expert who judges a plan of that group must not know whom they advise, until the results are out.
    """
    group = uow.groups.get(question.group) if question.group else None
    if group is None:
        return None
    for review in uow.reviews.of_expert(by.id):
        plan = uow.plans.get(review.plan)
        if plan is not None and plan.group == group.id and review.state is not ReviewState.DECLINED:
            round_ = uow.rounds.get(plan.round)
            if round_ is not None and round_.state != "released":
                return None
    return group


def play(
    uow: UnitOfWork, question: QuestionId, side: str, *, chat: ChatId, begin: object = 0, by: Person, now: datetime
) -> media.Rest:
    """Send the next few voices and pictures of one side's pieces to a chat. For the asker and the experts.

    Raises: Forbidden.
    """
    found = uow.questions.get(question)
    if found is None or not (found.asker == by.id or by.roles & ADVISERS):
        raise Forbidden
    pieces = [piece for piece in uow.questions.pieces(question) if piece.side == side and visible(piece, found, by=by)]
    return media.show(uow, [piece.medium for piece in pieces if piece.medium], chat, by.id, begin=begin, now=now)


def visible(piece: Piece, question: Question, *, by: Person) -> bool:
    """Whether somebody may see a piece: what is not sent yet is its author's alone."""
    mine = question.asker if piece.side == ASKER else question.taker
    return bool(piece.turn) or by.id == mine


# Reminders ------------------------------------------------------------------------------------------------------------
def remind_due(uow: UnitOfWork, library: Library, zone: ZoneInfo, *, now: datetime) -> int:
    """Remind of questions that have waited long enough; returns how many were looked at, 0 when none is due.

    Every reminder has a unique key, the next one is a column of the question: idempotent for two clocks and restarts.
    """
    due = uow.questions.due(now=now, limit=_CHUNK)
    for question in due:
        _remind(uow, library, question, zone, now)
    return len(due)


def _remind(uow: UnitOfWork, library: Library, question: QuestionId, zone: ZoneInfo, now: datetime) -> None:
    found = uow.questions.lock(question)
    if found is None or not found.waits or found.sent_at is None:
        uow.questions.remind_at(question, None)
        return
    wakes = library.reminders.awake(now, zone)
    if wakes > now:
        uow.questions.remind_at(question, wakes)
        return
    since = found.taken_at or found.sent_at
    for step in library.reminders.questions:
        if since + timedelta(hours=step.hours) <= now:
            _tell(uow, found, step, now)
    uow.questions.remind_at(question, _next(library, since, now))


def _tell(uow: UnitOfWork, question: Question, step: Waiting, now: datetime) -> None:
    taker = question.taker if question.taker and _answers(uow, question.taker) else None
    key = f"{question.id}:{question.turns}"
    if step.to == "staff":
        staff = [person.id for person in uow.people.with_role(Role.STAFF)]
        notices.tell_all(uow, staff, QuestionWaitsLong(question=question.id), now=now, key=key)
    elif taker:
        notices.tell(uow, taker, QuestionWaits(question=question.id), now=now, key=f"{key}:taken")
    else:
        others = [person for person in answerers(uow) if person != question.asker]
        notices.tell_all(uow, others, QuestionWaits(question=question.id), now=now, key=key)


def _next(library: Library, since: datetime, now: datetime) -> datetime | None:
    """When the next reminder of a question is due that has waited `since` then; None after the last."""
    times = (since + timedelta(hours=step.hours) for step in library.reminders.questions)
    return min((at for at in times if at > now), default=None)


# What the verbs share -------------------------------------------------------------------------------------------------
def _keep(uow: UnitOfWork, question: QuestionId, side: str, answer: Answer, *, by: Person, now: datetime) -> None:
    text, before = answer.text.strip(), unsent(uow.questions.pieces(question), side)
    if answer.kind not in _SPOKEN or not (text or answer.medium):
        raise Refused("Sorry, this is not understood yet. You can write, speak or send a photo")
    characters = len(text) + sum(len(piece.text) for piece in before)
    if characters > LONGEST:
        raise free_text.too_long(characters, LONGEST)
    if len(before) >= PIECES:
        raise Refused("These are many pieces already. Send them first, then go on")
    uow.questions.add_piece(question, by.id, side, text, answer.medium, now=now)


def _answers(uow: UnitOfWork, person: PersonId) -> bool:
    return bool(uow.people.roles(person) & ADVISERS)


def _taker(uow: UnitOfWork, question: QuestionId) -> str:
    """Whose it is, read anew: on PostgreSQL who waited for a row sees its new values, but the names beside the old."""
    found = uow.questions.get(question)
    return found.taker_name if found else ""


def _open_taken(uow: UnitOfWork, question: QuestionId, by: Person) -> Question:
    found = open_to_answer(uow, question, by=by)
    if found.state is not QuestionState.TAKEN or found.taker != by.id:
        raise Stale
    return found


def _offer(uow: UnitOfWork, question: QuestionId, *, without: PersonId, now: datetime) -> None:
    """Tell the experts that a question waits for one of them."""
    others = [person for person in answerers(uow) if person != without]
    notices.tell_all(uow, others, QuestionAsked(question=question), now=now)


def _show_taken(uow: UnitOfWork, question: Question, by: Person, *, now: datetime) -> None:
    """The messages by which the others were told of the question say whose it is now."""
    for told in uow.outbox.told_of(_chats(uow, without=by.id), [QuestionAsked.notice], question=question.id):
        row = notices.row(QuestionTaken(question.id), told.chat, told.person)
        row.method, row.edits, row.message_id = Method.EDIT, told.id, told.message_id
        uow.outbox.put(row, now=now)


def _chats(uow: UnitOfWork, *, without: PersonId) -> Sequence[int]:
    accounts = [uow.people.account_of(person) for person in answerers(uow) if person != without]
    return [account for account in accounts if account is not None]
