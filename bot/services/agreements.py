"""Whether the members agree to send the plan: asked of everybody, given to one revision, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain import lao
from bot.domain.people import Person
from bot.domain.plans import Plan
from bot.domain.refused import Refused, Stale
from bot.services import notices
from bot.store.database import UnitOfWork

LONGEST_REASON = 1000  # letters of a reason; several of them stand on one page


@dataclass(frozen=True, slots=True)
class Objection:
    """A member who does not agree yet, and why ("" when they have not said)."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Of so many members so many agree, so many of them women; `outdated` agreed to an earlier revision."""

    agree: int
    of: int
    women: int
    outdated: int = 0
    objections: tuple[Objection, ...] = ()

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Tally:
        """A tally that was kept as JSON."""
        objections = tuple(Objection(**item) for item in raw["objections"])
        return cls(raw["agree"], raw["of"], raw["women"], raw["outdated"], objections)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one member said: to which revision, when, whether they agree."""

    agrees: bool
    revision: int
    reason: str
    at: datetime


def tally(uow: UnitOfWork, plan: Plan) -> Tally:
    """The members' agreement to the plan as it stands; only present members count, only this revision agrees."""
    members = {member.person for member in uow.groups.members(plan.group)}
    said = [row for row in uow.plans.agreements(plan.id) if row.person_id in members]
    now = [row for row in said if row.agrees and row.revision == plan.revision]
    return Tally(
        agree=len(now),
        of=len(members),
        women=sum(row.sex == "woman" for row in now),
        outdated=sum(row.agrees and row.revision != plan.revision for row in said),
        objections=tuple(Objection(row.name, row.reason) for row in said if not row.agrees),
    )


def voice(uow: UnitOfWork, plan: Plan, person: Person) -> Voice | None:
    """What somebody said about the plan last."""
    rows = [row for row in uow.plans.agreements(plan.id) if row.person_id == person.id]
    return Voice(rows[0].agrees, rows[0].revision, rows[0].reason, rows[0].at) if rows else None


def ask(uow: UnitOfWork, plan: Plan, *, by: Person, now: datetime) -> int:
    """Ask every member but the one who asks, who agrees by asking. Returns how many were asked.

    Nobody is asked twice about the same revision.
    """
    give(uow, plan, by=by, agrees=True, revision=plan.revision, now=now)
    others = [member.person for member in uow.groups.members(plan.group) if member.person != by.id]
    key = f"{plan.id}:{plan.revision}"
    return sum(notices.tell(uow, other, "agree_asked", now=now, key=key, plan=plan.id) for other in others)


def give(uow: UnitOfWork, plan: Plan, *, by: Person, agrees: bool, revision: int, now: datetime) -> None:
    """Keep what a member says to the revision that they saw. Refused when the plan has changed since or is sent."""
    if uow.groups.membership(plan.group, by.id) is None:
        raise Refused("Only members of the group can do this")
    if not plan.state.open:
        raise Refused("The plan is sent already")
    if revision != plan.revision:
        raise Stale
    uow.plans.agree(plan.id, by.id, agrees=agrees, revision=revision, reason="", now=now)


def explain(uow: UnitOfWork, plan: Plan, reason: str, *, by: Person, now: datetime) -> None:
    """Why a member does not agree yet; the leaders are told. A second reason replaces the first."""
    said = voice(uow, plan, by)
    if said is None or said.agrees:
        raise Stale
    reason = lao.spell(reason.strip())
    if len(reason) > LONGEST_REASON:
        raise Refused(
            "This answer is too long ({x} letters). Please keep it under {max}, or send voice",
            x=len(reason),
            max=LONGEST_REASON,
        )
    uow.plans.agree(plan.id, by.id, agrees=False, revision=said.revision, reason=reason, now=now)
    leaders = [member.person for member in uow.groups.leaders(plan.group) if member.person != by.id]
    notices.tell_all(uow, leaders, "agree_objected", now=now, plan=plan.id, name=by.name, reason=reason)
