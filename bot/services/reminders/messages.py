"""The messages that ask about actions: the first answer changes all that ask about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery import Method
from bot.domain.ids import ActionId, PersonId
from bot.domain.notices import Notice
from bot.domain.notices.reminders import (
    ReminderAnswered,
    ReminderBelow,
    ReminderChat,
    ReminderDue,
    ReminderLeader,
    ReminderStaff,
    ReminderSummary,
    ReminderWithdrawn,
)
from bot.domain.plans import Action
from bot.domain.reminders import About, Recipient
from bot.services import notices
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing
from bot.store.reminder_messages import Asked
from bot.store.reminders import Reminder

MOST = 40  # items of one summary


@dataclass(frozen=True, slots=True)
class ReminderItem:
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
    items: Sequence[ReminderItem],
    again: Sequence[Asked] = (),
    *,
    now: datetime,
) -> None:
    """A new message that asks `items`, and `again` what an earlier one asked; one alone is asked by itself."""
    new = {item.action.id for item in items}
    kept = [asked for asked in again if asked.action not in new]
    listed = [(asked.action, asked.recipient) for asked in kept]
    listed += [(item.action.id, item.row.recipient) for item in items]
    late, rested = any(one.late for one in items), any(one.rested for one in items)
    summary = ReminderSummary(items=tuple(listed), late=late, rested=rested)
    what = _asked(items[0], person) if len(listed) == 1 else summary
    written = uow.outbox.put(notices.row(what, chat, person), now=now)
    uow.reminder_messages.note(
        written, chat, [(one.reminder, one.action, _revision(uow, one)) for one in kept], now=now
    )
    _note(uow, written, chat, items, now=now)


def add(
    uow: UnitOfWork, row: int, chat: int, person: PersonId | None, items: Sequence[ReminderItem], *, now: datetime
) -> None:
    """Put `items` into the message that an outbox row became: it turns into a summary of all that is still open.

    Of very many the oldest are left out; they stay in the list of the work.
    """
    asked = uow.reminder_messages.of_row(row)
    still = [one for one in asked if one.open]
    over = still[: max(0, len(still) + len(items) - MOST)]
    if gone := [one.reminder for one in asked if not one.open or one in over]:
        uow.reminder_messages.ask_below(row, gone)
    _note(uow, row, chat, items, now=now)
    _rewrite(uow, row, chat, person, now=now)


def move_below(uow: UnitOfWork, row: int, chat: int, person: PersonId | None, *, now: datetime) -> None:
    """What an older message asks is asked again in a newer one: it says so and loses its buttons."""
    asked = uow.reminder_messages.of_row(row)
    if asked:
        uow.reminder_messages.ask_below(row)
        _edit(uow, row, chat, person, ReminderBelow(asked[0].action), now=now)


def settle(uow: UnitOfWork, action: Action, entry: int, spot: Spot = NOWHERE, *, now: datetime) -> None:
    """Every message that asked about an action shows the answer instead, but the one that is being answered."""
    for row in uow.reminder_messages.of_action(action.id):
        message = uow.outbox.message_of(row.id)
        if message is not None and (row.chat, message) == (spot.chat, spot.message):
            continue
        if len(_items(uow, row.id)) > 1:
            if message is None or _shows(uow, row, message):
                _rewrite(uow, row.id, row.chat, row.person, now=now)
        else:
            told = ReminderAnswered(action=action.id, checkin=entry)
            _edit(uow, row.id, row.chat, row.person, told, now=now)


def withdraw(uow: UnitOfWork, action: Action, *, now: datetime) -> None:
    """The work of a plan rests: every message that asked about it says so and loses its buttons."""
    for row in uow.reminder_messages.of_action(action.id):
        _edit(uow, row.id, row.chat, row.person, ReminderWithdrawn(action.id), now=now)


def ask_again(uow: UnitOfWork, action: Action, *, now: datetime) -> None:
    """An answer was taken back: every message that asked about the action asks again."""
    uow.reminder_messages.renew(action.id, action.revision)
    for row in uow.reminder_messages.of_action(action.id):
        _rewrite(uow, row.id, row.chat, row.person, now=now)


def _asked(item: ReminderItem, person: PersonId | None) -> Notice:
    action, row = item.action, item.row
    ask = row.recipient is Recipient.OWNER and action.owner != person
    return _single(action.id, action.revision, row.recipient, person, start=row.about == About.START, ask=ask)


def _single(
    action: ActionId, revision: int, recipient: str, person: int | None, *, start: bool = False, ask: bool = False
) -> Notice:
    """The notice that asks about one action; without a person it stands in a group's chat."""
    if person is None:
        return ReminderChat(action, revision, start=start)
    if recipient == Recipient.LEADER:
        return ReminderLeader(action, revision, start=start)
    if recipient == Recipient.STAFF:
        return ReminderStaff(action, revision, start=start)
    return ReminderDue(action, revision, start=start, ask=ask)


def _note(uow: UnitOfWork, row: int, chat: int, items: Sequence[ReminderItem], *, now: datetime) -> None:
    listed = [(one.row.id, one.action.id, one.action.revision) for one in items]
    uow.reminder_messages.note(row, chat, listed, now=now)


def _revision(uow: UnitOfWork, asked: Asked) -> int:
    action = uow.actions.get(asked.action)
    return action.revision if action else 0


def _shows(uow: UnitOfWork, row: Outgoing, message: int) -> bool:
    """Whether a message is still the summary, and not a page that its reader opened in its place."""
    shown = uow.shown_pages.of_message(row.chat, message)
    return shown is None or shown.lane == Lane.NOTICE


def _items(uow: UnitOfWork, row: int) -> list[tuple[ActionId, str]]:
    """What a message asks: action and recipient, each action once."""
    return list({one.action: (one.action, one.recipient) for one in uow.reminder_messages.of_row(row)}.values())


def _rewrite(uow: UnitOfWork, row: int, chat: int, person: int | None, *, now: datetime) -> None:
    """A message asks what it asks as things stand now: one action by itself, several as a summary."""
    items = _items(uow, row)
    if len(items) > 1:
        _edit(uow, row, chat, person, ReminderSummary(items=tuple(items), late=False, again=True), now=now)
        return
    key, recipient = items[0]
    action = uow.actions.get(key)
    _edit(uow, row, chat, person, _single(key, action.revision if action else 0, recipient, person), now=now)


def _edit(uow: UnitOfWork, row: int, chat: int, person: int | None, what: Notice, *, now: datetime) -> None:
    edit = notices.row(what, chat, person)
    edit.method, edit.edits, edit.message_id = Method.EDIT, row, uow.outbox.message_of(row)
    uow.outbox.put(edit, now=now)
