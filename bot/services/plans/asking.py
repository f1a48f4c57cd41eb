"""The question to the members whether a plan may be sent: it leaves at once by day, at night in the morning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.content.library import Library
from bot.domain.ids import PersonId
from bot.domain.notices.plans import AgreeAsked, AgreeAskedChat, AgreeEnough
from bot.domain.plans import Plan
from bot.services import notices
from bot.store.database import UnitOfWork

JOB = "agreements"  # what waits for the morning


def rings_at(uow: UnitOfWork, library: Library, plan: Plan, *, now: datetime) -> datetime:
    """When the members of the plan's group hear what is asked now: at night after the quiet hours."""
    group = uow.groups.get(plan.group)
    return library.reminders.awake(now, group.zone) if group else now


def asked(uow: UnitOfWork, plan: Plan) -> bool:
    """Whether somebody has asked the members about the plan as it stands."""
    return bool(uow.nudges.taken([_key(plan)]))


def note(uow: UnitOfWork, plan: Plan, *, now: datetime) -> None:
    """The members are asked about the plan as it stands."""
    uow.nudges.once(_key(plan), now=now)


def ask(
    uow: UnitOfWork, library: Library, plan: Plan, people: Iterable[PersonId], *, again: bool = False, now: datetime
) -> int:
    """Ask people and the group's chat, each once a revision; returns how many people are asked, or will be."""
    at, others = rings_at(uow, library, plan, now=now), list(people)
    if at <= now:
        return tell(uow, plan, others, now=now)
    key = f"{plan.id}:{plan.revision}:{'again' if again else 'first'}"
    uow.jobs.add(JOB, now=at, key=key, plan=plan.id, revision=plan.revision, again=again)
    return len(uow.people.with_phone(others))


def tell(uow: UnitOfWork, plan: Plan, people: Iterable[PersonId], *, now: datetime) -> int:
    """The same, whatever hour it is."""
    key, group = f"{plan.id}:{plan.revision}", uow.groups.get(plan.group)
    if group and group.chat:
        notices.tell_chat(uow, group.chat, AgreeAskedChat(plan=plan.id), now=now, key=key)
    return sum(notices.tell(uow, one, AgreeAsked(plan=plan.id), now=now, key=key) for one in people)


def tell_enough(uow: UnitOfWork, plan: Plan, *, but: Iterable[PersonId], now: datetime) -> None:
    """The leaders hear once a revision that enough members agree, apart from those who see it happen."""
    leaders = [one.person for one in uow.groups.leaders(plan.group) if one.person not in set(but)]
    notices.tell_all(uow, leaders, AgreeEnough(plan=plan.id), now=now, key=f"{plan.id}:{plan.revision}")


def _key(plan: Plan) -> str:
    return f"agree:{plan.id}:{plan.revision}"
