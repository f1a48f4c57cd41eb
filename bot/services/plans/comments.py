"""The experts' comments as the group works through them: on which version, and which items were changed since."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.library import Library
from bot.domain.people import Person
from bot.domain.plans import PlanState
from bot.domain.reviews import Comment, ReviewState
from bot.services.plans import plan_view, versions
from bot.services.plans.plan_view import PlanView
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class PlanComments:
    """A plan, the comments of the experts who have decided on its newest version that was read, and what was mended.

    `version` is None while nobody has decided; `answered` are the steps that say something else than in that version.
    """

    whole: PlanView
    version: int | None
    comments: tuple[Comment, ...]
    answered: frozenset[str]


def open_comments(uow: UnitOfWork, library: Library, plan: int, *, by: Person) -> PlanComments:
    """For the group's members and staff. Comments are hidden until the group is told what the experts decided.

    Raises: Missing, Forbidden.
    """
    whole = plan_view.open_plan(uow, library, plan, by=by)
    sent = uow.plans.submissions(whole.plan.id)
    read = sent[1:] if whole.plan.state is PlanState.SUBMITTED else sent  # the newest is with the experts
    for submission in read:
        done = [one for one in uow.reviews.of_submission(submission.id) if one.state is ReviewState.DONE]
        if done:
            comments = [comment for one in done for comment in uow.reviews.comments(one.id)]
            changed = versions.since(whole, submission)
            return PlanComments(whole, submission.version, tuple(comments), changed)
    return PlanComments(whole, None, (), frozenset())
