"""What a group does with its plan while it is written: begin, name, answer, settle two answers to one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.content.form import Step
from bot.domain import incoming, rounds
from bot.domain.ids import GroupId, PersonId, PlanId
from bot.domain.people import Person
from bot.domain.plans import Part, Plan
from bot.domain.refused import Counted, Missing, Refused, Stale
from bot.domain.rounds import Verb
from bot.services import free_text
from bot.services.groups import groups
from bot.services.plans import plan_view, replaced
from bot.services.rounds import allowed
from bot.store.database import UnitOfWork
from bot.understand import lao

MEDIA = ("voice", "audio", "photo", "video", "document")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer: "kept", "two" (somebody else's stands there) or "long" (over the step's limit).

    Whatever is not "kept" waits beside the answer that stands until its author decides. `revision` is the answer's.
    """

    state: str
    characters: int = 0
    revision: int = 0


# The plan -------------------------------------------------------------------------------------------------------------
def begin(uow: UnitOfWork, group: GroupId, *, by: Person, now: datetime) -> PlanId | None:
    """The group's plan of the open round that is for it, made on its first opening; without a round the last one, None
    without any.

    Raises: Forbidden.
    """
    found = groups.open_group(uow, group, by=by)
    round_ = uow.rounds.open_now(found, now=now)
    if round_ is None or not rounds.may(Verb.BEGIN, round_.state) or found.state != "active":
        last = uow.plans.of_group(group)
        return last.id if last else None
    plan = uow.plans.of_group(group, round_.id)
    return plan.id if plan else uow.plans.add(group, round_.id, now=now)


def name(uow: UnitOfWork, plan: PlanId, title: str, *, by: Person, now: datetime) -> None:
    """Give the plan a name. Refused over 120 characters. Raises: Missing, Forbidden, Stale, Refused."""
    open_to_write(uow, plan, by=by)
    tidy = lao.spell(" ".join(title.split()))
    if not tidy or len(tidy) > plan_view.LONGEST_TITLE:
        raise Refused(
            Counted(
                "Please write a short name, up to {max} letter",
                "Please write a short name, up to {max} letters",
                plan_view.LONGEST_TITLE,
            ),
            max=plan_view.LONGEST_TITLE,
        )
    uow.plans.change(plan, now=now, title=tidy)


def open_to_write(uow: UnitOfWork, plan: PlanId, *, by: Person, to: Verb = Verb.WRITE) -> Plan:
    """The plan, locked, if `by` may change (or send) it now. Refused for others, while experts read it, and for a draft
    once the round is closed.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = uow.plans.lock(plan)
    if found is None:
        raise Missing
    groups.open_group(uow, found.group, by=by)
    return allowed.demand(uow, to, plan)[0]


# Answers --------------------------------------------------------------------------------------------------------------
def part_of(answer: incoming.Answer) -> Part:
    """What somebody sent, as a part of an answer. Refused for what is no text, voice, picture or file.

    Raises: Refused.
    """
    text = lao.spell(answer.text.strip())
    if answer.kind in MEDIA and answer.medium is not None:
        return Part(answer.kind, text, answer.medium, answer.seconds)
    if answer.is_text and text:
        return Part("text", text)
    raise Refused("Sorry, this is not understood yet. You can write, speak or send a photo")


def answer(uow: UnitOfWork, plan: PlanId, step: Step, part: Part, *, by: Person, now: datetime) -> Saved:
    """Answer a step anew; what stood there stays in the history.

    Another's answer is not replaced: the new one waits beside it until its author has chosen.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current = uow.answers.get(plan, step.key)
    if current and current.author != by.id:
        return _propose(uow, plan, step, (part,), by, now)
    if current and part.kind == "text" and current.parts == (part,):
        uow.answers.drop_proposal(plan, step.key, by.id)
        return Saved("kept", characters(current.parts))  # sent once more, for no reply was seen
    return _keep(uow, plan, step, (part,), by, now)


def append(uow: UnitOfWork, plan: PlanId, step: Step, part: Part, *, by: Person, now: datetime) -> Saved:
    """Add a later piece to one's own answer: a second short message, the next photo of an album.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current, waiting = uow.answers.get(plan, step.key), uow.answers.proposal(plan, step.key, by.id)
    if waiting:
        return _propose(uow, plan, step, (*waiting.parts, part), by, now)
    if current and current.author != by.id:
        return _propose(uow, plan, step, (part,), by, now)
    if current and part.kind == "text" and part == current.parts[-1]:
        return Saved("kept", characters(current.parts))  # sent once more, for no reply was seen
    return _keep(uow, plan, step, (*(current.parts if current else ()), part), by, now)


def enclose(uow: UnitOfWork, plan: PlanId, step: Step, part: Part, *, by: Person, now: datetime) -> None:
    """Put a voice or photo beside the table of actions; whoever sent the others, all of them stay.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current = uow.answers.get(plan, step.key)
    _put(uow, plan, step, (*(current.parts if current else ()), part), by.id, now)


def weigh(uow: UnitOfWork, plan: PlanId, step: Step, part: Part, *, by: Person, now: datetime) -> None:
    """Let a typed answer wait beside the one that stands until its author has found its reading right.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    _propose(uow, plan, step, (part,), by, now)


def take(uow: UnitOfWork, plan: PlanId, step: Step, part: Part, *, by: Person, now: datetime) -> Saved:
    """Keep a reading that was found right; the words that waited stay in the history.

    Beside another's answer it waits until its author has chosen. Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current = uow.answers.get(plan, step.key)
    if current and current.author != by.id:
        return _propose(uow, plan, step, (part,), by, now)
    return _keep(uow, plan, step, (part,), by, now)


def choose(uow: UnitOfWork, plan: PlanId, step: Step, part: Part, *, by: Person, now: datetime) -> Saved:
    """Put a value that was tapped in the place of the one that stands; voices, photos and words beside it stay.

    Another's value is not replaced: the new one waits beside it until its author has chosen.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current = uow.answers.get(plan, step.key)
    if current and current.value and current.author != by.id and current.value != part.value:
        return _propose(uow, plan, step, (part,), by, now)
    others = tuple(one for one in current.parts if not one.value) if current else ()
    return _keep(uow, plan, step, (part, *others), by, now)


def toggle(uow: UnitOfWork, plan: PlanId, step: Step, part: Part, *, by: Person, now: datetime) -> None:
    """Put a set that a tap made larger or smaller in the place of the one that stands; what stands beside it stays.

    A set with nothing in it goes, and with nothing beside it the whole answer. Whoever wrote the one before is told.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current = uow.answers.get(plan, step.key)
    others = tuple(one for one in current.parts if not one.value) if current else ()
    parts = (part, *others) if part.value and any(part.value.values()) else others
    if parts:
        _put(uow, plan, step, parts, by.id, now)
        replaced.tell(uow, plan, step.key, current, by=by.id, now=now)
    else:
        clear(uow, plan, step, by=by, now=now)
    uow.answers.drop_proposal(plan, step.key, by.id)


def settle(uow: UnitOfWork, plan: PlanId, step: Step, choice: str, *, by: Person, now: datetime) -> None:
    """Decide about one's answer that waits: "mine", "theirs", "both", or "first" (as much of it as has room).

    Nothing is lost: what is not taken stays in the history, and its author is told and may bring it back.
    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current, waiting = uow.answers.get(plan, step.key), uow.answers.proposal(plan, step.key, by.id)
    if waiting is None:
        raise Stale
    standing = current.parts if current else ()
    chosen = {"mine": waiting.parts, "both": (*standing, *waiting.parts), "first": _cut(waiting.parts, step.longest)}
    if choice in chosen:
        _put(uow, plan, step, chosen[choice], by.id, now)
        replaced.tell(uow, plan, step.key, current, by=by.id, now=now)
    elif choice != "theirs":
        raise Stale
    uow.answers.drop_proposal(plan, step.key, by.id)


def clear(uow: UnitOfWork, plan: PlanId, step: Step, *, by: Person, now: datetime) -> None:
    """Take the answer away; it stays in the history, and its author is told.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current = uow.answers.get(plan, step.key)
    if uow.answers.clear(plan, step.key, now=now):
        replaced.tell(uow, plan, step.key, current, by=by.id, now=now)
        uow.plans.change(plan, now=now)


def restore(uow: UnitOfWork, plan: PlanId, step: Step, *, by: Person, now: datetime) -> None:
    """Bring back the last answer of a step that has none. Raises: Missing, Forbidden, Stale, Refused."""
    open_to_write(uow, plan, by=by)
    history = uow.answers.history(plan, step.key)
    if uow.answers.get(plan, step.key) or not history:
        raise Stale
    _put(uow, plan, step, history[-1].parts, history[-1].author or by.id, now)


def bring_back(uow: UnitOfWork, plan: PlanId, step: Step, revision: int, *, by: Person, now: datetime) -> None:
    """Let an answer stand again that stood within the last week; whoever wrote the one that goes is told.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    open_to_write(uow, plan, by=by)
    current = uow.answers.get(plan, step.key)
    old = next((one for one in uow.answers.history(plan, step.key) if one.revision == revision), None)
    if old is None or not replaced.may_return(old, current, now=now):
        raise Stale
    _put(uow, plan, step, old.parts, old.author or by.id, now)
    replaced.tell(uow, plan, step.key, current, by=by.id, now=now)


def characters(parts: Sequence[Part]) -> int:
    """How many characters were written."""
    return sum(len(part.text) for part in parts)


def _keep(uow: UnitOfWork, plan: PlanId, step: Step, parts: Sequence[Part], by: Person, now: datetime) -> Saved:
    if characters(parts) > step.longest:
        return _propose(uow, plan, step, parts, by, now)
    revision = _put(uow, plan, step, parts, by.id, now)
    uow.answers.drop_proposal(plan, step.key, by.id)
    return Saved("kept", characters(parts), revision)


def _put(uow: UnitOfWork, plan: PlanId, step: Step, parts: Sequence[Part], author: PersonId, now: datetime) -> int:
    free_text.has_room(len(parts))
    revision = uow.answers.put(plan, step.key, parts, author, now=now)
    uow.plans.change(plan, now=now)
    return revision


def _propose(uow: UnitOfWork, plan: PlanId, step: Step, parts: Sequence[Part], by: Person, now: datetime) -> Saved:
    free_text.has_room(len(parts))
    uow.answers.propose(plan, step.key, parts, by.id, now=now)
    return Saved("long" if characters(parts) > step.longest else "two", characters(parts))


def _cut(parts: Sequence[Part], longest: int) -> tuple[Part, ...]:
    """The parts with the beginning of their text, as far as `longest` characters reach; voices and photos all stay."""
    kept, room = [], longest
    for part in parts:
        text = part.text[:room]
        room -= len(text)
        if text or part.medium:
            kept.append(Part(part.kind, text, part.medium, part.seconds))
    return tuple(kept)
