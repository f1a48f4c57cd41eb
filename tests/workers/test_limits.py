"""The limits of sending, on seconds that the test counts itself."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.simulator.errors import BotApiError
from bot.simulator.limits import Limits as TelegramsLimits
from bot.simulator.limits import Rates
from bot.store.outbox import Lane
from bot.workers.limits import CHATS_KEPT, Leave, Limits

pytestmark = pytest.mark.slow

Legs = Callable[[float], tuple[float, float]]  # when it leaves → seconds to Telegram, seconds back


def even(_at: float) -> tuple[float, float]:
    return 0.05, 0.05


@dataclass
class Journey:
    """What an eager sender did: when each message left and arrived, to which chat."""

    left: list[float]
    arrived: list[tuple[float, int]]


def journey(
    limits: Limits,
    chats: list[int],
    until: float,
    *,
    lane: Lane = Lane.REPLY,
    legs: Legs = even,
    sizes: tuple[int, ...] = (1,),
) -> Journey:
    """Messages to `chats`, in turn and for ever, on a network; a loop as eager as can be. `sizes`: of their albums."""
    found, now, turn = Journey([], []), 0.0, 0
    away: list[tuple[float, int, Leave]] = []  # whose answers are to come, the next one first
    while now < until:
        while away and away[0][0] <= now:
            limits.back(heapq.heappop(away)[2], now)
        chat, size = chats[turn % len(chats)], sizes[turn % len(sizes)]
        wait = max(limits.wait_overall(now, lane, size), limits.wait_chat(chat, now, size))
        if wait > 0:
            now = min([now + max(wait, 1e-6), *(at for at, _, _ in away[:1])])
            continue
        there, back = legs(now)
        heapq.heappush(away, (now + there + back, turn, limits.take(chat, now, lane, size)))
        found.left += [now] * size
        found.arrived += [(now + there, chat)] * size
        turn += 1
    found.arrived.sort()
    return found


def most_in(window: float, left: list[float]) -> int:
    return max(sum(1 for at in left if start <= at < start + window) for start in left)


def refusals(journey: Journey, rates: Rates) -> int:
    """How many of the messages Telegram would have refused, by its own count of arrivals."""
    clock = [0.0]
    telegram, refused = TelegramsLimits(rates, lambda: clock[0]), 0
    for at, chat in journey.arrived:
        clock[0] = at
        try:
            telegram.consume(chat, group=chat < 0)
        except BotApiError:
            refused += 1
    return refused


@pytest.mark.parametrize("lane", [Lane.REPLY, Lane.ANNOUNCEMENT])
def test_the_overall_rate_is_reached_and_never_passed(lane: Lane) -> None:
    found = journey(Limits(30, 0, 0), list(range(1, 200)), 60, lane=lane)
    assert len(found.left) >= 30 * 60 * 0.97
    assert most_in(1, found.left) <= 30


def test_a_private_chat_gets_a_small_burst_and_one_a_second() -> None:
    found = journey(Limits(0, 1, 20), [7], 30)
    assert found.left[:3] == [0.0, 0.0, 0.0]
    assert most_in(3, found.left) == 3
    assert len(found.left) == pytest.approx(30, abs=3)


def test_a_group_gets_twenty_a_minute() -> None:
    found = journey(Limits(0, 1, 20), [-7], 600)
    assert most_in(60, found.left) == 20
    assert len(found.left) == pytest.approx(200, abs=20)


def test_what_our_limits_allow_telegram_takes() -> None:
    found = journey(Limits(30, 1, 20), [*range(1, 60), -1, -2], 120)
    assert refusals(found, Rates()) == 0


def _uneven(seed: int) -> Legs:
    """A mobile network: each way takes 40 ms and at random some more, now and then much more."""
    chance = random.Random(seed)

    def leg() -> float:
        return 0.04 + chance.expovariate(1 / 0.02) + (chance.uniform(0, 3) if chance.random() < 0.02 else 0)

    return lambda at: (leg(), leg())


def _stalls(seed: int) -> Legs:
    """Either side stands still for up to a second now and then: whatever was on its way then arrives at once."""
    chance = random.Random(seed)
    still = [(at, at + chance.uniform(0.05, 1)) for at in range(2, 200, 3)]

    def past(at: float) -> float:
        return next((until for begun, until in still if begun <= at < until), at)

    def legs(at: float) -> tuple[float, float]:
        there = past(at + 0.05)
        return there - at, past(there + 0.05) - there

    return legs


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("network", [_uneven, _stalls])
def test_on_an_uneven_network_telegram_still_refuses_nothing(network: Callable[[int], Legs], seed: int) -> None:
    """Messages that leave evenly arrive in heaps: what Telegram counts is what counts."""
    chats = [*range(1, 200), -1, -2]
    found = journey(Limits(30, 1, 20), chats, 120, lane=Lane.ANNOUNCEMENT, legs=network(seed))
    assert refusals(found, Rates()) == 0
    assert len(found.left) > 120 * 30 * 0.5


@pytest.mark.parametrize("trip", [0.002, 0.2, 0.8])
def test_a_slow_network_costs_nothing_of_the_rate_as_long_as_it_is_even(trip: float) -> None:
    chance = random.Random(7)

    def legs(_at: float) -> tuple[float, float]:
        return trip / 2 + chance.uniform(0, 0.005), trip / 2 + chance.uniform(0, 0.005)

    found = journey(Limits(30, 1, 20), list(range(1, 2_000)), 60, lane=Lane.ANNOUNCEMENT, legs=legs)
    assert refusals(found, Rates()) == 0
    known = [at for at in found.left if at >= 5]  # the first trips have to show how quick the network is
    assert len(known) >= 30 * 55 * 0.97


def test_a_message_without_an_answer_holds_its_place_until_it_is_given_up() -> None:
    limits = Limits(2, 0, 0)
    lost, found = limits.take(1, 0.0), limits.take(2, 0.0)
    limits.back(found, 0.1)
    assert limits.wait_overall(0.9) > 0
    assert limits.wait_overall(1.2) == 0.0
    limits.take(3, 1.2)
    assert limits.wait_overall(15.0) > 0
    limits.back(lost, 20.0)
    assert limits.wait_overall(20.5) > 0
    assert limits.wait_overall(21.5) == 0.0


def test_announcements_leave_evenly_so_that_a_reply_never_waits_long() -> None:
    limits = Limits(30, 0, 0)
    left = journey(limits, list(range(10, 2_500)), 60, lane=Lane.ANNOUNCEMENT).left
    assert most_in(0.1, left) <= 5
    assert limits.wait_overall(left[-1] + 0.001) <= 0.1


def test_a_pause_holds_its_chat_and_no_other() -> None:
    limits = Limits(30, 1, 20)
    limits.pause(7, 5, 100.0)
    assert limits.wait_chat(7, 101.0) == 4.0
    assert limits.wait_chat(8, 101.0) == 0.0
    assert limits.wait_overall(101.0) == 0.0


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    limits = Limits(30, 1, 20)
    limits.pause(7, 60, 100.0)
    limits.pause(7, 1, 100.0)
    assert limits.wait_chat(7, 110.0) == 50.0


def test_the_chats_that_are_remembered_are_bounded_and_the_quietest_is_forgotten() -> None:
    limits = Limits(0, 1, 20)
    for chat in range(1, CHATS_KEPT + 2):
        for _ in range(3):
            limits.take(1, 0.0)
        limits.take(chat, 0.0)
    assert limits.wait_chat(1, 0.0) > 0
    assert limits.wait_chat(2, 0.0) == 0.0


def test_no_limit_means_no_waiting() -> None:
    limits = Limits(0, 0, 0)
    for _ in range(1000):
        limits.take(7, 0.0)
    assert limits.wait_overall(0.0) == limits.wait_chat(7, 0.0) == 0.0


def test_albums_to_many_chats_at_once_keep_the_rate_over_all() -> None:
    """Each goes to another chat, and its answer is on its way: only the window over all holds them back."""
    found = journey(Limits(30, 1, 20), list(range(1, 500)), 10, sizes=(10, 1, 4))
    assert most_in(1, [at for at, _ in found.arrived]) <= 30
    assert len(found.left) > 200


@pytest.mark.parametrize("group", [False, True])
def test_an_album_counts_as_its_parts_and_telegram_refuses_nothing_after_it(group: bool) -> None:
    """Albums of ten between single messages; more than a window holds leave when it is empty."""
    limits, clock, chat = Limits(30, 1, 20), [0.0], -9 if group else 9
    telegram, sent = TelegramsLimits(Rates(), lambda: clock[0]), 0
    for _ in range(4000):
        count = 10 if sent % 3 == 1 else 1
        wait = max(limits.wait_overall(clock[0], Lane.REPLY, count), limits.wait_chat(chat, clock[0], count))
        if wait > 0:
            clock[0] += wait
            continue
        leave = limits.take(chat, clock[0], Lane.REPLY, count)
        telegram.consume(chat, group=group, count=count)
        limits.back(leave, clock[0])
        sent += 1
        if clock[0] > 600:
            break
    assert sent > (25 if group else 250)
