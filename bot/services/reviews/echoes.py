"""What a group says of an expert's comment, "this helped" or "we do not understand it", and the expert's one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.domain.ids import CommentId, ExchangeId, PlanId
from bot.domain.incoming import Answer
from bot.domain.notices.reviews import CommentAnswered, CommentFelt
from bot.domain.people import EXPERTS, Person
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.domain.reviews import Comment, Exchange, Word
from bot.domain.rounds import Verb
from bot.services import notices
from bot.services.plans import comments
from bot.services.plans.plan_view import PlanView
from bot.services.reviews import reviews
from bot.services.reviews.reviews import Review
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork

WORDS = (Word.HELPED, Word.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Echo:
    """A comment on a group's plan, and the next one of which nothing is said yet."""

    whole: PlanView
    comment: Comment
    following: Comment | None
    may: bool  # whether something can be said of it now


@dataclass(frozen=True, slots=True)
class Reply:
    """What a group says of a comment, for the expert whose comment it is."""

    review: Review
    comment: Comment
    exchange: Exchange


def open_comment(uow: UnitOfWork, library: Library, plan: PlanId, comment: CommentId, *, by: Person) -> Echo:
    """A comment that the group may know, for its members and staff. Raises: Missing, Forbidden."""
    view = comments.open_comments(uow, library, plan, by=by)
    found = next((one for one in view.comments if one.id == comment), None)
    if found is None:
        raise Missing
    whole = view.whole
    others = (one for one in view.comments if not one.word and one.id != comment)
    may = allowed.may(uow, Verb.ECHO, whole.plan) and uow.groups.membership(whole.group.id, by.id) is not None
    return Echo(whole, found, next(others, None), may and found.answered_at is None)


def feel(
    uow: UnitOfWork,
    library: Library,
    plan: PlanId,
    comment: CommentId,
    word: Word,
    *,
    by: Person,
    now: datetime,
) -> None:
    """A member says for the group whether a comment helped; changeable until the expert answers. Idempotent.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(plan)
    found = open_comment(uow, library, plan, comment, by=by)
    if uow.groups.membership(found.whole.group.id, by.id) is None:
        raise Forbidden
    allowed.demand(uow, Verb.ECHO, plan)
    if word not in WORDS:
        raise Stale
    if found.comment.word == word:
        return
    if found.comment.answered_at is not None:
        raise Refused("The expert has answered this already")
    uow.exchanges.feel(found.comment, word, by.id, now=now)
    said, review = uow.exchanges.of_comment(comment), uow.reviews.get(found.comment.review)
    expert = review.expert if review else None
    if said is not None and expert is not None and uow.people.roles(expert) & EXPERTS:
        notices.tell(uow, expert, CommentFelt(said.id, word.value), now=now, key=f"{said.id}:{word}")


def open_reply(uow: UnitOfWork, exchange: ExchangeId, *, by: Person) -> Reply:
    """What a group says of a comment, for the expert whose it is. Raises: Missing, Forbidden."""
    found = uow.exchanges.get(exchange)
    if found is None or found.comment is None:
        raise Missing
    reviews.open_review(uow, found.review, by=by)
    reply = peek(uow, found)
    if reply is None:
        raise Missing
    return reply


def reply(uow: UnitOfWork, exchange: ExchangeId, answer: Answer, *, by: Person, now: datetime) -> None:
    """The expert answers the group, once, in words or voice; all members are told.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(open_reply(uow, exchange, by=by).review.submission.plan)
    found = open_reply(uow, exchange, by=by)
    allowed.demand(uow, Verb.ECHO, found.review.submission.plan)
    text = reviews.said(answer)
    if not uow.exchanges.answer(exchange, text, answer.medium, by.id, now=now):
        raise Refused("You have answered this already")
    members = [member.person for member in uow.groups.members(found.review.group.id)]
    told = CommentAnswered(found.review.submission.plan, found.comment.id)
    notices.tell_all(uow, members, told, now=now, key=str(exchange))


def peek(uow: UnitOfWork, exchange: Exchange | None) -> Reply | None:
    """The same for a notice, without asking who wants it."""
    review = reviews.peek(uow, exchange.review) if exchange else None
    if exchange is None or review is None:
        return None
    said = next((one for one in uow.reviews.comments(exchange.review) if one.id == exchange.comment), None)
    return Reply(review, said, exchange) if said else None
