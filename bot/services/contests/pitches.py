"""A group tells about its plan: one voice or film of 75 seconds at most, and up to three photos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.contests import Contest, Phase, Piece
from bot.domain.ids import ChatId, GroupId, PersonId, PlanId
from bot.domain.incoming import Answer
from bot.domain.media import MediumKind
from bot.domain.peers import LONGEST_PITCH
from bot.domain.people import Person
from bot.domain.plans import Plan, PlanState
from bot.domain.refused import Forbidden, Missing, Refused, Stale
from bot.services import media
from bot.services.groups import groups
from bot.store.database import UnitOfWork

MOST_PHOTOS = 3
LARGEST_DICE = 999_999  # what a group may throw
THROWERS = 2  # groups whose dice decide the lot together with the closed list
_SPOKEN = (MediumKind.VOICE, MediumKind.AUDIO, MediumKind.VIDEO)


@dataclass(frozen=True, slots=True)
class Pitch:
    """What a group has recorded about a plan. `open`: it may still record."""

    plan: Plan
    contest: Contest
    voice: Piece | None
    photos: tuple[Piece, ...]
    open: bool

    @property
    def may_throw(self) -> bool:
        """Whether dice are wanted of this group."""
        return self.open and str(self.plan.group) not in self.contest.dice and len(self.contest.dice) < THROWERS


def open_pitch(uow: UnitOfWork, plan: PlanId, *, by: Person) -> Pitch:
    """What a group told about its plan, for its members and staff. Raises: Missing, Forbidden."""
    found = uow.plans.get(plan)
    contest = uow.contests.get(found.round) if found else None
    if found is None or contest is None:
        raise Missing
    groups.open_group(uow, found.group, by=by)
    pieces = uow.pitches.of_plan(plan)
    voice = next((one for one in reversed(pieces) if not one.photo), None)
    may = contest.phase is Phase.PRESENTING and found.state is not PlanState.DRAFT
    return Pitch(found, contest, voice, tuple(one for one in pieces if one.photo), may)


def tell(uow: UnitOfWork, plan: PlanId, answer: Answer, *, by: Person, now: datetime) -> Pitch:
    """Keep a voice or film, which takes the place of the one before, or a photo.

    Raises: Missing, Forbidden, Refused.
    """
    found = _open_to_tell(uow, plan, by)
    if answer.medium is None or answer.kind not in (*_SPOKEN, MediumKind.PHOTO):
        raise Refused("Please tell it with your voice, or send a photo")
    if answer.kind == MediumKind.PHOTO:
        if len(found.photos) >= MOST_PHOTOS:
            raise Refused("There are three photos already. Take them away first, then send others")
    elif answer.seconds > LONGEST_PITCH:
        raise Refused("This is longer than {most} seconds. Please tell it once more, shorter", most=LONGEST_PITCH)
    elif found.voice:
        uow.pitches.drop([found.voice.id])
    uow.pitches.add(plan, answer.kind, answer.medium, answer.seconds, by.id, now=now)
    return open_pitch(uow, plan, by=by)


def drop_photos(uow: UnitOfWork, plan: PlanId, *, by: Person) -> None:
    """Take the photos away. Raises: Missing, Forbidden, Refused."""
    found = _open_to_tell(uow, plan, by)
    uow.pitches.drop([one.id for one in found.photos])


def throw(uow: UnitOfWork, plan: PlanId, number: int, *, by: Person, now: datetime) -> None:
    """A group throws dice for the lot: two groups do, once each, so that nobody can choose how it falls.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    found = _open_to_tell(uow, plan, by)
    contest = uow.contests.lock(found.plan.round)
    if contest is None or not 0 <= number <= LARGEST_DICE:
        raise Stale
    if str(found.plan.group) in contest.dice or len(contest.dice) >= THROWERS:
        raise Refused("Two groups have thrown the dice already")
    uow.contests.change(contest.round, dice={**contest.dice, str(found.plan.group): number})
    uow.audit.note(by.id, f"threw {number} for the lot of", f"round {contest.round}", now=now)


def play(uow: UnitOfWork, plan: PlanId, chat: ChatId, *, by: Person, now: datetime) -> int:
    """Send a group's own voice and photos to a chat; returns how many. Raises: Missing, Forbidden."""
    found = open_pitch(uow, plan, by=by)
    return send(uow, found.plan.id, chat, by.id, now=now)


def send(uow: UnitOfWork, plan: PlanId, chat: ChatId, person: PersonId, *, now: datetime) -> int:
    """Photos first, then the voice, so that it is what stands right above the question; without asking who wants it."""
    pieces = uow.pitches.of_plan(plan)
    listed = [*(one for one in pieces if one.photo), *(one for one in pieces if not one.photo)]
    return media.show(uow, [one.medium for one in listed], chat, person, now=now).begin


def silent(uow: UnitOfWork, contest: Contest) -> list[GroupId]:
    """The groups that sent a plan and have not told about it."""
    told = uow.pitches.told(contest.round)
    plans = [one for one in uow.plans.of_round(contest.round) if one.state is not PlanState.DRAFT]
    return [plan.group for plan in plans if plan.id not in told]


def _open_to_tell(uow: UnitOfWork, plan: PlanId, by: Person) -> Pitch:
    uow.plans.lock(plan)
    found = open_pitch(uow, plan, by=by)
    if uow.groups.membership(found.plan.group, by.id) is None:
        raise Forbidden("Only members of the group can do this")
    if not found.open:
        raise Refused("This phase is over, or has not begun")
    return found
