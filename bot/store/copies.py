"""Which message asks about which action, so that one answer changes them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.ids import ActionId
from bot.store.outbox import Outgoing
from bot.store.shelf import Shelf
from bot.store.tables import actions, copies, outbox, reminders


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a message: a reminder, and the action as it was then. `open`: nobody answered since."""

    row: int
    reminder: int
    action: ActionId
    hears: str
    at: datetime
    open: bool


_ASKED = (
    copies.c.row_id,
    copies.c.reminder_id,
    copies.c.action_id,
    reminders.c.hears,
    copies.c.at,
    (copies.c.revision == actions.c.revision).label("open"),
)
_JOINED = copies.join(reminders, reminders.c.id == copies.c.reminder_id).join(
    actions, actions.c.id == copies.c.action_id
)


class Copies(Shelf):
    """The questions that stand in people's chats."""

    def note(self, row: int, chat: int, questions: Sequence[tuple[int, ActionId, int]], *, now: datetime) -> None:
        """An outbox row asks about these (reminder, action, revision)."""
        fixed = {"row_id": row, "chat_id": chat, "at": now}
        names = ("reminder_id", "action_id", "revision")
        if questions:
            self.run(copies.insert(), [fixed | dict(zip(names, question, strict=True)) for question in questions])

    def since(self, chat: int, at: datetime) -> list[Asked]:
        """What a chat was asked after an instant, by messages that arrived or still may; the oldest first."""
        found = self.all(
            sa.select(*_ASKED)
            .select_from(_JOINED.join(outbox, outbox.c.id == copies.c.row_id))
            .where(copies.c.chat_id == chat, copies.c.at > at, outbox.c.state != "refused")
            .order_by(copies.c.row_id, copies.c.id)
        )
        return [Asked(*row) for row in found]

    def of_row(self, row: int) -> list[Asked]:
        """What one message asks."""
        found = self.all(sa.select(*_ASKED).select_from(_JOINED).where(copies.c.row_id == row).order_by(copies.c.id))
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
            .where(copies.c.action_id == action, copies.c.at > at, reminders.c.about == "due")
            .where(reminders.c.hears.not_in(("leader", "staff")))
            .order_by(copies.c.id.desc())
        )
        return (row.due_on, row.days) if row else None

    def in_chat(self, chat: int, reminder: int) -> bool:
        """Whether a chat was asked this already, by a message that arrived or still may."""
        asked = (
            sa.select(copies.c.id)
            .join(outbox, outbox.c.id == copies.c.row_id)
            .where(copies.c.chat_id == chat, copies.c.reminder_id == reminder, outbox.c.state != "refused")
        )
        return self.first(asked) is not None

    def ask_below(self, row: int) -> None:
        """What a message asks is asked again in a newer one."""
        self.update(copies, copies.c.row_id == row, below=True)

    def renew(self, action: ActionId, revision: int) -> None:
        """The messages that ask about an action ask about this revision of it again."""
        self.update(copies, copies.c.action_id == action, copies.c.below.is_(False), revision=revision)
