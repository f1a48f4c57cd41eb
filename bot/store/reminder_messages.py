"""Which message asks about which action, so that one answer changes them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.ids import ActionId
from bot.domain.reminders import ESCALATIONS, About, Recipient
from bot.store.outbox import Outgoing
from bot.store.repository import AnySelect, Repository
from bot.store.tables import actions, copies, outbox, reminders


@dataclass(frozen=True, slots=True)
class Asked:
    """One item of a message: a reminder, and the action as it was then. `open`: nobody answered since."""

    row: int
    reminder: int
    action: ActionId
    recipient: Recipient
    at: datetime
    open: bool


_ASKED = (
    copies.c.row_id,
    copies.c.reminder_id,
    copies.c.action_id,
    reminders.c.recipient,
    copies.c.at,
    (copies.c.revision == actions.c.revision).label("open"),
)
_JOINED = copies.join(reminders, reminders.c.id == copies.c.reminder_id).join(
    actions, actions.c.id == copies.c.action_id
)


class ReminderMessages(Repository):
    """The reminder messages in people's chats."""

    def note(self, row: int, chat: int, items: Sequence[tuple[int, ActionId, int]], *, now: datetime) -> None:
        """An outbox row asks about these (reminder, action, revision)."""
        fixed = {"row_id": row, "chat_id": chat, "at": now}
        names = ("reminder_id", "action_id", "revision")
        if items:
            rows = [fixed | dict(zip(names, item, strict=True)) for item in items]
            self.insert_new(copies, rows, key=("row_id", "reminder_id"))

    def digests(self, chat: int, *, since: datetime) -> list[int]:
        """The messages that asked a chat something after an instant and arrived or still may, the oldest first."""
        found = self.all(
            sa.select(copies.c.row_id)
            .join(outbox, outbox.c.id == copies.c.row_id)
            .where(copies.c.chat_id == chat, copies.c.at > since, outbox.c.state != "refused")
            .distinct()
            .order_by(copies.c.row_id)
        )
        return [row.row_id for row in found]

    def of_row(self, row: int) -> list[Asked]:
        """What one message asks, the oldest first."""
        where = (copies.c.row_id == row, copies.c.below.is_(False))
        found = self.all(sa.select(*_ASKED).select_from(_JOINED).where(*where).order_by(copies.c.id))
        return [Asked(*one) for one in found]

    def of_action(self, action: ActionId) -> list[Outgoing]:
        """Messages that ask about an action and have left or are going to, the oldest first."""
        columns = [outbox.c[name] for name in ("id", "chat_id", "lane", "method", "person_id", "content")]
        columns += [outbox.c[name] for name in ("notice", "args", "place", "edits", "message_id")]
        rows = sa.select(copies.c.row_id).where(copies.c.action_id == action, copies.c.below.is_(False))
        gone = outbox.c.state.not_in(("refused", "superseded"))
        found = self.all(sa.select(*columns).where(outbox.c.id.in_(rows), gone).order_by(outbox.c.id))
        return [Outgoing(*row) for row in found]

    def asked_late(self, action: ActionId, at: datetime) -> tuple[date, int] | None:
        """Due date and days of the last question about an action's due date that was put after an instant."""
        row = self.first(
            sa.select(reminders.c.due_on, reminders.c.days)
            .join(copies, copies.c.reminder_id == reminders.c.id)
            .where(copies.c.action_id == action, copies.c.at > at, reminders.c.about == About.DUE)
            .where(reminders.c.recipient.not_in(ESCALATIONS))
            .order_by(copies.c.id.desc())
        )
        return (row.due_on, row.days) if row else None

    def in_chat(self, chat: int, reminder: int) -> bool:
        """Whether a chat was asked this already, by a message that arrived or still may."""
        return self.first(self._asked(chat, reminder).where(outbox.c.state != "refused")) is not None

    def not_taken(self, chat: int, reminder: int) -> bool:
        """Whether a chat did not let this be asked in it."""
        return self.first(self._asked(chat, reminder).where(outbox.c.state == "refused")) is not None

    def _asked(self, chat: int, reminder: int) -> AnySelect:
        asked = sa.select(copies.c.id).join(outbox, outbox.c.id == copies.c.row_id)
        return asked.where(copies.c.chat_id == chat, copies.c.reminder_id == reminder)

    def ask_below(self, row: int, reminders_of: Sequence[int] | None = None) -> None:
        """A message stops asking about these reminders (all of its own when none are named)."""
        where = [copies.c.row_id == row]
        if reminders_of is not None:
            where.append(copies.c.reminder_id.in_(reminders_of))
        self.update(copies, *where, below=True)

    def renew(self, action: ActionId, revision: int) -> None:
        """The messages that ask about an action ask about this revision of it again."""
        self.update(copies, copies.c.action_id == action, copies.c.below.is_(False), revision=revision)
