"""Groups hear each other's pitches, chosen by lot, and give one to three stars with one voice for the group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import lots, peers
from bot.domain.contests import Contest, Hearing, Phase
from bot.domain.ids import ChatId, GroupId, PlanId, RoundId
from bot.domain.notices.contests import HeardMore
from bot.domain.people import Person
from bot.domain.plans import Plan
from bot.domain.ranking import Place
from bot.domain.refused import Counted, Forbidden, Missing, Refused, Stale
from bot.services import notices
from bot.services.contests import contests, pitches
from bot.services.groups import groups
from bot.services.rounds import rounds
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Heard:
    """What a group hears in a round, in its order. `open`: it may still give stars, and change them."""

    contest: Contest
    group: GroupId
    hearings: tuple[Hearing, ...]
    sittings: tuple[int, ...]  # how many each has
    open: bool

    @property
    def waiting(self) -> tuple[Hearing, ...]:
        return tuple(one for one in self.hearings if one.stars is None)

    @property
    def sitting_is_over(self) -> bool:
        """Whether as much was heard as fits into ten minutes, and more is left."""
        done, end = len(self.hearings) - len(self.waiting), 0
        for count in self.sittings:
            end += count
            if done == end:
                return bool(self.waiting)
        return False

    def threes_left(self, plan: PlanId) -> int:
        """How many 3-stars the group may still give when it judges this plan."""
        given = {one.plan: one.stars for one in self.hearings if one.stars is not None}
        return peers.threes_left(given, len(self.hearings), plan)


# The lot --------------------------------------------------------------------------------------------------------------
def draw(uow: UnitOfWork, contest: Contest, *, now: datetime) -> None:
    """When groups begin to hear each other: who hears what, by the closed list and the dice.

    Only plans that somebody told about take part here.
    """
    told = uow.pitches.told(contest.round)
    plans = {plan.group: plan for plan in contests.sent(uow, contest.round) if plan.id in told}
    seed = _seed(uow, contest, plans)
    shares = peers.shares(_homes(uow, plans), seed, heard=contest.rules.heard) if plans else None
    for group in plans:
        heard = shares.heard_by(group) if shares else ()
        for place, other in enumerate(peers.order(heard, group, seed), 1):
            uow.pitches.let_hear(plans[other].id, group, place)
    near = " with own districts" if shares and shares.near else ""
    uow.contests.change(contest.round, seed=seed)
    uow.audit.note(None, f"drew who hears whom{near} by {seed[:16]} in", f"round {contest.round}", now=now)


def _seed(uow: UnitOfWork, contest: Contest, plans: Mapping[GroupId, Plan]) -> str:
    """What groups wrote, frozen before the lot, is in the list: nobody can steer it after the close."""
    listed = []
    for group, plan in plans.items():
        latest = uow.submissions.latest(plan.id)
        listed.append(f"{group}:{latest.content if latest else ''}")
    dice = ",".join(f"{group}={number}" for group, number in sorted(contest.dice.items()))
    return lots.seed(listed, plans, dice)


def _homes(uow: UnitOfWork, plans: Mapping[GroupId, Plan]) -> dict[GroupId, peers.Home[GroupId]]:
    """Village and district of each group; kin is who has a member in both."""
    loaded = rounds.groups_of(uow, plans.values())
    members = {group: {one.person for one in uow.groups.members(group)} for group in loaded}
    return {
        group: peers.Home(
            (found.district, found.village),
            found.district,
            frozenset(one for one in members if one != group and members[one] & members[group]),
        )
        for group, found in loaded.items()
    }


def top_up(uow: UnitOfWork, round_id: RoundId, *, now: datetime) -> int:
    """Plans with fewer than four votes are heard by more of the groups that have finished; returns how many plans.

    Idempotent: who is asked already is not asked again.
    """
    contest = uow.contests.lock(round_id)
    if contest is None or contest.phase is not Phase.PEERS:
        return 0
    told = uow.pitches.told(round_id)
    plans = {plan.group: plan for plan in contests.sent(uow, round_id) if plan.id in told}
    owner = {plan.id: group for group, plan in plans.items()}
    everything = [one for one in uow.pitches.of_round(round_id) if one.plan in owner]
    votes = {group: [one.group for one in everything if owner[one.plan] == group and one.stars] for group in plans}
    asked = {group: [one.group for one in everything if owner[one.plan] == group] for group in plans}
    busy = {one.group for one in everything if one.stars is None}
    more = peers.top_up(_homes(uow, plans), votes, set(plans) - busy, asked, contest.seed)
    for plan, listeners in more.items():
        for group in listeners:
            place = 1 + sum(one.group == group for one in everything)
            uow.pitches.let_hear(plans[plan].id, group, place)
            members = [one.person for one in uow.groups.members(group)]
            key = f"{plans[plan].id}:{group}"
            notices.tell_all(uow, members, HeardMore(round=round_id), now=now, key=key)
    return sum(bool(listeners) for listeners in more.values())


# The groups -----------------------------------------------------------------------------------------------------------
def open_heard(uow: UnitOfWork, round_id: RoundId, group: GroupId, *, by: Person) -> Heard:
    """What a group hears and gave, for its members and staff. Raises: Missing, Forbidden."""
    groups.open_group(uow, group, by=by)
    contest = uow.contests.get(round_id)
    if contest is None:
        raise Missing
    found = tuple(uow.pitches.of_group(group, round_id))
    lengths = [sum(piece.seconds for piece in uow.pitches.of_plan(one.plan)) for one in found]
    return Heard(contest, group, found, peers.sittings(lengths), contest.phase is Phase.PEERS)


def play(uow: UnitOfWork, hearing: int, chat: ChatId, *, by: Person, now: datetime) -> Hearing:
    """Send the photos and the voice of a plan that a group hears to a chat. Raises: Missing, Forbidden."""
    found = open_hearing(uow, hearing, by=by)
    pitches.send(uow, found.plan, chat, by.id, now=now)
    return found


def open_hearing(uow: UnitOfWork, hearing: int, *, by: Person) -> Hearing:
    """One plan that a group hears, for its members. Raises: Missing, Forbidden."""
    found = uow.pitches.hearing(hearing)
    if found is None:
        raise Missing
    if uow.groups.membership(found.group, by.id) is None:
        raise Forbidden("Only members of the group can do this")
    return found


def give(uow: UnitOfWork, hearing: int, stars: int, *, by: Person, now: datetime) -> None:
    """The group's stars for a plan; the last ones count until the phase ends. Idempotent.

    Refused beyond three 3-stars in eight. Raises: Missing, Forbidden, Stale, Refused.
    """
    found = open_hearing(uow, hearing, by=by)
    uow.groups.lock(found.group)  # two members who give at once
    plan = uow.plans.get(found.plan)
    if plan is None or not 1 <= stars <= peers.MOST_STARS:
        raise Stale
    whole = open_heard(uow, plan.round, found.group, by=by)
    if not whole.open:
        raise Refused("This phase is over, or has not begun")
    if stars == peers.MOST_STARS and not whole.threes_left(found.plan):
        most = peers.most_threes(len(whole.hearings))
        raise Refused(
            Counted(
                "Three stars are for {n} plan at most. Take one star away elsewhere first",
                "Three stars are for {n} plans at most. Take one star away elsewhere first",
                most,
            )
        )
    uow.pitches.give(hearing, stars, by.id, now=now)


def busy(uow: UnitOfWork, contest: Contest) -> list[GroupId]:
    """The groups that have not heard everything yet."""
    return list(dict.fromkeys(one.group for one in uow.pitches.of_round(contest.round) if one.stars is None))


# Staff ----------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Standing:
    """What the stars made of the plans; `differ`: groups whose votes are far from the others', shown and not struck."""

    places: Mapping[PlanId, Place]
    differ: frozenset[GroupId]
    waiting: int  # votes that are still missing


def standing(uow: UnitOfWork, round_id: RoundId, *, by: Person) -> Standing:
    """For staff. Raises: Missing, Forbidden."""
    contests.open_contest(uow, round_id, by=by)
    return of_round(uow, round_id)


def of_round(uow: UnitOfWork, round_id: RoundId) -> Standing:
    """The same for the program itself."""
    plans = {plan.id: plan for plan in contests.sent(uow, round_id)}
    owner = {plan.id: plan.group for plan in plans.values()}
    votes: dict[GroupId, dict[GroupId, int]] = {}
    waiting = 0
    for one in uow.pitches.of_round(round_id):
        if one.stars is None:
            waiting += 1
        elif one.plan in owner:
            votes.setdefault(one.group, {})[owner[one.plan]] = one.stars
    places = peers.places(owner.values(), votes)
    return Standing({plan: places[owner[plan]] for plan in plans}, peers.differ(votes), waiting)


def ask_more(uow: UnitOfWork, round_id: RoundId, *, by: Person, now: datetime) -> int:
    """Staff let plans with too few votes be heard by more groups; returns how many. Raises: Missing, Forbidden."""
    contests.open_contest(uow, round_id, by=by)
    return top_up(uow, round_id, now=now)
