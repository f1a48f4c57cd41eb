"""An answer that was kept at one step and belongs to another: it goes there, and what stood before comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.content.form import Step
from bot.domain.ids import PlanId
from bot.domain.people import Person
from bot.domain.plans import Part
from bot.domain.refused import Stale
from bot.services import free_text
from bot.services.plans import drafts, replaced
from bot.store.database import UnitOfWork


def move(uow: UnitOfWork, plan: PlanId, origin: Step, goal: Step, *, seen: int, by: Person, now: datetime) -> int:
    """Take the latest words of one's answer to another step; returns the revision of the answer there.

    At the old step stands what stood before; at the other one they are added. Whatever was moved there and back stands
    as it did. `seen` is the revision of the answer that is moved: a second tap finds another one.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    drafts.open_to_write(uow, plan, by=by)
    current = uow.answers.get(plan, origin.key)
    if current is None or current.revision != seen or current.author != by.id or goal.key == origin.key:
        raise Stale
    before = replaced.stood_before(uow, plan, origin.key, current)
    moved = replaced.latest(current, before)
    if not moved:
        raise Stale
    revision = _arrive(uow, plan, goal, moved, by, now)
    if before:
        uow.answers.put(plan, origin.key, before.parts, before.author or by.id, now=now)
    else:
        uow.answers.clear(plan, origin.key, now=now)
    uow.plans.change(plan, now=now)
    return revision


def _arrive(uow: UnitOfWork, plan: PlanId, goal: Step, moved: Sequence[Part], by: Person, now: datetime) -> int:
    """Put the words where they belong; the very answer that they were taken from stands there again."""
    current = uow.answers.get(plan, goal.key)
    taken = replaced.stood_before(uow, plan, goal.key, current)
    there = current.parts if current else ()
    back = taken is not None and taken.author == by.id and taken.parts[-len(moved) :] == tuple(moved)
    parts = taken.parts if taken and back else (*there, *moved)
    if drafts.characters(parts) > goal.longest:
        raise free_text.too_long(drafts.characters(parts), goal.longest)
    free_text.has_room(len(parts))
    return uow.answers.put(plan, goal.key, parts, by.id, now=now)
