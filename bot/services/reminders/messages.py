"""The messages that ask about actions: all copies of a question are one question, and the first answer changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.delivery import Method
from bot.domain.ids import PersonId
from bot.domain.plans import Action
from bot.domain.reminders import About, Recipient
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing
from bot.store.reminder_messages import Asked
from bot.store.reminders import Reminder

SUMMARY = "reminder_summary"
MOST = 40  # questions of one summary
# All others are asked how far the action is.
_NOTICES: dict[str, str] = {
    Recipient.LEADER: "reminder_leader",
    Recipient.STAFF: "reminder_staff",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One action in somebody's reminder. `late`: more than a day; `rested`: because the group was paused."""

    row: Reminder
    action: Action
    late: bool
    rested: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody answered: the message that the conversation itself is going to change."""

    chat: int = 0
    message: int = 0


NOWHERE = Spot()


def send(
    uow: UnitOfWork,
    chat: int,
    person: PersonId | None,
    questions: Sequence[Question],
    again: Sequence[Asked] = (),
    *,
    now: datetime,
) -> None:
    """A new message that asks `questions`, and `again` what an earlier one asked; one alone is asked by itself."""
    new = {question.action.id for question in questions}
    kept = [asked for asked in again if asked.action not in new]
    listed = [[asked.action, asked.recipient] for asked in kept]
    listed += [[question.action.id, question.row.recipient] for question in questions]
    first = questions[0]
    notice, args = _asked(first, person) if len(listed) == 1 else (SUMMARY, {"items": listed})
    if notice == SUMMARY:
        args |= {"late": any(one.late for one in questions), "rested": any(one.rested for one in questions)}
    row = Outgoing(0, chat, Lane.NOTICE, person=person, notice=notice, args=args)
    written = uow.outbox.put(row, now=now)
    uow.reminder_messages.note(
        written, chat, [(one.reminder, one.action, _revision(uow, one)) for one in kept], now=now
    )
    _note(uow, written, chat, questions, now=now)


def add(
    uow: UnitOfWork, row: int, chat: int, person: PersonId | None, questions: Sequence[Question], *, now: datetime
) -> None:
    """Put `questions` into the message that an outbox row became: it turns into a summary of all that is still open.

    Of very many the oldest are left out; they stay in the list of the work.
    """
    asked = uow.reminder_messages.of_row(row)
    still = [one for one in asked if one.open]
    over = still[: max(0, len(still) + len(questions) - MOST)]
    if gone := [one.reminder for one in asked if not one.open or one in over]:
        uow.reminder_messages.ask_below(row, gone)
    _note(uow, row, chat, questions, now=now)
    _rewrite(uow, row, chat, person, now=now)


def move_below(uow: UnitOfWork, row: int, chat: int, person: PersonId | None, *, now: datetime) -> None:
    """What an older message asks is asked again in a newer one: it says so and loses its buttons."""
    asked = uow.reminder_messages.of_row(row)
    if asked:
        uow.reminder_messages.ask_below(row)
        _edit(uow, row, chat, person, "reminder_below", {"action": asked[0].action}, now=now)


def settle(uow: UnitOfWork, action: Action, entry: int, spot: Spot = NOWHERE, *, now: datetime) -> None:
    """Every message that asked about an action shows the answer instead, but the one that is being answered."""
    for copy in uow.reminder_messages.of_action(action.id):
        message = uow.outbox.message_of(copy.id)
        if message is not None and (copy.chat, message) == (spot.chat, spot.message):
            continue
        if len(_items(uow, copy.id)) > 1:
            if message is None or _shows(uow, copy, message):
                _rewrite(uow, copy.id, copy.chat, copy.person, now=now)
        else:
            args = {"action": action.id, "checkin": entry}
            _edit(uow, copy.id, copy.chat, copy.person, "reminder_answered", args, now=now)


def ask_again(uow: UnitOfWork, action: Action, *, now: datetime) -> None:
    """An answer was taken back: every message that asked about the action asks again."""
    uow.reminder_messages.renew(action.id, action.revision)
    for copy in uow.reminder_messages.of_action(action.id):
        _rewrite(uow, copy.id, copy.chat, copy.person, now=now)


def _asked(question: Question, person: PersonId | None) -> tuple[str, dict[str, Any]]:
    action, row = question.action, question.row
    args: dict[str, Any] = {"action": action.id, "revision": action.revision}
    if row.about == About.START:
        args["start"] = 1
    if person is not None and row.recipient is Recipient.OWNER and action.owner != person:
        args["ask"] = 1  # the owner has no phone, or cannot be reached
    return _single(row.recipient, chat_of_all=person is None), args


def _single(recipient: str, *, chat_of_all: bool) -> str:
    """The notice that asks about one action."""
    return "reminder_chat" if chat_of_all else _NOTICES.get(recipient, "reminder")


def _note(uow: UnitOfWork, row: int, chat: int, questions: Sequence[Question], *, now: datetime) -> None:
    listed = [(one.row.id, one.action.id, one.action.revision) for one in questions]
    uow.reminder_messages.note(row, chat, listed, now=now)


def _revision(uow: UnitOfWork, asked: Asked) -> int:
    action = uow.plans.action(asked.action)
    return action.revision if action else 0


def _shows(uow: UnitOfWork, copy: Outgoing, message: int) -> bool:
    """Whether a message is still the summary, and not a page that its reader opened in its place."""
    shown = uow.outbox.shown_as(copy.chat, message)
    return shown is None or shown.lane == Lane.NOTICE


def _items(uow: UnitOfWork, row: int) -> list[list[Any]]:
    """What a message asks: [action, recipient], each action once."""
    return list({one.action: [one.action, one.recipient] for one in uow.reminder_messages.of_row(row)}.values())


def _rewrite(uow: UnitOfWork, row: int, chat: int, person: int | None, *, now: datetime) -> None:
    """A message asks what it asks as things stand now: one action by itself, several as a summary."""
    items = _items(uow, row)
    if len(items) > 1:
        _edit(uow, row, chat, person, SUMMARY, {"items": items, "late": False, "again": True}, now=now)
        return
    action = uow.plans.action(items[0][0])
    args = {"action": items[0][0], "revision": action.revision if action else 0}
    _edit(uow, row, chat, person, _single(items[0][1], chat_of_all=person is None), args, now=now)


def _edit(
    uow: UnitOfWork, row: int, chat: int, person: int | None, notice: str, args: dict[str, Any], *, now: datetime
) -> None:
    message = uow.outbox.message_of(row)
    edit = Outgoing(0, chat, Lane.NOTICE, method=Method.EDIT, person=person, notice=notice, args=args, edits=row)
    edit.message_id = message
    uow.outbox.put(edit, now=now)
