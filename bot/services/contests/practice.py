"""Experts read two invented plans before the first real one of a round; who differs from the others talks and repeats.

The limit is one of `domain/experts.py`: marks more than 0.8 apart from the median of whoever has practised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from bot.content.library import Library
from bot.content.practice import PracticePlan
from bot.content.rubric import Rubric
from bot.domain import experts
from bot.domain.contests import Phase
from bot.domain.experts import PRACTICE, TALKS, Marks, Practice
from bot.domain.ids import PersonId, PlanId, RoundId
from bot.domain.incoming import Answer
from bot.domain.notices.contests import PracticeDiffers, PracticeTalk
from bot.domain.people import Person, Role
from bot.domain.refused import Counted, Forbidden, Missing, Refused, Stale
from bot.domain.reviews import ReviewState
from bot.services import free_text, notices
from bot.services.contests import contests
from bot.store.database import UnitOfWork

FIRST, AGAIN = 1, 2  # attempts
LONGEST = 500  # characters of a reason; it stands beside those of others


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one expert is. `apart` None: nobody to compare with yet."""

    expert: PersonId
    done: tuple[str, ...]  # plans that are finished in the present attempt
    apart: Fraction | None
    attempt: int  # the present one

    @property
    def talks(self) -> bool:
        """Whether the marks differ so much that the expert talks with others, and has not repeated yet."""
        return self.attempt == AGAIN and not self.ready

    @property
    def ready(self) -> bool:
        """Whether real plans may be read."""
        return len(self.done) >= PRACTICE


@dataclass(frozen=True, slots=True)
class Practising:
    """What an expert has before them: the plans, and all that was made of them in the round."""

    round: RoundId
    plans: tuple[PracticePlan, ...]
    rubric: Rubric
    progress: Progress
    rows: tuple[Practice, ...]

    def own(self, plan: str) -> Practice | None:
        """One's own reading of a plan in the present attempt."""
        return _row(self.rows, self.progress.expert, plan, self.progress.attempt)

    def seen(self, plan: str) -> Practice | None:
        """One's last reading of a plan that is finished: others' are shown once it is there."""
        mine = [one for one in self.rows if one.expert == self.progress.expert and one.plan == plan and one.done_at]
        return mine[-1] if mine else None

    def others(self, plan: str) -> tuple[Practice, ...]:
        """What the others made of a plan at first; nothing while one's own is not in."""
        if self.seen(plan) is None:
            return ()
        first = (one for one in self.rows if one.plan == plan and one.attempt == FIRST and one.done_at)
        return tuple(one for one in first if one.expert != self.progress.expert)


# Whether it is needed -------------------------------------------------------------------------------------------------
def needed(uow: UnitOfWork, round_id: RoundId, expert: PersonId | None) -> bool:
    """Whether an expert practises before reading real plans of a round."""
    contest = uow.contests.get(round_id)
    if contest is None or not contest.rules.practice or expert is None:
        return False
    rows = uow.practices.of_round(round_id)
    return not _progress(rows, _compared(rows), expert).ready


def before(uow: UnitOfWork, plan: PlanId, expert: PersonId | None) -> RoundId | None:
    """The round in which an expert practises before reading a plan for its decision; None: the plan may be read."""
    found = uow.plans.get(plan)
    return found.round if found is not None and needed(uow, found.round, expert) else None


def demand(uow: UnitOfWork, plan: PlanId, expert: PersonId | None) -> None:
    """An expert practises before reading a plan for its decision: until that is done it is refused. Raises: Refused."""
    if before(uow, plan, expert) is not None:
        raise Refused("Two plans for practice come first. They are not real")


# An expert ------------------------------------------------------------------------------------------------------------
def open_practice(uow: UnitOfWork, library: Library, round_id: RoundId, *, by: Person) -> Practising:
    """What an expert practises on, who was asked to read in a round and is not connected with all of it.

    Raises: Missing, Forbidden.
    """
    contest = uow.contests.get(round_id)
    if contest is None:
        raise Missing
    asked = (one for one in uow.reviews.readings(round_id) if one.expert == by.id)
    if not any(one.state is not ReviewState.DECLINED for one in asked):
        raise Forbidden
    rows = uow.practices.of_round(round_id)
    rubric = library.rubric_of(contest.rubric(""))  # projects may have others; the plans for practice are of none
    return Practising(
        round_id, library.practice[:PRACTICE], rubric, _progress(rows, _compared(rows), by.id), tuple(rows)
    )


def mark(
    uow: UnitOfWork, library: Library, round_id: RoundId, plan: str, criterion: str, value: int, *, by: Person
) -> None:
    """Give a plan for practice a mark; a second one replaces the first. Raises: Missing, Forbidden, Stale."""
    here, found = _open(uow, library, round_id, plan, by=by)
    asked = here.rubric.criterion(criterion)
    if asked is None or asked.level(value) is None:
        raise Stale
    uow.practices.mark(found.id, criterion, value, asked.best)


def say(uow: UnitOfWork, library: Library, round_id: RoundId, plan: str, answer: Answer, *, by: Person) -> None:
    """Say why, in words or voice: the others read it once theirs is in. Raises: Missing, Forbidden, Stale, Refused."""
    (_, found), text = _open(uow, library, round_id, plan, by=by), answer.text.strip()
    if answer.medium is None and not (answer.is_text and text):
        raise Refused("Sorry, this is not understood yet. You can write, speak or send a photo")
    if len(text) > LONGEST:
        raise free_text.too_long(len(text), LONGEST)
    uow.practices.say(found.id, text, answer.medium)


def finish(uow: UnitOfWork, library: Library, round_id: RoundId, plan: str, *, by: Person, now: datetime) -> None:
    """A plan for practice is read. Whoever differs is told, and so are staff; a second tap does nothing more.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    here, found = _open(uow, library, round_id, plan, by=by)
    if missing := [one.key for one in here.rubric.criteria if one.key not in found.marks]:
        raise Refused(
            Counted(
                "{n} question has no points yet. Answer it, then save",
                "{n} questions have no points yet. Answer them, then save",
                len(missing),
            )
        )
    if not found.text and found.medium is None:
        raise Refused("Please say in one sentence why you gave these points")
    uow.practices.finish(found.id, now=now)
    uow.audit.note(by.id, "practised on a plan for", f"round {round_id}", now=now)
    _tell(uow, round_id, by, now)


def _tell(uow: UnitOfWork, round_id: RoundId, by: Person, now: datetime) -> None:
    """Who has to talk hears so once, and staff hear of whom; whoever has just finished sees it on the page."""
    rows = uow.practices.of_round(round_id)
    staff = [one.id for one in uow.people.with_role(Role.STAFF)]
    for expert in (one for one, apart in _compared(rows).items() if apart is not None and apart > TALKS):
        key = f"{round_id}:{expert}"
        if expert != by.id:
            notices.tell(uow, expert, PracticeDiffers(round=round_id), now=now, key=key)
        notices.tell_all(uow, staff, PracticeTalk(round=round_id, expert=expert), now=now, key=key)


def _open(
    uow: UnitOfWork, library: Library, round_id: RoundId, plan: str, *, by: Person
) -> tuple[Practising, Practice]:
    """One's own reading of a plan that is not finished, begun where it is not. Raises: Missing, Forbidden, Stale."""
    here = open_practice(uow, library, round_id, by=by)
    if plan not in {one.key for one in here.plans}:
        raise Missing
    contest = uow.contests.lock(round_id)
    if contest is None or contest.reached(Phase.DECISION):
        raise Stale
    uow.practices.begin(round_id, by.id, plan, here.progress.attempt)
    found = _row(uow.practices.of_round(round_id), by.id, plan, here.progress.attempt)
    if found is None or found.done_at is not None:
        raise Stale
    return here, found


# Staff ----------------------------------------------------------------------------------------------------------------
def progress(uow: UnitOfWork, round_id: RoundId, *, by: Person) -> tuple[Progress, ...]:
    """How far each expert is who was asked to read in a round, for staff. Raises: Missing, Forbidden."""
    contests.open_contest(uow, round_id, by=by)
    rows = uow.practices.of_round(round_id)
    asked = {one.expert for one in uow.reviews.readings(round_id) if one.state is not ReviewState.DECLINED}
    whole = {one for one in asked if one is not None} | {one.expert for one in rows}
    compared = _compared(rows)
    return tuple(_progress(rows, compared, one) for one in sorted(whole))


# What is made of it ---------------------------------------------------------------------------------------------------
def _done(rows: Iterable[Practice], expert: PersonId, attempt: int) -> list[Practice]:
    mine = [one for one in rows if (one.expert, one.attempt) == (expert, attempt)]
    return [one for one in mine if one.done_at is not None]


def _compared(rows: Sequence[Practice]) -> dict[PersonId, Fraction | None]:
    """Everybody who has finished the first attempt, in that order, with how far they are from the others."""
    whole = {one.expert: _done(rows, one.expert, FIRST) for one in rows}
    ended = [
        (max((one.done_at, one.id) for one in done if one.done_at), expert)
        for expert, done in whole.items()
        if len(done) >= PRACTICE
    ]
    order = [expert for _, expert in sorted(ended)]
    given: list[Marks] = [
        {(one.plan, criterion): step for one in whole[expert] for criterion, step in one.steps.items()}
        for expert in order
    ]
    return {expert: experts.apart(given, index) for index, expert in enumerate(order)}


def _progress(rows: Sequence[Practice], compared: Mapping[PersonId, Fraction | None], expert: PersonId) -> Progress:
    apart = compared.get(expert)
    attempt = AGAIN if apart is not None and apart > TALKS else FIRST
    return Progress(expert, tuple(one.plan for one in _done(rows, expert, attempt)), apart, attempt)


def _row(rows: Iterable[Practice], expert: PersonId, plan: str, attempt: int) -> Practice | None:
    key = (expert, plan, attempt)
    return next((one for one in rows if (one.expert, one.plan, one.attempt) == key), None)
