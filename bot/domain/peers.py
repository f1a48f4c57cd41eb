"""Groups hear and judge each other: whose pitches each of them hears, in which sittings, and what it may give."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from bot.domain import lots
from bot.domain.lots import Lot
from bot.domain.ranking import LEAST_VOTES, Place, place

HEARD = 8  # pitches that each group hears; with fewer plans all that it may
LONGEST_PITCH = 75  # seconds
SITTING = 600  # seconds of pitches in one sitting
MOST_STARS = 3
DIFFERS = Fraction(4, 5)  # mean squared distance from the others' means shown to staff: one honest group a round has it

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Home(Generic[Key]):
    """Where a group that takes part comes from, and groups that it is related to."""

    village: object
    district: object
    kin: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Shares(Generic[Key]):
    """Which groups hear each plan. `near`: some hear plans of their own district or kin, as no others were left."""

    lot: Lot[Key, Key]
    near: bool

    def heard_by(self, group: Key) -> tuple[Key, ...]:
        """The plans that a group hears."""
        return tuple(plan for plan, row in self.lot.readers.items() if group in row)


def shares(homes: Mapping[Key, Home[Key]], seed: str, *, heard: int = HEARD) -> Shares[Key]:
    """Equal shares, to one pitch: never a group's own nor its village's, nor its district's or kin's while that
    leaves everybody as many others as it takes.
    """
    loosest = _allowed(homes, district=False, kin=False)
    wanted = {plan: min(heard, len(row)) for plan, row in loosest.items()}
    for district, kin in ((True, True), (False, True), (False, False)):
        allowed = _allowed(homes, district=district, kin=kin)
        enough = all(len(allowed[plan]) >= wanted[plan] for plan in allowed)
        if not enough and (district or kin):
            continue
        lot = lots.draw(allowed, wanted, seed)
        if (lot.connected and _equal(lot, homes)) or not (district or kin):
            return Shares(lot, near=not district)
    raise AssertionError("the loosest rule is always taken")


def _allowed(homes: Mapping[Key, Home[Key]], *, district: bool, kin: bool) -> dict[Key, tuple[Key, ...]]:
    """Plan → groups that may hear it."""

    def may(plan: Key, group: Key) -> bool:
        one, other = homes[plan], homes[group]
        if plan == group or one.village == other.village:
            return False
        if district and one.district == other.district:
            return False
        return not (kin and (group in one.kin or plan in other.kin))

    return {plan: tuple(group for group in homes if may(plan, group)) for plan in homes}


def _equal(lot: Lot[Key, Key], homes: Mapping[Key, Home[Key]]) -> bool:
    loads = [lot.loads.get(group, 0) for group in homes]
    return not loads or max(loads) - min(loads) <= 1


def top_up(
    homes: Mapping[Key, Home[Key]],
    votes: Mapping[Key, Collection[Key]],
    finished: Collection[Key],
    asked: Mapping[Key, Collection[Key]],
    seed: str,
) -> dict[Key, tuple[Key, ...]]:
    """Plan → groups that hear it besides, of those that have `finished`: for each plan with fewer than four `votes`.

    `asked`: who was to hear it already. Nobody hears its own village's here either.
    """
    loosest = _allowed(homes, district=False, kin=False)
    short = [plan for plan in homes if len(votes.get(plan, ())) < LEAST_VOTES]
    free = {
        plan: tuple(group for group in loosest[plan] if group in finished and group not in asked.get(plan, ()))
        for plan in short
    }
    wanted = {plan: LEAST_VOTES - len(votes.get(plan, ())) for plan in short}
    return dict(lots.draw(free, wanted, seed, connect=False).readers)


# What a group may give ------------------------------------------------------------------------------------------------
def most_threes(heard: int) -> int:
    """How many 3-stars a group may give that hears so many: three in eight or ten, two in five."""
    return -(-3 * heard // 10)


def threes_left(given: Mapping[Key, int], heard: int, plan: Key) -> int:
    """How many 3-stars a group may still give when it judges (again) a plan."""
    used = sum(stars == MOST_STARS for one, stars in given.items() if one != plan)
    return max(0, most_threes(heard) - used)


def sittings(seconds: Sequence[int]) -> tuple[int, ...]:
    """How many pitches each sitting has, in order: none is longer than ten minutes."""
    found: list[int] = []
    room = 0
    for length in seconds:
        if not found or room + length > SITTING:
            found.append(0)
            room = 0
        found[-1] += 1
        room += length
    return tuple(found)


def order(plans: Iterable[Key], group: Key, seed: str) -> tuple[Key, ...]:
    """The plans in the order in which a group hears them, another for each group."""
    return tuple(sorted(plans, key=lambda plan: lots.ticket(seed, str(group), plan)))


def places(plans: Iterable[Key], votes: Mapping[Key, Mapping[Key, int]]) -> dict[Key, Place]:
    """Where the votes put each plan; `votes`: group → plan → stars. What a group gave its own plan does not count."""
    given: dict[Key, list[int]] = {plan: [] for plan in plans}
    for group, row in votes.items():
        for plan, stars in row.items():
            if plan in given and plan != group:
                given[plan].append(stars)
    return {plan: place(stars) for plan, stars in given.items()}


def distances(votes: Mapping[Key, Mapping[Key, int]]) -> dict[Key, Fraction]:
    """Group → mean squared distance of its stars from the mean of the others'; `votes`: group → plan → stars.

    Only for plans that others judged too; a group without such is left out.
    """
    sums: dict[Key, tuple[int, int]] = {}
    for row in votes.values():
        for plan, stars in row.items():
            total, count = sums.get(plan, (0, 0))
            sums[plan] = (total + stars, count + 1)
    found: dict[Key, Fraction] = {}
    for group, row in votes.items():
        apart = [
            (stars - Fraction(sums[plan][0] - stars, sums[plan][1] - 1)) ** 2
            for plan, stars in row.items()
            if sums[plan][1] > 1
        ]
        if apart:
            found[group] = sum(apart, Fraction(0)) / len(apart)
    return found


def differ(votes: Mapping[Key, Mapping[Key, int]]) -> frozenset[Key]:
    """The groups whose votes are far from the others': shown to staff, never struck by themselves."""
    return frozenset(group for group, distance in distances(votes).items() if distance >= DIFFERS)
