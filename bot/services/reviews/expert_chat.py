"""The shared chat of the experts: a post for each plan that waits, which leads into the private review of each.

Nothing private stands there: the plan's name, its group's, and how many have read it. What changes is found by looking
(`follow`), so that a post is right also after a restart.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.delivery import Method
from bot.domain.groups import Group
from bot.domain.ids import AssignmentId, ChatId, PlanId, SubmissionId
from bot.domain.notices.reviews import PlanWaits
from bot.domain.people import Person, Role
from bot.domain.plans import Submission
from bot.domain.refused import Forbidden, Missing, Refused
from bot.domain.reviews import ReviewState
from bot.services import notices
from bot.store.database import UnitOfWork
from bot.store.expert_posts import Count

AT_ONCE = 20  # posts of one transaction


def link(uow: UnitOfWork, chat: ChatId, *, by: Person, now: datetime) -> None:
    """Staff make a chat the experts'; another one is not any more. What waits is posted there from now on.

    Raises: Forbidden, Refused.
    """
    if Role.STAFF not in by.roles:
        raise Forbidden
    group = uow.groups.of_chat(chat)
    if group is not None:
        raise Refused("This chat belongs to the group {group} already", group=group.name)
    if uow.expert_posts.chat() != chat:
        uow.loose_chats.remove(chat)
        uow.expert_posts.link(chat)
        uow.audit.note(by.id, "linked the chat of the experts", f"chat {chat}", now=now)


def is_it(uow: UnitOfWork, chat: ChatId) -> bool:
    """Whether a chat is the experts'."""
    return uow.expert_posts.chat() == chat


def ended(uow: UnitOfWork, chat: ChatId, *, now: datetime) -> None:
    """The chat is gone, or the bot was taken out of it: nothing is posted any more."""
    if uow.expert_posts.chat() == chat:
        uow.expert_posts.link(None)
        uow.audit.note(None, "lost the chat of the experts", f"chat {chat}", now=now)


def follow(uow: UnitOfWork, *, now: datetime) -> int:
    """Post plans that wait and have no post, edit posts that are not right any more; returns how many. Idempotent."""
    chat = uow.expert_posts.lock()
    if chat is None:
        return 0
    changed = uow.expert_posts.changed(chat, limit=AT_ONCE)
    for count, old in changed:
        row = notices.row(PlanWaits(submission=count.submission, decides=count.decides), chat)
        if old:
            row.method, row.edits, row.message_id = Method.EDIT, old, uow.outbox.message_of(old)
        written = uow.outbox.put(row, now=now)
        uow.expert_posts.note(chat, count, old or written)
    return len(changed)


def shown(uow: UnitOfWork, submission: SubmissionId, *, decides: bool) -> tuple[Submission, Group, Count] | None:
    """What a post says, as things stand now, for the program itself."""
    found = uow.submissions.get(submission)
    plan = uow.plans.get(found.plan) if found else None
    group = uow.groups.get(plan.group) if plan else None
    count = uow.expert_posts.count(submission, decides=decides)
    return (found, group, count) if found and group and count else None


def open_own(uow: UnitOfWork, plan: PlanId, *, by: Person) -> AssignmentId | None:
    """Behind the button of a post: an expert's own review of a plan, the newest; None: others read it.

    Raises: Missing, Forbidden.
    """
    if Role.EXPERT not in by.roles:
        raise Forbidden
    if uow.plans.get(plan) is None:
        raise Missing
    mine = [one for one in uow.reviews.of_plan(plan) if one.expert == by.id and one.state is not ReviewState.DECLINED]
    return mine[-1].id if mine else None
