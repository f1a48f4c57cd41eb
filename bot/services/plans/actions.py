"""The table of actions in a plan: adding, changing, moving, copying and taking out a line.

Another's value is not replaced: the new one waits beside it, its number is returned, and its author chooses (`settle`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.domain.ids import ActionId, PersonId, PlanId
from bot.domain.people import Person
from bot.domain.plans import Action, ActionState
from bot.domain.refused import Counted, Missing, Refused, Stale
from bot.services import free_text
from bot.services.plans import drafts, line_values, plan_view
from bot.store.database import UnitOfWork
from bot.understand import lao

LONGEST = {"what": 500, "who": 60, "sign": 300}  # characters; a table's cells
MOST = 40  # lines of a plan; more fit neither a page of the chat nor one of paper
LARGEST = 1_000_000_000_000  # kip (bot.domain.money.LARGEST)
DAYS = (date(2000, 1, 1), date(2100, 1, 1))  # what a button may claim as a day


def add(uow: UnitOfWork, plan: PlanId, what: str, *, by: Person, now: datetime) -> ActionId:
    """A new line, unfinished: who, by when and for how much are asked next.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    drafts.open_to_write(uow, plan, by=by)
    added, words = _insert(uow, plan, now, what=_words("what", what)), _words("what", what)
    uow.line_values.add(added, "what", {"what": words}, by.id, now=now)
    return added


def say(uow: UnitOfWork, action: int, field: str, text: str, *, by: Person, now: datetime) -> int | None:
    """Write a line's "what", "who" or "sign". A member's name makes that member the owner.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    changes: dict[str, Any] = {field: _words(field, text)}
    if field == "who":
        plan, _ = plan_view.open_action(uow, action, by=by)
        named = [
            member.person
            for member in uow.groups.members(plan.group)
            if lao.fold(member.name) == lao.fold(changes["who"])
        ]
        changes["owner_id"] = named[0] if len(named) == 1 else None
    return _change(uow, action, by, now, changes, field=field)


def own(uow: UnitOfWork, action: int, person: int, *, by: Person, now: datetime) -> int | None:
    """Make a member of the group the one who does it. Raises: Missing, Forbidden, Stale, Refused."""
    plan, _ = plan_view.open_action(uow, action, by=by)
    member = uow.groups.membership(plan.group, PersonId(person))
    if member is None:
        raise Stale
    return _change(uow, action, by, now, {"who": member.name, "owner_id": member.person}, field="who")


def plan_day(uow: UnitOfWork, action: int, field: str, day: date, *, by: Person, now: datetime) -> int | None:
    """Set the "start" or "due" day. Raises: Missing, Forbidden, Stale, Refused."""
    if field not in ("start", "due") or not DAYS[0] <= day < DAYS[1]:
        raise Stale
    return _change(uow, action, by, now, {f"{field}_on": day}, field=field)


def price(uow: UnitOfWork, action: int, field: str, kip: int, *, by: Person, now: datetime) -> int | None:
    """Set the "cost" or the "own" contribution, whole kip.

    The group never pays more itself than it costs: a cost below its share takes the share down with it.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    if field not in ("cost", "own") or not 0 <= kip <= LARGEST:
        raise Stale
    _, found = plan_view.open_action(uow, action, by=by)
    if field == "own" and found.cost is not None and kip > found.cost:
        raise Refused("The group cannot pay more itself than it costs")
    return _change(uow, action, by, now, _priced(found, field, kip), field=field)


def settle(uow: UnitOfWork, which: int, choice: str, *, by: Person, now: datetime) -> None:
    """Decide about one's value that waits: "mine", "theirs", or of words "both".

    Nothing is lost: what is not taken comes back for a week, and whoever wrote it is told.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = uow.line_values.get(which)
    if found is None:
        raise Missing
    plan, action = plan_view.open_action(uow, found.action, by=by)
    drafts.open_to_write(uow, plan.id, by=by)
    choices = ("mine", "theirs", "both") if found.field in line_values.TEXTS else ("mine", "theirs")
    if line_values.waits(uow, found, action, by=by.id, now=now) is None or choice not in choices:
        raise Stale
    changes = line_values.changes_of(found)
    if choice == "both":
        changes |= {found.field: _words(found.field, line_values.both(found, action))}
        changes |= {"owner_id": None} if found.field == "who" else {}
    elif found.field == "cost":
        changes = _priced(action, "cost", changes["cost"])
    elif found.field == "own" and action.cost is not None and changes["own"] > action.cost:
        raise Refused("The group cannot pay more itself than it costs")
    if choice != "theirs":
        _change(uow, action.id, by, now, changes)


def empty(uow: UnitOfWork, action: int, field: str, *, by: Person, now: datetime) -> None:
    """Take a line's answer to a field away; what has to be done cannot be empty.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    nothing: dict[str, dict[str, Any]] = {
        "who": {"who": "", "owner_id": None},
        "start": {"start_on": None},
        "due": {"due_on": None},
        "cost": {"cost": None, "own": None},
        "own": {"own": None},
        "sign": {"sign": ""},
    }
    if field not in nothing:
        raise Stale
    _change(uow, action, by, now, nothing[field])


def move(uow: UnitOfWork, action: int, up: bool, *, by: Person, now: datetime) -> None:
    """Swap positions with the line above or below; at the end of the table nothing happens.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    plan, found = plan_view.open_action(uow, action, by=by)
    drafts.open_to_write(uow, plan.id, by=by)
    ids = [row.id for row in uow.actions.of_plan(plan.id)]
    position = ids.index(found.id) + (-1 if up else 1) if found.id in ids else -1
    if 0 <= position < len(ids):
        uow.actions.swap(found.id, ids[position], now=now)
        uow.plans.change(plan.id, now=now)


def copy(uow: UnitOfWork, action: int, *, by: Person, now: datetime) -> ActionId:
    """The same line once more, at the end. The line's revision grows, so that a second tap is seen to be old.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    _, found = plan_view.open_action(uow, action, by=by)
    _change(uow, action, by, now, {})
    values: dict[str, Any] = {"what": found.what, "who": found.who, "owner_id": found.owner, "start_on": found.start}
    values |= {"due_on": found.due, "cost": found.cost, "own": found.own, "sign": found.sign}
    return _insert(uow, found.plan, now, **values)


def remove(uow: UnitOfWork, action: int, *, by: Person, now: datetime) -> None:
    """Take a line out; it is kept and may come back. Raises: Missing, Forbidden, Stale, Refused."""
    _change(uow, action, by, now, {"state": ActionState.REMOVED.value})


def put_back(uow: UnitOfWork, action: int, *, by: Person, now: datetime) -> None:
    """Undo `remove`. Raises: Missing, Forbidden, Stale, Refused."""
    _, found = plan_view.open_action(uow, action, by=by)
    if found.state is not ActionState.REMOVED:
        raise Stale
    _room(uow, found.plan)
    _change(uow, action, by, now, {"state": ActionState.PLANNED.value}, removed=True)


def bring_back(uow: UnitOfWork, which: int, *, by: Person, now: datetime) -> None:
    """Let a value of a line stand again that stood within the last week; whoever wrote the one that goes is told.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = uow.line_values.get(which)
    if found is None:
        raise Missing
    _, action = plan_view.open_action(uow, found.action, by=by)
    if not line_values.may_return(found, action, now=now):
        raise Stale
    changes = line_values.changes_of(found)
    cost, own = changes.get("cost", action.cost), changes.get("own", action.own)
    if own and own > (cost or 0):
        raise Refused("The group cannot pay more itself than it costs")
    _change(uow, action.id, by, now, changes)


def _priced(action: Action, field: str, kip: int) -> dict[str, Any]:
    """What a new sum changes: a cost below the group's share takes the share down with it."""
    lowered = field == "cost" and action.own is not None and action.own > kip
    return {"cost": kip, "own": kip} if lowered else {field: kip}


def _insert(uow: UnitOfWork, plan: PlanId, now: datetime, **values: object) -> ActionId:
    _room(uow, plan)
    added = uow.actions.add(plan, now=now, **values)
    uow.plans.change(plan, now=now)
    return added


def _room(uow: UnitOfWork, plan: PlanId) -> None:
    if len(uow.actions.of_plan(plan)) >= MOST:
        raise Refused(Counted("A plan has room for {n} piece of work", "A plan has room for {n} pieces of work", MOST))


def _change(
    uow: UnitOfWork,
    action: int,
    by: Person,
    now: datetime,
    changes: dict[str, object],
    *,
    field: str = "",
    removed: bool = False,
) -> int | None:
    """Where another's value stands in `field`, the new one waits and its number is returned."""
    plan, found = plan_view.open_action(uow, action, by=by)
    drafts.open_to_write(uow, plan.id, by=by)
    if (found.state is ActionState.REMOVED) is not removed:
        raise Missing("This work has been taken out of the plan")
    if field and (waits := line_values.wait(uow, found, field, changes, by=by.id, now=now)):
        return waits
    line_values.note(uow, found, changes, by=by.id, now=now)
    uow.actions.change(found.id, now=now, **changes)
    uow.plans.change(plan.id, now=now)
    return None


def fits(field: str, text: str) -> bool:
    """Whether words have room in a field of a line."""
    return len(lao.spell(text.strip())) <= LONGEST[field]


def _words(field: str, text: str) -> str:
    tidy = lao.spell(text.strip())
    if field not in LONGEST or not tidy:
        raise Stale
    if len(tidy) > LONGEST[field]:
        raise free_text.too_long(len(tidy), LONGEST[field])
    return tidy
