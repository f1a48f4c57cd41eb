"""Experts visit groups that carry out their plans: points for what there is to see, with a photo and the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.contests import Phase
from bot.domain.groups import Group
from bot.domain.ids import ChatId, PlanId, RoundId
from bot.domain.incoming import Answer
from bot.domain.media import MediumKind
from bot.domain.people import ADVISERS, Person, Role
from bot.domain.plans import Plan
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reviews import Visit
from bot.services import media
from bot.services.contests.standings import FIELD_POINTS
from bot.store.database import UnitOfWork

LONGEST_PLACE = 80  # characters of a place that is written


@dataclass(frozen=True, slots=True)
class Visited:
    """A plan in the field, and what this expert has kept of it so far."""

    plan: Plan
    group: Group
    visit: Visit | None
    open: bool


def to_visit(uow: UnitOfWork, *, by: Person) -> list[Visited]:
    """The plans with a place of rounds that are followed up, for experts and staff. Raises: Missing, Forbidden."""
    if not ADVISERS & by.roles:
        raise Forbidden
    found = []
    for round_ in uow.rounds.kept():
        contest = uow.contests.get(round_.id)
        if contest is not None and contest.phase is Phase.FOLLOW_UP:
            plans = [plan for plan in uow.plans.of_round(round_.id) if plan.position]
            groups = {one.id: one for one in uow.groups.many({plan.group for plan in plans})}
            mine = [plan for plan in plans if plan.group in groups and _looks_after(groups[plan.group], by)]
            found += [open_visit(uow, plan.id, by=by) for plan in mine]
    return found


def lacking(uow: UnitOfWork, round_id: RoundId) -> bool:
    """Whether a plan with a place was visited by nobody yet, with points, photo and place."""
    placed = (plan for plan in uow.plans.of_round(round_id) if plan.position)
    return any(not any(one.whole and one.points is not None for one in uow.reviews.visits(plan.id)) for plan in placed)


def open_visit(uow: UnitOfWork, plan: PlanId, *, by: Person) -> Visited:
    """One plan, for experts and staff. Raises: Missing, Forbidden."""
    if not ADVISERS & by.roles:
        raise Forbidden
    found = uow.plans.get(plan)
    group = uow.groups.get(found.group) if found else None
    contest = uow.contests.get(found.round) if found else None
    if found is None or group is None or contest is None:
        raise Missing
    if not _looks_after(group, by):
        raise Forbidden
    own = next((one for one in uow.reviews.visits(plan) if one.expert == by.id), None)
    return Visited(found, group, own, contest.phase is Phase.FOLLOW_UP and found.position is not None)


def _looks_after(group: Group, by: Person) -> bool:
    """Experts visit any group; staff those of their projects."""
    return Role.EXPERT in by.roles or by.looks_after(group.project)


def give(uow: UnitOfWork, plan: PlanId, points: int, *, by: Person, now: datetime) -> None:
    """Points for what there is to see, 0 to 10; they count once photo and place are there.

    Refused for whoever is connected with the group by more than having read its plan.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    _open(uow, plan, by)
    if not 0 <= points <= FIELD_POINTS:
        raise Stale
    uow.reviews.put_visit(plan, by.id, points=points, now=now)


def show(uow: UnitOfWork, plan: PlanId, answer: Answer, *, by: Person, now: datetime) -> None:
    """Keep a photo or the place, sent as a location or written. Raises: Missing, Forbidden, Refused."""
    _open(uow, plan, by)
    if answer.kind == MediumKind.PHOTO and answer.medium is not None:
        uow.reviews.put_visit(plan, by.id, medium_id=answer.medium, pictured=True, now=now)
        return
    place = " ".join(answer.text.split())
    if answer.kind not in ("location", "text") or not place:
        raise Refused("Please send a photo, or the place where you are")
    if len(place) > LONGEST_PLACE:
        raise Refused("This is too long. Please write it shorter")
    uow.reviews.put_visit(plan, by.id, location=place, now=now)


def look(uow: UnitOfWork, plan: PlanId, chat: ChatId, *, by: Person, now: datetime) -> int:
    """Send the photo of one's own visit to a chat. Raises: Missing, Forbidden."""
    found = open_visit(uow, plan, by=by)
    photo = found.visit.photo if found.visit else None
    return media.show(uow, [photo], chat, by.id, now=now).begin


def _open(uow: UnitOfWork, plan: PlanId, by: Person) -> Visited:
    uow.plans.lock(plan)
    found = open_visit(uow, plan, by=by)
    if not found.open:
        raise Refused("This phase is over, or has not begun")
    own = [uow.groups.get(member.group) for member in uow.groups.of_person(by.id)]
    declined = any(one.state == "declined" and one.expert == by.id for one in uow.reviews.readings_of(plan))
    if declined or any(one and one.district == found.group.district for one in own):
        raise Refused("You are connected with this group. Somebody else gives the points")
    return found
