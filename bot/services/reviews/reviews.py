"""What an expert does with a submitted plan: says whether they are connected, scores, comments, decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.content.library import Library
from bot.content.rubric import Rubric
from bot.domain.groups import Group
from bot.domain.ids import AssignmentId, ChatId, PersonId, SubmissionId
from bot.domain.incoming import Answer
from bot.domain.notices.reviews import ReviewDeclined
from bot.domain.people import Person
from bot.domain.plans import Submission
from bot.domain.refused import Counted, Forbidden, Missing, Refused, Stale
from bot.domain.reviews import Assignment, ReviewState, Said
from bot.domain.rounds import Rules, Verb
from bot.services import free_text, media, papers
from bot.services.contests import contests, practice, readings
from bot.services.plans import contents, versions
from bot.services.reviews import assignments, decisions
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork
from bot.store.reviews import Listed

LONGEST_COMMENT = 2000  # characters; more does not fit beside others on one page
_OPEN = (ReviewState.ASKED, ReviewState.SCORING)


@dataclass(frozen=True, slots=True)
class Review:
    """An expert's task with the version and the group that it is about."""

    assignment: Assignment
    submission: Submission
    group: Group


def listed(uow: UnitOfWork, *, by: Person, offset: int, limit: int) -> list[Listed]:
    """A part of what an expert was asked for and did not decline: what waits first, then what is done."""
    return uow.reviews.listed(by.id, offset=offset, limit=limit)


def counts(uow: UnitOfWork, *, by: Person) -> tuple[int, int]:
    """How many reviews wait for an expert, and how many are done."""
    found = uow.reviews.counts(by.id)
    return sum(found.get(state, 0) for state in _OPEN), found.get(ReviewState.DONE, 0)


def following(uow: UnitOfWork, *, by: Person) -> AssignmentId | None:
    """The plan that has the fewest reviews, of those the one that has waited longest for an expert."""
    waiting = [one for one in uow.reviews.of_expert(by.id) if one.state in _OPEN and may_read(uow, one)]
    return min(waiting, key=lambda one: (_read(uow, one), one.id)).id if waiting else None


def _read(uow: UnitOfWork, found: Assignment) -> int:
    """How many others have finished with a plan; advice comes one plan after the other."""
    if not found.kind.decides:
        return 0
    return sum(one.state is ReviewState.DONE for one in uow.reviews.readings_of(found.plan))


def open_review(uow: UnitOfWork, assignment: AssignmentId, *, by: Person) -> Review:
    """One review, for the expert whose it is. Refused for others and after it was declined.

    Raises: Missing, Forbidden.
    """
    found = uow.reviews.get(assignment)
    if found is None or found.expert != by.id or found.state is ReviewState.DECLINED:
        raise Forbidden
    review = _review(uow, found)
    if review is None:
        raise Missing
    return review


def peek(uow: UnitOfWork, assignment: AssignmentId) -> Review | None:
    """One review, for a notice to its expert."""
    found = uow.reviews.get(assignment)
    return _review(uow, found) if found else None


def accept(uow: UnitOfWork, assignment: AssignmentId, *, by: Person) -> None:
    """The expert is not connected with the group and begins. Raises: Missing, Forbidden, Stale, Refused."""
    review = open_review(uow, assignment, by=by)
    _demand(uow, review.assignment)
    if review.assignment.state is ReviewState.ASKED:
        uow.reviews.change(assignment, state=ReviewState.SCORING.value)


def decline(uow: UnitOfWork, assignment: AssignmentId, *, by: Person, now: datetime) -> None:
    """The expert is connected with the group: another one is asked, and staff are told.

    Where nobody is left to ask, the decisions of the others are enough (`decisions.settle_due`).
    Raises: Missing, Forbidden, Stale, Refused.
    """
    _demand(uow, open_review(uow, assignment, by=by).assignment)
    step_back(uow, assignment, by=by, now=now)


def step_back(uow: UnitOfWork, assignment: AssignmentId, *, by: Person, now: datetime) -> None:
    """Somebody reads no more, also because they are no expert any more: another is asked while the plan waits.

    Raises: Missing, Forbidden, Stale.
    """
    uow.plans.lock(open_review(uow, assignment, by=by).submission.plan)
    review = open_review(uow, assignment, by=by)
    if review.assignment.state not in _OPEN:
        raise Stale
    uow.reviews.change(assignment, state=ReviewState.DECLINED.value, decided_at=now)
    plan = review.submission.plan
    if not may_read(uow, review.assignment):
        return
    other = readings.replace(uow, review.assignment, now=now) if deciding(review) else _other(uow, review, now)
    told = ReviewDeclined(plan=plan, expert=by.name, other=uow.people.name(other) if other else "")
    assignments.tell_staff(uow, told, str(assignment), now=now)


def _other(uow: UnitOfWork, review: Review, now: datetime) -> PersonId | None:
    """Another expert is asked for advice; None: nobody is left."""
    submission = review.submission
    others = assignments.choose(uow, submission.plan, {}, 1, beside=uow.reviews.of_submission(submission.id))
    for other in others:
        assignments.ask(uow, submission.id, other, now=now)
    return next(iter(others), None)


def deciding(review: Review) -> bool:
    """Whether a review is for the decision of a competition, and not for advice."""
    return review.assignment.kind.decides


def may_read(uow: UnitOfWork, found: Assignment) -> bool:
    """Whether an expert may read now."""
    if found.kind.decides:
        return readings.may_read(uow, found)
    plan = uow.plans.get(found.plan)
    return plan is not None and allowed.may(uow, Verb.REVIEW, plan)


def _demand(uow: UnitOfWork, found: Assignment) -> None:
    """Raises: Missing, Stale, Refused unless an expert may read now."""
    if not found.kind.decides:
        allowed.demand(uow, Verb.REVIEW, found.plan)
    elif not readings.may_read(uow, found):
        raise Refused("Reading is over in this round")


def score(
    uow: UnitOfWork,
    library: Library,
    assignment: AssignmentId,
    criterion: str,
    value: int,
    *,
    by: Person,
    now: datetime,
) -> None:
    """Give a score; a second one replaces the first. Idempotent.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    review = open_to_score(uow, assignment, by=by)
    if contests.rubric_of(uow, library, review.submission.plan).level(criterion, value) is None:
        raise Stale
    uow.reviews.score(assignment, criterion, value, now=now)
    uow.reviews.change(assignment)


def unscore(uow: UnitOfWork, assignment: AssignmentId, criterion: str, *, by: Person) -> None:
    """Take a score back. Raises: Missing, Forbidden, Stale, Refused."""
    open_to_score(uow, assignment, by=by)
    uow.reviews.unscore(assignment, criterion)
    uow.reviews.change(assignment)


def say(uow: UnitOfWork, assignment: AssignmentId, kind: Said, answer: Answer, *, by: Person, now: datetime) -> None:
    """Keep a strength or a suggestion, in words or voice. Raises: Missing, Forbidden, Stale, Refused."""
    comment(uow, assignment, "", answer, by=by, now=now, kind=kind)


def save(uow: UnitOfWork, library: Library, assignment: AssignmentId, *, by: Person, seen: int, now: datetime) -> None:
    """A review for the decision is done; it can be taken back a while, as decisions are.

    Refused while a mark, a strength or a suggestion is missing. Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(open_review(uow, assignment, by=by).submission.plan)
    review = open_to_score(uow, assignment, by=by)
    if not deciding(review):
        raise Stale
    readings.finish(uow, library, review.assignment, seen, now=now)


def comment(
    uow: UnitOfWork,
    assignment: AssignmentId,
    step: str,
    answer: Answer,
    *,
    by: Person,
    now: datetime,
    kind: Said | None = None,
) -> None:
    """Keep words, a voice or a picture about a step ("" = the whole plan).

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_score(uow, assignment, by=by)
    text = said(answer)
    uow.reviews.comment(assignment, step, text, answer.medium, now=now, kind=kind)
    uow.reviews.change(assignment)


def said(answer: Answer) -> str:
    """The words of a comment, or beside a voice or a picture; "" where these say it all. Raises: Refused."""
    text = answer.text.strip()
    if answer.medium is None and not (answer.is_text and text):
        raise Refused("Sorry, this is not understood yet. You can write, speak or send a photo")
    if len(text) > LONGEST_COMMENT:
        raise free_text.too_long(len(text), LONGEST_COMMENT)
    return text


def unscored(rubric: Rubric, scores: Mapping[str, int]) -> tuple[str, ...]:
    """The criteria that still have no score, in order."""
    return tuple(criterion.key for criterion in rubric.criteria if criterion.key not in scores)


def undecided(uow: UnitOfWork, submission: SubmissionId) -> int:
    """How many experts who were asked for advice on a version have not decided yet."""
    return sum(one.state in _OPEN for one in uow.reviews.of_submission(submission))


def decide(  # noqa: PLR0913 – who, what, by which rules, and what they had seen
    uow: UnitOfWork,
    library: Library,
    assignment: AssignmentId,
    decision: str,
    rules: Rules,
    *,
    by: Person,
    seen: int,
    now: datetime,
) -> str:
    """Approve or return what was `seen`; gives back "approve" or "return" when that settles the plan, "" when not yet:
    others have to decide, or it can still be taken back.

    Refused while a score is missing, and for a return without a comment. Raises: Missing, Forbidden, Stale, Refused.
    """
    uow.plans.lock(open_review(uow, assignment, by=by).submission.plan)
    review = open_to_score(uow, assignment, by=by)
    if review.assignment.revision != seen or decision not in ("approve", "return") or deciding(review):
        raise Stale
    rubric = contests.rubric_of(uow, library, review.submission.plan)
    if missing := unscored(rubric, uow.reviews.scores(assignment)):
        raise Refused(
            Counted(
                "{n} question has no points yet. Answer it, then decide",
                "{n} questions have no points yet. Answer them, then decide",
                len(missing),
            )
        )
    if decision == "return" and not uow.reviews.comments(assignment):
        raise Refused("Please write at least one comment, so that the group knows what to change")
    uow.reviews.change(assignment, state=ReviewState.DONE.value, decision=decision, decided_at=now)
    return decisions.settle(uow, library, review.submission.plan, rules, now=now)


def open_to_score(uow: UnitOfWork, assignment: AssignmentId, *, by: Person) -> Review:
    """The review while it may be changed: of the newest version, accepted, not decided.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    review = open_review(uow, assignment, by=by)
    if review.assignment.state is ReviewState.DONE:
        raise Refused("You have decided already")
    latest = uow.submissions.latest(review.submission.plan)
    if latest is not None and latest.id != review.submission.id and not deciding(review):
        raise Stale("There is a newer version of this plan")
    if review.assignment.state is not ReviewState.SCORING:
        raise Stale
    _demand(uow, review.assignment)
    if deciding(review):
        practice.demand(uow, review.submission.plan, by.id)
    return review


def _review(uow: UnitOfWork, assignment: Assignment) -> Review | None:
    submission, plan = uow.submissions.get(assignment.submission), uow.plans.get(assignment.plan)
    group = uow.groups.get(plan.group) if plan else None
    return Review(assignment, submission, group) if submission and group else None


# The papers ----------------------------------------------------------------------------------------------------------
def show_paper(uow: UnitOfWork, review: Review, chat: ChatId, language: str, *, now: datetime) -> None:
    """Send the PDF to the expert's chat."""
    person = review.assignment.expert
    if person is not None:
        papers.send_version(uow, review.submission, "plan", language, chat=chat, person=person, now=now)


def show_media(uow: UnitOfWork, review: Review, begin: object, chat: ChatId, *, now: datetime) -> int:
    """Send the next few photos and voices of the version to the expert's chat; returns how many have been sent."""
    person, found = review.assignment.expert, contents.media(versions.of_submission(review.submission).answers)
    return media.show(uow, found, chat, person, begin=begin, now=now).begin if person is not None else 0
