"""What stood at a step before: it is kept, whoever wrote it is told, and for a week one tap brings it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.content.form import Step
from bot.domain.ids import PersonId, PlanId
from bot.domain.notices.plans import AnswerReplaced
from bot.domain.plans import Answer, Part
from bot.services import notices
from bot.store.database import UnitOfWork

KEPT = timedelta(days=7)  # in which what was replaced comes back with one tap; the history keeps it for good
_SETS = ("many", "people")  # kinds that change by taps on their parts: whoever tapped one taps it again


def stood_before(uow: UnitOfWork, plan: PlanId, step: str, current: Answer | None) -> Answer | None:
    """What stood at a step directly before its present answer; the last that stood where there is none."""
    stood = [one for one in uow.answers.history(plan, step) if one.ended]
    if current is None:
        return stood[-1] if stood else None
    return next((one for one in reversed(stood) if one.ended == current.at), None)


def latest(current: Answer, before: Answer | None) -> tuple[Part, ...]:
    """What came with the present answer: the pieces that were added to the one before, or all of it."""
    kept = before.parts if before else ()
    return current.parts[len(kept) :] if current.parts[: len(kept)] == kept else current.parts


def comes_back(uow: UnitOfWork, plan: PlanId, step: Step, current: Answer | None, *, now: datetime) -> Answer | None:
    """The answer that one tap brings back in the place of `current`; None where nothing is missing of it."""
    if current is None:
        return None
    for one in reversed(uow.answers.history(plan, step.key)):
        if may_return(one, current, now=now) and not (step.kind in _SETS and one.author == current.author):
            return one
    return None


def may_return(one: Answer, current: Answer | None, *, now: datetime) -> bool:
    """Whether an answer stood within the last days, and something of it stands no more."""
    recent = one.ended is not None and now - one.ended <= KEPT
    return recent and not (current is not None and all(part in current.parts for part in one.parts))


def tell(uow: UnitOfWork, plan: PlanId, step: str, old: Answer | None, *, by: PersonId, now: datetime) -> None:
    """Tell whoever wrote what another has just replaced, added to or emptied."""
    if old is not None and old.author is not None and old.author != by:
        what = AnswerReplaced(plan=plan, step=step, revision=old.revision, by=by)
        notices.tell(uow, old.author, what, now=now, key=f"replaced {plan} {step} {old.revision}")
