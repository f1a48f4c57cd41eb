"""What the experts made of a plan, as far as its group may know it by now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from bot.content.library import Library
from bot.content.rubric import Criterion, ScoreLevel
from bot.domain.plans import Plan, PlanState, Round, Submission
from bot.domain.reviews import Assignment, Comment, ReviewState
from bot.services.contests import contests
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Mark:
    """What a question of the score sheet got: one level for each expert, the lowest first."""

    criterion: Criterion
    levels: tuple[ScoreLevel, ...]

    @property
    def best(self) -> int:
        return self.criterion.best

    @property
    def mean(self) -> Fraction:
        return Fraction(sum(level.value for level in self.levels), len(self.levels))


@dataclass(frozen=True, slots=True)
class Judged:
    """Comments and marks on the newest version that was decided on; `version` 0: there is none yet.

    Comments are known from the moment when a plan came back, marks once the results are out.
    """

    version: int = 0
    comments: tuple[Comment, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def points(self) -> float:
        """The mean of what the experts gave in all, to one decimal."""
        return round(float(sum(mark.mean for mark in self.marks)), 1)

    def about(self, step: str) -> tuple[Comment, ...]:
        """The comments on a step ("" = on the whole plan)."""
        return tuple(comment for comment in self.comments if comment.step == step)

    def of_step(self, step: str) -> tuple[Mark, ...]:
        """What the questions got whose answer stands at a step."""
        return tuple(mark for mark in self.marks if step in mark.criterion.steps)


def decided(uow: UnitOfWork, plan: Plan) -> tuple[Submission, list[Assignment]] | None:
    """The newest version on which the experts' decision was told to the group, and who decided."""
    sent = uow.submissions.of_plan(plan.id)
    for submission in sent[1:] if plan.state is PlanState.SUBMITTED else sent:  # the newest is with the experts
        done = [one for one in uow.reviews.of_submission(submission.id) if one.state is ReviewState.DONE]
        if done:
            return submission, done
    return None


def of_plan(uow: UnitOfWork, library: Library, plan: Plan, round_: Round) -> Judged:
    """Nothing while the group may know nothing: comments that it was sent before it sent the plan again stay known."""
    out = round_.tells(plan.state)
    if out and (read := [one for one in uow.reviews.readings_of(plan.id) if one.state is ReviewState.DONE]):
        return _of_readings(uow, library, plan, read)
    found = decided(uow, plan) if out or plan.state in (PlanState.RETURNED, PlanState.SUBMITTED) else None
    if found is None:
        return Judged()
    submission, done = found
    comments = tuple(comment for one in done for comment in uow.reviews.comments(one.id))
    return Judged(submission.version, comments, marks(uow, library, done) if out else ())


def _of_readings(uow: UnitOfWork, library: Library, plan: Plan, read: list[Assignment]) -> Judged:
    """What the experts of a competition gave; whose words they are is said unless names are withheld."""
    submission, contest = uow.submissions.get(read[0].submission), uow.contests.get(plan.round)
    said = [comment for one in read for comment in uow.reviews.comments(one.id)]
    if contest is not None and contest.rules.withhold:
        said = [replace(comment, author_name="") for comment in said]
    version = submission.version if submission else 0
    return Judged(version, tuple(said), marks(uow, library, read))


def marks(uow: UnitOfWork, library: Library, done: list[Assignment]) -> tuple[Mark, ...]:
    """What each question of the score sheet got in some reviews, in its order; none where nobody gave a mark."""
    given = [uow.reviews.scores(one.id) for one in done]
    criteria = contests.rubric_of(uow, library, done[0].plan).criteria if done else ()
    found = []
    for criterion in criteria:
        values = sorted(scores[criterion.key] for scores in given if criterion.key in scores)
        levels = tuple(level for value in values if (level := criterion.level(value)))
        if levels:
            found.append(Mark(criterion, levels))
    return tuple(found)
