"""Certificates: what a group's plan won, on paper, with a code that leads to the page which says the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.groups import Group
from bot.domain.ids import ChatId, PlanId
from bot.domain.people import Person
from bot.domain.plans import Plan, Round, RoundState
from bot.domain.refused import Missing, Refused
from bot.services import papers
from bot.services.groups import groups
from bot.store.database import UnitOfWork
from bot.store.outbox import Lane, Outgoing


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is certified: a plan with a position of a released round. `final`: among the final winners."""

    plan: Plan
    group: Group
    round: Round
    position: int
    final: bool
    prize: str
    part: str = ""  # the project or category whose place it is


def of_plan(uow: UnitOfWork, plan: PlanId) -> Certificate:
    """For whoever has the code of the paper: nothing that is not public. Raises: Missing."""
    found = uow.plans.get(plan)
    round_ = uow.rounds.get(found.round) if found else None
    group = uow.groups.get(found.group) if found else None
    position = (found.final or found.position) if found else None
    if found is None or round_ is None or group is None or not position or round_.state is not RoundState.RELEASED:
        raise Missing
    contest = uow.contests.get(found.round)
    prize = contest.rules.prizes.get(found.final, "") if contest and found.final else ""
    part = contest.part(plan, group.project) if contest else ""
    return Certificate(found, group, round_, position, found.final is not None, prize, part)


def send(uow: UnitOfWork, plan: PlanId, *, chat: ChatId, by: Person, now: datetime) -> None:
    """Send the certificate to a chat of a member or of staff; a second tap at once is one.

    Raises: Missing, Forbidden, Refused.
    """
    found = uow.plans.get(plan)
    if found is None:
        raise Missing
    groups.open_group(uow, found.group, by=by)
    try:
        known = of_plan(uow, plan)
    except Missing:
        raise Refused("There is no certificate for this plan") from None
    row = Outgoing(0, chat, Lane.REPLY, person=by.id, content={"text": "", "medium": _medium(known)})
    row.key = f"certificate:{plan}:{known.position}:{known.final}:{chat}:{now:%Y%m%d%H%M}"
    uow.outbox.put(row, now=now)


def _medium(found: Certificate) -> dict[str, object]:
    recipe = {"paper": "certificate", "plan": found.plan.id, "language": papers.BOTH}
    return {"kind": "document", "recipe": recipe, "name": f"phaen-certificate-{found.plan.id}.pdf"}
