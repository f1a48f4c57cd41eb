"""The lot: who reads which plan, as equally as conflicts allow, drawn by a seed that nobody can choose."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from random import Random
from typing import Generic, TypeVar

TRIES = 40  # draws until the readers and plans hang together; where conflicts forbid it, the last one stands

Plan = TypeVar("Plan", bound=Hashable)
Reader = TypeVar("Reader", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Lot(Generic[Plan, Reader]):
    """Who reads what. `connected`: strict and lenient readers can be told apart, over the plans that they share."""

    readers: Mapping[Plan, tuple[Reader, ...]]
    connected: bool

    @property
    def loads(self) -> dict[Reader, int]:
        found: dict[Reader, int] = {}
        for row in self.readers.values():
            for reader in row:
                found[reader] = found.get(reader, 0) + 1
        return found


def seed(plans: Iterable[object], readers: Iterable[object], dice: str) -> str:
    """The seed of a lot: a hash of the closed list, and a number that two groups threw with dice after it was closed.

    Neither side can choose it alone, and whoever has the list can repeat the lot.
    """
    listed = "\n".join([*sorted(map(str, plans)), "", *sorted(map(str, readers)), "", dice])
    return hashlib.sha256(listed.encode()).hexdigest()


def draw(
    allowed: Mapping[Plan, Collection[Reader]],
    wanted: Mapping[Plan, int],
    seed: str,
    *,
    pinned: Mapping[Plan, Collection[Reader]] | None = None,
    loads: Mapping[Reader, int] | None = None,
    connect: bool = True,
) -> Lot[Plan, Reader]:
    """To each plan as many readers as `wanted`, all that are `allowed` where those are fewer.

    Loads, beside those that readers have already, differ by at most one whenever the conflicts allow it. Who is
    `pinned` to a plan reads it, if allowed. The order of the arguments does not matter: the seed decides alone.
    """
    plans = sorted(allowed, key=lambda plan: ticket(seed, "plan", plan))
    everybody = {reader for row in allowed.values() for reader in row}
    rank = {one: n for n, one in enumerate(sorted(everybody, key=lambda one: ticket(seed, "reader", one)))}
    free = {plan: sorted(allowed[plan], key=rank.__getitem__) for plan in plans}
    fixed = {plan: frozenset(one for one in (pinned or {}).get(plan, ()) if one in allowed[plan]) for plan in plans}
    found: Lot[Plan, Reader] = Lot({}, True)
    for turn in range(TRIES if connect else 1):
        chance = Random(f"{seed}:{turn}")  # noqa: S311 – a lot that witnesses repeat, not a secret
        rows = _greedy(plans, free, wanted, fixed, loads or {}, chance)
        _level(rows, free, fixed, loads or {})
        order = {plan: tuple(sorted(rows[plan], key=rank.__getitem__)) for plan in plans}
        found = Lot(order, _connected(order))
        if found.connected:
            break
    return found


def ticket(seed: str, kind: str, one: object) -> bytes:
    """By which things are put into an order that only the seed decides."""
    return hashlib.sha256(f"{seed}\n{kind}\n{one}".encode()).digest()


def _greedy(
    plans: list[Plan],
    free: Mapping[Plan, list[Reader]],
    wanted: Mapping[Plan, int],
    fixed: Mapping[Plan, frozenset[Reader]],
    loads: Mapping[Reader, int],
    chance: Random,
) -> dict[Plan, set[Reader]]:
    """Plans with the fewest allowed readers first; to each those that have least to read, ties by the draw."""
    load = {reader: loads.get(reader, 0) for row in free.values() for reader in row}
    rows = {plan: set(fixed[plan]) for plan in plans}
    for plan in plans:
        for reader in rows[plan]:
            load[reader] += 1
    for plan in sorted(plans, key=lambda one: (len(free[one]), chance.random())):
        missing = max(0, wanted[plan] - len(rows[plan]))
        others = ((load[one], chance.random(), index) for index, one in enumerate(free[plan]) if one not in rows[plan])
        chosen = [free[plan][index] for _, _, index in nsmallest(missing, others)]
        rows[plan].update(chosen)
        for reader in chosen:
            load[reader] += 1
    return rows


def _level(
    rows: dict[Plan, set[Reader]],
    free: Mapping[Plan, list[Reader]],
    fixed: Mapping[Plan, frozenset[Reader]],
    loads: Mapping[Reader, int],
) -> None:
    """While somebody reads two or more beyond another, pass plans along a chain of readers who may read them.

    No such chain left means that no other lot is more equal (a flow of convex cost without a way to improve).
    """
    held: dict[Reader, list[Plan]] = {reader: [] for row in free.values() for reader in row}
    for plan, row in rows.items():
        for reader in sorted(row, key=free[plan].index):
            held[reader].append(plan)
    load = {reader: loads.get(reader, 0) + len(plans) for reader, plans in held.items()}
    moved = True
    while moved:
        moved = False
        for reader in sorted(load, key=lambda one: -load[one]):
            while load[reader] > min(load.values()) + 1 and (chain := _chain(reader, rows, free, fixed, held, load)):
                for plan, giver, taker in chain:
                    rows[plan].remove(giver)
                    rows[plan].add(taker)
                    held[giver].remove(plan)
                    held[taker].append(plan)
                load[reader] -= 1
                load[chain[-1][2]] += 1
                moved = True


def _chain(
    start: Reader,
    rows: Mapping[Plan, set[Reader]],
    free: Mapping[Plan, list[Reader]],
    fixed: Mapping[Plan, frozenset[Reader]],
    held: Mapping[Reader, list[Plan]],
    load: Mapping[Reader, int],
) -> list[tuple[Plan, Reader, Reader]]:
    """The shortest chain of moves from a reader to one who has at least two less; empty where there is none."""
    came: dict[Reader, tuple[Plan, Reader]] = {}
    queue = deque([start])
    while queue:
        giver = queue.popleft()
        for plan in held[giver]:
            if giver in fixed[plan]:
                continue
            for taker in free[plan]:
                if taker == start or taker in came or taker in rows[plan]:
                    continue
                came[taker] = (plan, giver)
                if load[taker] <= load[start] - 2:
                    return _back(start, taker, came)
                queue.append(taker)
    return []


def _back(start: Reader, end: Reader, came: Mapping[Reader, tuple[Plan, Reader]]) -> list[tuple[Plan, Reader, Reader]]:
    chain: list[tuple[Plan, Reader, Reader]] = []
    while end != start:
        plan, giver = came[end]
        chain.append((plan, giver, end))
        end = giver
    return chain[::-1]


def _connected(rows: Mapping[Plan, tuple[Reader, ...]]) -> bool:
    """Whether one gets from every plan to every other over readers that they share."""
    of_reader: dict[Reader, list[Plan]] = {}
    for plan, row in rows.items():
        for reader in row:
            of_reader.setdefault(reader, []).append(plan)
    wanted = {plan for plan, row in rows.items() if row}
    queue = deque(list(wanted)[:1])
    seen = set(queue)
    while queue:
        for reader in rows[queue.popleft()]:
            for other in of_reader.pop(reader, ()):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
    return seen == wanted
