"""What helpers do for an answer that others cannot hear or read: write a voice down, translate it, translate a text.

It never touches the answer or the plan's revision: nobody has to agree anew because somebody translated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.content.form import Step
from bot.domain import wordings
from bot.domain.ids import MediumId, PlanId
from bot.domain.people import Person
from bot.domain.plans import Answer, Plan
from bot.domain.refused import Counted, Forbidden, Missing, Refused, Stale
from bot.domain.reviews import ReviewState
from bot.i18n import LANGUAGES
from bot.services.groups import groups
from bot.services.plans import contents, versions
from bot.services.plans.contents import Content
from bot.store.database import UnitOfWork
from bot.understand import lao

LONGEST = 8000  # characters of a wording; a voice of ten minutes has about 7,000
_READING = (ReviewState.SCORING, ReviewState.DONE)  # an expert who said that they are not connected with the group


@dataclass(frozen=True, slots=True)
class Piece:
    """Something in a plan that can be written down or translated: a voice, all that was written, an action, the name.

    `key` names it within its step: "v7" is the voice that is medium 7, "t3" what was written in the step's answer of
    revision 3, "a5-2" action 5 at its revision 2, "n" the name of the plan.
    """

    key: str
    subject: str
    kind: str
    text: str
    seconds: int = 0
    medium: MediumId | None = None

    @property
    def spoken(self) -> bool:
        return self.medium is not None

    @property
    def targets(self) -> tuple[str, ...]:
        """The kinds of wordings that it can have."""
        return wordings.targets(self.spoken, self.text, LANGUAGES)


def pieces(answer: Answer) -> Iterator[Piece]:
    """The voices of an answer in their order, then what was written."""
    for part in answer.parts:
        if part.kind in wordings.SPOKEN and part.medium is not None:
            subject = wordings.of_voice(part.medium)
            yield Piece(subject, subject, part.kind, part.text, part.seconds, part.medium)
    if text := wordings.writing(answer.parts):
        yield Piece(f"t{answer.revision}", wordings.of_text(text), "text", text)


def of_step(content: Content, step: Step) -> Iterator[Piece]:
    """All pieces that belong to a step; the plan's name stands with the first one."""
    if step.number == 1 and content.title:
        yield Piece("n", wordings.of_text(content.title), "title", content.title)
    if answer := content.answers.get(step.key):
        yield from pieces(answer)
    for action in content.actions if step.kind == "actions" else ():
        key = f"a{action.id}-{action.revision}"
        yield Piece(key, wordings.of_action(action), "action", wordings.action_writing(action))


def open_content(uow: UnitOfWork, plan: PlanId, *, by: Person) -> Content:
    """What somebody may help with: what the plan says now for members and staff, what was sent to an expert.

    Raises: Missing, Forbidden.
    """
    found = _open_plan(uow, plan)
    if groups.sees(uow, found.group, by=by):
        return contents.now(uow, found)
    if sent := _sent(uow, plan, by):
        return sent[-1]
    raise Forbidden("Only members of the group can see this")


def open_piece(uow: UnitOfWork, plan: PlanId, step: Step, key: str, *, by: Person) -> Piece:
    """One piece of a step, also of an answer that was replaced since the button was drawn.

    Refused where there is none that this person may see. Raises: Missing, Forbidden.
    """
    found = list(of_step(open_content(uow, plan, by=by), step))
    if groups.sees(uow, _open_plan(uow, plan).group, by=by):
        earlier = uow.answers.history(plan, step.key)
    else:
        earlier = [sent.answers[step.key] for sent in _sent(uow, plan, by) if step.key in sent.answers]
    found += [piece for answer in reversed(earlier) for piece in pieces(answer)]
    if (piece := next((one for one in found if one.key == key), None)) is None:
        raise Missing
    return piece


def write(uow: UnitOfWork, plan: PlanId, piece: Piece, kind: str, text: str, *, by: Person, now: datetime) -> None:
    """Set words beside a piece; what another helper wrote stays in the history. Refused over 8,000 characters.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_content(uow, plan, by=by)
    tidy, last = lao.spell(text.strip()), _last(uow, plan, piece, kind)
    if kind not in piece.targets or not tidy:
        raise Stale
    if len(tidy) > LONGEST:
        raise Refused(
            Counted(
                "This is too long ({x} letter). Please keep it under {max}",
                "This is too long ({x} letters). Please keep it under {max}",
                len(tidy),
            ),
            x=len(tidy),
            max=LONGEST,
        )
    if last and last.text == tidy and last.helper == by.id:
        return
    uow.wordings.add(plan, piece.subject, kind, tidy, by.id, now=now)
    uow.audit.note(by.id, "wrote down" if kind == wordings.SAID else "translated", f"plan {plan}", now=now)


def append(uow: UnitOfWork, plan: PlanId, piece: Piece, kind: str, text: str, *, by: Person, now: datetime) -> None:
    """Add a later message to one's own words: a long text arrives in several.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    last = _last(uow, plan, piece, kind)
    before = f"{last.text}\n" if last and last.helper == by.id else ""
    write(uow, plan, piece, kind, f"{before}{text}", by=by, now=now)


def undo(uow: UnitOfWork, plan: PlanId, piece: Piece, kind: str, *, by: Person, now: datetime) -> None:
    """Put back what stood before the last change, with the name of whoever wrote it; without any, take it away.

    Raises: Missing, Forbidden, Stale.
    """
    open_content(uow, plan, by=by)
    history = uow.wordings.history(plan, piece.subject, kind)
    if not history:
        raise Stale
    before = history[-2] if len(history) > 1 else None
    helper, text = (before.helper, before.text) if before else (by.id, "")
    uow.wordings.add(plan, piece.subject, kind, text, helper, now=now)
    uow.audit.note(by.id, "took back the words beside", f"plan {plan}", now=now)


def _last(uow: UnitOfWork, plan: PlanId, piece: Piece, kind: str) -> wordings.Wording | None:
    history = uow.wordings.history(plan, piece.subject, kind)
    return history[-1] if history else None


def _open_plan(uow: UnitOfWork, plan: PlanId) -> Plan:
    found = uow.plans.get(plan)
    if found is None:
        raise Missing
    return found


def _sent(uow: UnitOfWork, plan: PlanId, by: Person) -> list[Content]:
    """The versions that an expert reads."""
    mine = [one for one in uow.reviews.of_plan(plan) if one.expert == by.id and one.state in _READING]
    found = [uow.submissions.get(one.submission) for one in mine]
    return [versions.of_submission(submission).content for submission in found if submission]
