"""The experts' comments as the group works through them: on which version, and which items were changed since."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.form import Step
from bot.content.library import Library
from bot.domain.people import Person
from bot.domain.reviews import Comment
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

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that comments are about, in order."""
        named = {comment.step for comment in self.comments}
        return tuple(step for step in self.whole.form.steps if step.key in named)

    @property
    def left(self) -> tuple[Step, ...]:
        """Those of them that were not changed since."""
        return tuple(step for step in self.steps if step.key not in self.answered)


def open_comments(uow: UnitOfWork, library: Library, plan: int, *, by: Person) -> PlanComments:
    """For the group's members and staff. Comments are hidden until the group is told what the experts decided; those
    on a plan that has passed until the results are out.

    Raises: Missing, Forbidden.
    """
    return of_plan(uow, plan_view.open_plan(uow, library, plan, by=by))


def of_plan(uow: UnitOfWork, whole: PlanView) -> PlanComments:
    """The same for the program itself, without asking who wants it."""
    said = whole.judged
    read = uow.submissions.numbered(whole.plan.id, said.version) if said.version else None
    if read is None:
        return PlanComments(whole, None, (), frozenset())
    return PlanComments(whole, read.version, said.comments, versions.since(whole, read))
