"""All messages about an action are changed by the first answer, and taking it back asks again."""

from __future__ import annotations

from bot.domain.plans import Action
from bot.services.reminders import messages
from bot.services.reminders.messages import ReminderItem
from bot.store.database import Database
from bot.store.reminders import Reminder
from tests.planning import NOW, Village, carried, settle

SENG = 1002


def asked(village: Village) -> ReminderItem:
    """The first reminder of the action, as an item."""
    line = carried(village)
    action, row = village.uow.actions.get(line), village.uow.reminders.waiting(line)[0]
    assert isinstance(action, Action)
    assert isinstance(row, Reminder)
    return ReminderItem(row, action, late=False)


def waits(village: Village) -> list[tuple[str, str]]:
    """(how, which notice) of what waits to be sent."""
    return [(row.method, row.notice) for row in village.uow.outbox.due(now=NOW, limit=10)]


def test_one_action_is_asked_by_itself_and_shows_its_answer(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        item = asked(village)
        messages.send(uow, SENG, village.seng.id, [item], now=NOW)
        assert waits(village) == [("send", "reminder")]
        messages.settle(uow, item.action, 1, now=NOW)
        assert waits(village)[1:] == [("edit", "reminder_answered")]
        messages.ask_again(uow, item.action, now=NOW)
        assert waits(village)[2:] == [("edit", "reminder")]


def test_an_older_message_says_that_a_newer_one_asks(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        item = asked(village)
        messages.send(uow, SENG, village.seng.id, [item], now=NOW)
        (row,) = uow.outbox.due(now=NOW, limit=10)
        messages.move_below(uow, row.id, SENG, village.seng.id, now=NOW)
        assert waits(village)[1:] == [("edit", "reminder_below")]
