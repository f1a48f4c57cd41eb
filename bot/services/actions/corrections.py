"""Taking an answer about an action back: owner, leader and whoever gave it may, for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.content.library import Library
from bot.domain.notices.reminders import CheckinUndone
from bot.domain.people import Person
from bot.domain.plans import ActionState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reminders import CheckInAnswer, Entry
from bot.services.actions import checkins
from bot.services.actions.checkins import ActionContext
from bot.services.reminders import messages, reminders
from bot.store.database import UnitOfWork
from bot.store.reminders import CheckIn

WITHIN = timedelta(hours=24)
_ANSWERS = (*CheckInAnswer, Entry.REOPENED, Entry.UNDONE)  # what changes an action's state


@dataclass(frozen=True, slots=True)
class Correction:
    """An answer with its action; `open`: whether the reader may still take it back."""

    entry: CheckIn
    context: ActionContext
    open: bool


def open_answer(uow: UnitOfWork, entry_id: int, *, by: Person, now: datetime) -> Correction:
    """An answer, for members of the group, staff and experts. Raises: Missing, Forbidden."""
    entry = uow.reminders.checkin(entry_id)
    if entry is None or entry.answer not in list(CheckInAnswer):
        raise Missing
    context = checkins.open_action(uow, entry.action, by=by)
    latest = last_answer(uow.reminders.checkins(entry.action))
    may = _may(uow, context, entry, by)
    return Correction(entry, context, may and latest == entry and now - entry.at < WITHIN)


def last_answer(history: list[CheckIn]) -> CheckIn | None:
    """The answer that an action's state comes from, None when it was taken back or never given."""
    states = [entry for entry in history if entry.answer in _ANSWERS]
    return states[-1] if states and states[-1].answer in list(CheckInAnswer) else None


def takes_back(uow: UnitOfWork, context: ActionContext, history: list[CheckIn], *, by: Person, now: datetime) -> int:
    """The number of the answer that a reader may still take back, 0 when there is none."""
    latest = last_answer(history)
    if latest is None or now - latest.at >= WITHIN or not _may(uow, context, latest, by):
        return 0
    return latest.id


def undo(uow: UnitOfWork, library: Library, entry_id: int, *, by: Person, now: datetime) -> None:
    """The answer does not count: the action is as it was, its questions are asked again, and all hear who undid it.

    Refused after 24 hours, after another answer, and to everybody but owner, leaders and whoever answered.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_answer(uow, entry_id, by=by, now=now)
    entry = found.entry
    uow.plans.lock(found.context.plan.id)
    if not _may(uow, found.context, entry, by):
        raise Forbidden("Only the owner of the work and the leader can take this back")
    if now - entry.at >= WITHIN:
        raise Refused("An answer can be taken back for 24 hours. You can still say how far the work is now")
    if last_answer(uow.reminders.checkins(entry.action)) != entry:
        raise Stale("Somebody answered again since, or took it back already")
    uow.actions.change(entry.action, now=now, **_before(entry))
    if entry.answer == CheckInAnswer.HELP:
        uow.help_requests.close(entry.action)  # nobody is asked to help with what nobody wants help with
    undone = uow.reminders.check_in(entry.action, by.id, Entry.UNDONE, now=now)
    action = uow.actions.get(entry.action)
    if action is not None:
        reminders.schedule_action(uow, library, action, found.context.group, now=now)
        messages.ask_again(uow, action, now=now)
    answered = [entry.person] if entry.person else []
    told = CheckinUndone(action=found.context.action.id, checkin=undone)
    checkins.tell(uow, found.context, told, by=by, now=now, also=answered)


def _may(uow: UnitOfWork, context: ActionContext, entry: CheckIn, by: Person) -> bool:
    member = uow.groups.membership(context.group.id, by.id)
    return member is not None and (member.leader or by.id in (context.action.owner, entry.person))


def _before(entry: CheckIn) -> dict[str, object]:
    """The fields of the action before an answer."""
    changes: dict[str, object] = {"state": entry.before or ActionState.PLANNED}
    if entry.answer is CheckInAnswer.LATE:
        changes["due_on"] = entry.due_before
    return changes
