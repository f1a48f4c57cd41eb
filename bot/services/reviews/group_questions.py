"""One question of an expert to a group whose plan is read: a member answers, and the plan stays where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AssignmentId, ExchangeId
from bot.domain.incoming import Answer
from bot.domain.notices.reviews import GroupAnswered, GroupAsked
from bot.domain.people import Person
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reviews import Exchange, ReviewState, Word
from bot.services import notices
from bot.services.groups import groups
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class GroupQuestion:
    """What an expert asks a group, and whether it can be answered now; who asks is not said."""

    review: Review
    exchange: Exchange
    may: bool


def ask(uow: UnitOfWork, assignment: AssignmentId, answer: Answer, *, by: Person, now: datetime) -> None:
    """An expert who reads a plan asks its group, once a review, in words or voice; all members are told.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(reviews.open_review(uow, assignment, by=by).submission.plan)
    review = reviews.open_to_score(uow, assignment, by=by)
    text = reviews.said(answer)
    if uow.exchanges.question(assignment) is not None:
        raise Refused("You have asked the group already. There is one question for each plan")
    exchange = uow.exchanges.put_question(assignment, text, answer.medium, by.id, now=now)
    members = [member.person for member in uow.groups.members(review.group.id)]
    notices.tell_all(uow, members, GroupAsked(exchange), now=now, key=str(exchange))


def open_question(uow: UnitOfWork, exchange: ExchangeId, *, by: Person) -> GroupQuestion:
    """What an expert asks a group, for its members and staff. Raises: Missing, Forbidden."""
    found = peek(uow, exchange)
    if found is None:
        raise Missing
    groups.open_group(uow, found.review.group.id, by=by)
    return found


def peek(uow: UnitOfWork, exchange: ExchangeId) -> GroupQuestion | None:
    """The same for a notice, without asking who wants it."""
    found = uow.exchanges.get(exchange)
    review = reviews.peek(uow, found.review) if found and found.word is Word.QUESTION else None
    if found is None or review is None:
        return None
    reads = review.assignment.state is not ReviewState.DECLINED and reviews.may_read(uow, review.assignment)
    return GroupQuestion(review, found, reads and found.answered_at is None)


def answer_it(uow: UnitOfWork, exchange: ExchangeId, answer: Answer, *, by: Person, now: datetime) -> None:
    """A member answers for the group, once, in words or voice, while the plan is read; the expert is told.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(open_question(uow, exchange, by=by).review.submission.plan)
    found = open_question(uow, exchange, by=by)
    if uow.groups.membership(found.review.group.id, by.id) is None:
        raise Forbidden
    if found.exchange.answered_at is not None:
        raise Refused("Somebody of your group has answered this already")
    if not found.may:
        raise Stale
    uow.exchanges.answer(exchange, reviews.said(answer), answer.medium, by.id, now=now)
    expert = found.review.assignment.expert
    if expert is not None:
        notices.tell(uow, expert, GroupAnswered(found.review.assignment.id), now=now, key=str(exchange))
