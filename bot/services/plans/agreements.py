"""Whether the members agree to send the plan: asked of everybody, given to one revision, counted by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.content.library import Library
from bot.domain.agreements import Needed
from bot.domain.ids import MediumId, PersonId, PlanId
from bot.domain.incoming import Answer
from bot.domain.notices.plans import AgreeObjected
from bot.domain.people import Person
from bot.domain.plans import Plan
from bot.domain.refused import Counted, Forbidden, Refused, Stale
from bot.domain.rounds import Verb
from bot.services import free_text, notices
from bot.services.groups import groups, members
from bot.services.plans import asking, contents, one_phone, plan_view
from bot.services.plans.contents import Change
from bot.services.rounds import allowed
from bot.store.agreements import doubt
from bot.store.database import UnitOfWork
from bot.understand import lao

LONGEST_REASON = 1000  # characters of a reason; several of them stand on one page
LATEST = timedelta(days=3)  # what was changed longer ago is asked about by hand
_INSTANT = timedelta(microseconds=1)
AT_ONCE = 10  # plans that are taken up in one transaction
CALM = timedelta(minutes=30)  # a plan is asked about again once nobody has changed it for so long: one message, not ten


@dataclass(frozen=True, slots=True)
class Objection:
    """A member who does not agree yet, and why ("" when they have not said, or said it as a voice)."""

    name: str
    reason: str
    medium: MediumId | None = None
    outdated: bool = False  # the plan was changed since


@dataclass(frozen=True, slots=True)
class Tally:
    """Of so many members so many agree: women, men, and those who did not say which.

    `outdated` agreed to an earlier revision, `told` were counted by the leader because they have no phone, `waiting`
    are the names of those who have not answered this revision, `needed` is how many have to agree.
    """

    agree: int
    of: int
    women: int
    men: int = 0
    unsaid: int = 0
    outdated: int = 0
    told: int = 0
    needed: int = 0
    waiting: tuple[str, ...] = ()
    objections: tuple[Objection, ...] = ()

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Tally:
        """A tally that was kept as JSON, perhaps by an earlier Phaen that counted less."""
        objections = tuple(Objection(**item) for item in raw["objections"])
        return cls(**{**raw, "objections": objections, "waiting": tuple(raw.get("waiting", ()))})

    @property
    def enough(self) -> bool:
        """Whether the plan may be sent."""
        return self.agree >= self.needed


@dataclass(frozen=True, slots=True)
class Voice:
    """What one member said: to which revision, when, whether they agree. `told`: the leader said it for them."""

    agrees: bool
    revision: int
    reason: str
    medium: MediumId | None
    told: bool
    at: datetime

    @property
    def explained(self) -> bool:
        return bool(self.reason or self.medium)


# Counting -------------------------------------------------------------------------------------------------------------
def tally(uow: UnitOfWork, plan: Plan) -> Tally:
    """The members' agreement to the plan as it stands; only present members count, only this revision agrees."""
    inside = {member.person: member.name for member in uow.groups.members(plan.group)}
    said = [row for row in uow.agreements.of_plan(plan.id) if row.person_id in inside]
    now = [row for row in said if row.agrees and row.revision == plan.revision]
    answered = {row.person_id for row in said if row.revision == plan.revision}
    round_ = uow.rounds.get(plan.round)
    return Tally(
        agree=len(now),
        of=len(inside),
        women=sum(row.sex == "woman" for row in now),
        men=sum(row.sex == "man" for row in now),
        unsaid=sum(row.sex not in ("woman", "man") for row in now),
        outdated=sum(row.agrees and row.revision != plan.revision for row in said),
        told=sum(row.told_by is not None for row in now),
        needed=(round_.agreement if round_ else Needed.HALF).of(len(inside)),
        waiting=tuple(name for person, name in inside.items() if person not in answered),
        objections=tuple(
            Objection(row.name, row.reason, row.medium_id, row.revision != plan.revision)
            for row in said
            if not row.agrees
        ),
    )


def voice(uow: UnitOfWork, plan: Plan, person: PersonId) -> Voice | None:
    """What somebody said about the plan last."""
    row = next((row for row in uow.agreements.of_plan(plan.id) if row.person_id == person), None)
    if row is None:
        return None
    return Voice(bool(row.agrees), row.revision, row.reason, row.medium_id, row.told_by is not None, row.at)


def waits_for(uow: UnitOfWork, plan: Plan, person: PersonId) -> bool:
    """Whether the members are asked about the plan as it stands, and somebody has not answered."""
    if not allowed.may(uow, Verb.AGREE, plan):
        return False
    said = [row.person_id for row in uow.agreements.of_plan(plan.id) if row.revision == plan.revision]
    return bool(said) and person not in said


def changed(uow: UnitOfWork, plan: Plan, said: Voice | None) -> tuple[Change, ...]:
    """What is not any more as it was when a member answered."""
    before = contents.kept(uow, plan, said.revision) if said and said.revision != plan.revision else None
    return contents.changes(before, contents.now(uow, plan)) if before else ()


# Asking ---------------------------------------------------------------------------------------------------------------
def ask(uow: UnitOfWork, library: Library, plan: Plan, *, by: Person, now: datetime) -> int:
    """Ask every member who has not answered this revision, and the group's chat; a member who asks agrees by asking.

    Returns how many people are asked, at night in the morning (`asking.rings_at`); nobody is asked twice about the
    same revision, nor about a plan in which something is empty that the round requires.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    groups.open_group(uow, plan.group, by=by)
    allowed.demand(uow, Verb.AGREE, plan.id)
    if empty := _empty(uow, library, plan):
        raise Refused("Item {list} is still empty. Answer it, then ask the members", list=", ".join(map(str, empty)))
    _agrees_by_it(uow, plan, by, now)
    asking.note(uow, plan, now=now)
    return asking.ask(uow, library, plan, _unanswered(uow, plan), now=now)


def ask_in_the_morning(uow: UnitOfWork, library: Library, plan: PlanId, *, again: bool, now: datetime) -> None:
    """What was asked at night, of the plan as it is now; nobody where it may not be asked any more. Raises: Missing."""
    found = uow.plans.get(plan)
    if found is None or not allowed.may(uow, Verb.AGREE, found) or _empty(uow, library, found):
        return
    asking.note(uow, found, now=now)
    asking.tell(uow, found, _doubtful(uow, found) if again else _unanswered(uow, found), now=now)


def _unanswered(uow: UnitOfWork, plan: Plan) -> list[PersonId]:
    """The members who have not said anything of the plan as it stands."""
    answered = {row.person_id for row in uow.agreements.of_plan(plan.id) if row.revision == plan.revision}
    return [member.person for member in uow.groups.members(plan.group) if member.person not in answered]


def _empty(uow: UnitOfWork, library: Library, plan: Plan) -> list[int]:
    """The numbers of the items that have to be answered, and are not."""
    return [step.number for step in plan_view.whole(uow, library, plan).open_steps if step.required]


def ask_again(uow: UnitOfWork, library: Library, *, now: datetime) -> int:
    """A plan that was changed after members had answered, and is calm since: they are asked again, once a revision.

    Returns how many plans were taken up, a few at a time: call it until there are none.
    """
    found = uow.agreements.doubted(after=now - LATEST, before=now - CALM, limit=AT_ONCE)
    for plan in found:
        uow.nudges.once(doubt(plan.id, plan.revision), now=now)
        if doubtful := _doubtful(uow, plan):
            asking.ask(uow, library, plan, doubtful, again=True, now=now)
    return len(found)


def _doubtful(uow: UnitOfWork, plan: Plan) -> list[PersonId]:
    """The members who answered when the plan said something else."""
    said = {row.person_id: row.revision for row in uow.agreements.of_plan(plan.id)}
    present = contents.now(uow, plan)
    kept = {revision: contents.kept(uow, plan, revision) for revision in {*said.values()} - {plan.revision}}
    differs = {revision for revision, before in kept.items() if before and contents.changes(before, present)}
    return [member.person for member in uow.groups.members(plan.group) if said.get(member.person) in differs]


def next_at(uow: UnitOfWork, *, now: datetime) -> datetime | None:
    """When the next plan that was changed has been calm for long enough to be asked about again."""
    first = uow.agreements.next_doubted(after=now - CALM + _INSTANT, before=now)
    return first + CALM if first else None


# Answering ------------------------------------------------------------------------------------------------------------
def give(uow: UnitOfWork, plan: Plan, *, by: Person, agrees: bool, revision: int, now: datetime) -> None:
    """Keep what a member says to the revision that they saw. Refused when the plan has changed since or is sent, and
    when too many others have agreed from the same phone.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    _check(uow, plan, by.id, revision)
    phone = uow.people.account_of(by.id)
    if agrees:
        one_phone.check(uow, plan, by.id, phone, by=by.id)
    uow.agreements.put(plan.id, by.id, agrees=agrees, revision=revision, account_id=phone, now=now)
    contents.keep(uow, plan)
    _tell_enough(uow, plan, by=by, now=now)


def _tell_enough(uow: UnitOfWork, plan: Plan, *, by: Person, now: datetime) -> None:
    """Whoever asked the members hears when nobody has to be waited for any more."""
    if asking.asked(uow, plan) and (found := tally(uow, plan)).needed and found.enough:
        asking.tell_enough(uow, plan, but=[by.id], now=now)


def explain(uow: UnitOfWork, plan: Plan, answer: Answer, *, by: Person, now: datetime) -> None:
    """Why a member does not agree yet, written or spoken; the leaders are told. A second reason replaces the first.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    _check_open(uow, plan, by.id)
    said = voice(uow, plan, by.id)
    if said is None or said.agrees:
        raise Stale
    reason = lao.spell(answer.text.strip())
    if answer.medium is None and not (answer.is_text and reason):
        raise Refused("Sorry, this is not understood yet. You can write, speak or send a photo")
    if len(reason) > LONGEST_REASON:
        raise free_text.too_long(len(reason), LONGEST_REASON)
    values = {"reason": reason, "medium_id": answer.medium, "account_id": uow.people.account_of(by.id)}
    uow.agreements.put(plan.id, by.id, agrees=False, revision=said.revision, now=now, **values)
    leaders = [member.person for member in uow.groups.leaders(plan.group) if member.person != by.id]
    notices.tell_all(uow, leaders, AgreeObjected(plan=plan.id, member=by.id), now=now)


def tell_for(
    uow: UnitOfWork, plan: Plan, member: PersonId, *, agrees: bool, by: Person, revision: int, now: datetime
) -> None:
    """The leader or staff say that a member without a phone agrees, or take it back; the log says who told it.

    Refused beyond what the round takes from one phone. Raises: Missing, Forbidden, Stale, Refused.
    """
    groups.open_to_lead(uow, plan.group, by=by)
    _check(uow, plan, member, revision)
    if member not in {one.person for one in members.phoneless(uow, plan.group)}:
        raise Refused("{name} has a phone and can answer there", name=uow.people.name(member))
    if not agrees:
        uow.agreements.take_back(plan.id, member)
    else:
        phone = uow.people.account_of(by.id)
        one_phone.check(uow, plan, member, phone, by=by.id)
        values = {"told_by": by.id, "account_id": phone}
        uow.agreements.put(plan.id, member, agrees=True, revision=revision, now=now, **values)
        contents.keep(uow, plan)
        _tell_enough(uow, plan, by=by, now=now)
    verb = "told the agreement of" if agrees else "took back the agreement of"
    uow.audit.note(by.id, verb, f"person {member} to plan {plan.id} revision {revision}", now=now)


def _agrees_by_it(uow: UnitOfWork, plan: Plan, by: Person, now: datetime) -> None:
    """A member who asks the others, or sends, agrees by it, unless their phone has spoken for too many others."""
    if _can_agree(uow, plan, by.id):
        give(uow, plan, by=by, agrees=True, revision=plan.revision, now=now)


def _can_agree(uow: UnitOfWork, plan: Plan, person: PersonId) -> bool:
    inside = uow.groups.membership(plan.group, person) is not None
    return inside and one_phone.has_room(uow, plan, person, uow.people.account_of(person), by=person)


def _check_open(uow: UnitOfWork, plan: Plan, member: PersonId) -> None:
    if uow.groups.membership(plan.group, member) is None:
        raise Forbidden("Only members of the group can do this")
    allowed.demand(uow, Verb.AGREE, plan.id)


def _check(uow: UnitOfWork, plan: Plan, member: PersonId, revision: int) -> None:
    found = uow.plans.lock(plan.id)  # nobody changes it while what it says is kept
    _check_open(uow, plan, member)
    if found is None or revision != found.revision:
        raise Stale


# Sending --------------------------------------------------------------------------------------------------------------
def with_sender(uow: UnitOfWork, plan: Plan, found: Tally, *, by: PersonId) -> int:
    """How many would agree if somebody sent the plan now."""
    said = voice(uow, plan, by)
    counted = said is not None and said.agrees and said.revision == plan.revision
    return found.agree + (not counted and _can_agree(uow, plan, by))


def demand(uow: UnitOfWork, plan: Plan, *, by: Person, now: datetime) -> None:
    """Whoever sends the plan agrees by sending; Refused while too few others do, with the names that are missing.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    groups.open_to_lead(uow, plan.group, by=by)
    _agrees_by_it(uow, plan, by, now)
    found = tally(uow, plan)
    if not found.enough:
        names = [*found.waiting, *(one.name for one in found.objections if not one.outdated)]
        more = f" +{len(names) - NAMED}" if len(names) > NAMED else ""
        raise Refused(
            Counted(
                "{n} person has to agree before the plan is sent, {agreed}. Still missing: {names}",
                "{n} people have to agree before the plan is sent, {agreed}. Still missing: {names}",
                found.needed,
            ),
            agreed=Counted("{n} does", "{n} do", found.agree),
            names=", ".join(names[:NAMED]) + more,
        )


NAMED = 8  # names in one line; more are a number
