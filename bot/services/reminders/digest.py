"""What becomes of reminders whose time has come: gathered into one message for each person and group chat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.domain import zones
from bot.domain.groups import Group
from bot.domain.ids import ActionId, ChatId, PersonId
from bot.domain.people import Role
from bot.domain.plans import Action, ActionState
from bot.domain.reminders import (
    ESCALATIONS,
    MIDNIGHT,
    About,
    CheckInAnswer,
    Recipient,
    ReminderState,
    Told,
    morning,
    overdue,
)
from bot.services.reminders import holidays, messages, pauses
from bot.services.reminders.messages import ReminderItem
from bot.store.database import UnitOfWork
from bot.store.pauses import Pause
from bot.store.reminders import Reminder

_FINISHED = (ActionState.DONE, ActionState.REMOVED)
_WAVE = timedelta(hours=1)  # what comes so soon after another digest is put into that one
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class Digest:
    """The reminders of one chunk, collected by who gets them: a person, or a group chat."""

    uow: UnitOfWork
    library: Library
    now: datetime
    people: dict[PersonId, dict[ActionId, ReminderItem]] = field(default_factory=lambda: defaultdict(dict))
    chats: dict[ChatId, dict[ActionId, ReminderItem]] = field(default_factory=lambda: defaultdict(dict))

    def sort(self, group: Group, rows: Sequence[Reminder]) -> None:
        """Decide what becomes of one group's reminders: sent now, not needed, or at another time."""
        pause = self.uow.pauses.of(group.id)
        if not rows or self._waits(group, pause, [row.id for row in rows]):
            return
        zone = group.zone
        today, held = zones.day(self.now, zone), self._hold(group, rows, zone)
        decided: dict[ReminderState, list[int]] = {ReminderState.SENT: [], ReminderState.DROPPED: []}
        for row in rows:
            if row.id in held:
                continue
            action = self.uow.actions.get(row.action)
            if action is None or not self._needed(row, action, zone):
                decided[ReminderState.DROPPED].append(row.id)
                continue
            late = overdue(row.due_on, row.days, today)
            self._address(group, ReminderItem(row, action, late, late and _rested(row, pause, zone)))
            decided[ReminderState.SENT].append(row.id)
        for state, ids in decided.items():
            self.uow.reminders.mark(ids, state)

    def _waits(self, group: Group, pause: Pause | None, ids: Sequence[int]) -> bool:
        """Whether nothing may ring for this group now: then its reminders wait until it may."""
        hours = holidays.hours_of(group)
        if pause is not None and not pause.holds(zones.day(self.now, hours.zone)):
            pause = None
        if pause is not None and pause.until is None:
            self.uow.reminders.mark(ids, ReminderState.HELD)
            return True
        if pause is not None and pause.until is not None:
            rings = pauses.ends_at(self.library, group, pause.until, self._free)
        else:
            rings = holidays.rings_at(self.library, hours, self.now, self._free)
        if rings > self.now:
            self.uow.reminders.postpone(ids, rings)
        return rings > self.now

    @cached_property
    def _free(self) -> holidays.Free:
        return holidays.free(self.uow, self.library, since=self.now.date() - timedelta(days=1))

    def _hold(self, group: Group, rows: Sequence[Reminder], zone: ZoneInfo) -> set[int]:
        """Escalations of an action that its owner is only asked about now wait as long as the question was late."""
        asked = {
            row.action: (row.due_on, row.days)
            for row in rows
            if row.recipient not in ESCALATIONS and row.about == About.DUE
        }
        today, held = zones.day(self.now, zone), set()
        for row in rows:
            if row.recipient not in ESCALATIONS:
                continue
            latest = asked.get(row.action) or self.uow.reminder_messages.asked_late(row.action, self.now - _WAVE)
            if latest is not None:
                due_on, days = latest
                day = row.due_on + timedelta(days=row.days + max(1, (today - due_on).days - days))
                # Never a moment that is past: it would be found due again at once, and again, for an hour.
                at = max(morning(day, group.at, zone), self.now + _WAVE)
                rings = holidays.rings_at(self.library, holidays.hours_of(group), at, self._free)
                self.uow.reminders.postpone([row.id], rings)
                held.add(row.id)
        return held

    def _needed(self, row: Reminder, action: Action, zone: ZoneInfo) -> bool:
        """Whether the action still waits for an answer: since its due date for an escalation, else today."""
        if row.about == About.START:
            return action.state is ActionState.PLANNED and action.start == row.due_on
        if action.state in _FINISHED or action.due != row.due_on:
            return False
        day = row.due_on if row.recipient in ESCALATIONS else zones.day(self.now, zone)
        return not self.uow.reminders.answered(
            row.action, since=morning(day, MIDNIGHT, zone), answers=list(CheckInAnswer)
        )

    def _address(self, group: Group, item: ReminderItem) -> None:
        """Put an item into the digests of its recipients; a later one of the same action replaces an earlier."""
        asks_all, reminder = item.row.recipient is Recipient.OWNER, item.row.id
        chat = group.chat if asks_all and group.told is not Told.PRIVATE else None
        if chat is not None and self.uow.reminder_messages.not_taken(chat, reminder):
            chat = None  # it is closed to us: each is asked in private
        if chat is not None and not self.uow.reminder_messages.in_chat(chat, reminder):
            self.chats[chat][item.action.id] = item
        if chat is None or group.told is not Told.CHAT:
            for person in self._recipients(group, item):
                account = self.uow.people.account_of(person)
                if account is not None and not self.uow.reminder_messages.in_chat(account, reminder):
                    self.people[person][item.action.id] = item

    def _recipients(self, group: Group, item: ReminderItem) -> Iterable[PersonId]:
        """Who is asked, as far as they can be reached; whoever cannot is spoken for by the leader, then by staff."""
        leaders = self._reached(leader.person for leader in self.uow.groups.leaders(group.id))
        row, owner = item.row, item.action.owner
        if row.recipient is Recipient.STAFF:
            return self._staff
        if row.recipient is Recipient.LEADER:
            return [leader for leader in leaders if leader != owner] if leaders else self._staff
        asked = owner if row.recipient is Recipient.OWNER else row.person
        if asked and self.uow.groups.membership(group.id, asked) and self.uow.people.reachable(asked):
            return [asked]
        return leaders or self._staff

    @cached_property
    def _staff(self) -> list[PersonId]:
        return self._reached(person.id for person in self.uow.people.with_role(Role.STAFF))

    def _reached(self, people: Iterable[PersonId]) -> list[PersonId]:
        return [person for person in people if self.uow.people.reachable(person)]

    # Writing ---------------------------------------------------------------------------------------------------------
    def write(self) -> None:
        """One message for each person and chat, however many actions it is about."""
        for person, items in self.people.items():
            account = self.uow.people.account_of(person)
            if account is not None:
                self._write(account, person, list(items.values()))
        for chat, items in self.chats.items():
            self._write(chat, None, list(items.values()))

    def _write(self, chat: int, person: PersonId | None, items: list[ReminderItem]) -> None:
        """A new message, or the last one rewritten.

        What comes in the same hour is put into the message before: a long outage is served in chunks. Somebody without
        any sign of life since the messages before gets all that is open in the newest one; after so many of them the
        last one is rewritten, and their phone has one summary to show when it comes back.
        """
        seen = (self.uow.bookmarks.last(chat) if person else None) or _LONG_AGO
        if recent := self.uow.reminder_messages.digests(chat, since=max(seen, self.now - _WAVE)):
            messages.add(self.uow, recent[-1], chat, person, items, now=self.now)
            return
        before = self.uow.reminder_messages.digests(chat, since=seen) if person else []
        if len(before) >= self.library.reminders.rings:
            messages.add(self.uow, before[-1], chat, person, items, now=self.now)
            return
        again = [asked for asked in self.uow.reminder_messages.of_row(before[-1]) if asked.open] if before else []
        messages.send(self.uow, chat, person, items, again, now=self.now)
        if before:
            messages.move_below(self.uow, before[-1], chat, person, now=self.now)


def _rested(row: Reminder, pause: Pause | None, zone: ZoneInfo) -> bool:
    """Whether a reminder is late because its group was paused."""
    day: date = row.due_on + timedelta(days=row.days)
    return pause is not None and day >= zones.day(pause.since, zone)
