"""A version of a plan: frozen as plain JSON when it is sent, and read back for the group, experts and papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.content.library import Library
from bot.domain.ids import SubmissionId
from bot.domain.people import Person
from bot.domain.plans import Action, Answer, Costs, Submission, costs
from bot.domain.refused import Missing
from bot.services.plans import agreements, contents, plan_view
from bot.services.plans.agreements import Tally
from bot.services.plans.contents import Change, Content
from bot.services.plans.plan_view import PlanView
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Version:
    """What a version says. `number` is 0 for a plan that is still being written."""

    number: int
    at: datetime
    title: str
    form: int
    answers: Mapping[str, Answer]
    actions: tuple[Action, ...]
    tally: Tally

    @property
    def costs(self) -> Costs:
        return costs(self.actions)

    @property
    def content(self) -> Content:
        return Content(self.title, self.answers, self.actions)


def live(uow: UnitOfWork, whole: PlanView, *, at: datetime) -> Version:
    """The plan as it stands now."""
    tally = agreements.tally(uow, whole.plan)
    return Version(0, at, whole.title, whole.form.version, whole.answers, whole.actions, tally)


def to_json(version: Version) -> dict[str, object]:
    """The version as JSON: {"title", "form", "answers": {step: …}, "actions": […], "tally": {…}}."""
    return contents.written(version.content) | {"form": version.form, "tally": asdict(version.tally)}


def of_submission(submission: Submission) -> Version:
    """A submission read back."""
    raw: Mapping[str, Any] = submission.content
    content = contents.read(raw, submission.plan)
    tally = Tally.read(raw["tally"])
    return Version(
        submission.version, submission.at, content.title, raw["form"], content.answers, content.actions, tally
    )


# Reading them later ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SentVersion:
    """A version that was sent, of which plan, and what changed since the one before it."""

    submission: Submission
    whole: PlanView
    version: Version
    changes: tuple[Change, ...]


def open_version(uow: UnitOfWork, library: Library, submission: int, *, by: Person) -> SentVersion:
    """A version for the group's members and staff. Raises: Missing, Forbidden."""
    found = uow.submissions.get(SubmissionId(submission))
    if found is None:
        raise Missing
    return SentVersion(
        found, plan_view.open_plan(uow, library, found.plan, by=by), of_submission(found), changes(uow, found)
    )


def changes(uow: UnitOfWork, submission: Submission) -> tuple[Change, ...]:
    """What a version says that the one before it did not; nothing for the first."""
    older = [one for one in uow.submissions.of_plan(submission.plan) if one.version < submission.version]
    return contents.changes(of_submission(older[0]).content, of_submission(submission).content) if older else ()


def since(whole: PlanView, submission: Submission) -> frozenset[str]:
    """The steps of which the plan says something else now than in a version."""
    standing = Content(whole.title, whole.answers, whole.actions)
    return contents.steps(contents.changes(of_submission(submission).content, standing))
