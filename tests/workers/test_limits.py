"""The limits of sending, on seconds that the test counts itself."""

import pytest

from bot.simulator.limits import Limits as TelegramsLimits
from bot.simulator.limits import Rates
from bot.store.outbox import Lane
from bot.workers.limits import CHATS_KEPT, Limits


def leave(limits: Limits, chats: list[int], until: float, lane: Lane = Lane.REPLY) -> list[float]:
    """When messages to `chats`, in turn and for ever, would leave; a loop as eager as can be."""
    now, left, turn = 0.0, [], 0
    while now < until:
        chat = chats[turn % len(chats)]
        wait = max(limits.wait_overall(now, lane), limits.wait_chat(chat, now))
        if wait > 1e-9:
            now += wait
            continue
        limits.take(chat, now, lane)
        left.append(now)
        turn += 1
    return left


def most_in(window: float, left: list[float]) -> int:
    return max(sum(1 for at in left if start <= at < start + window) for start in left)


@pytest.mark.parametrize("lane", [Lane.REPLY, Lane.ANNOUNCEMENT])
def test_the_overall_rate_is_reached_and_never_passed(lane: Lane) -> None:
    left = leave(Limits(30, 0, 0), list(range(1, 200)), 60, lane)
    assert len(left) >= 30 * 60 * 0.97
    assert most_in(1, left) <= 30


def test_a_private_chat_gets_a_small_burst_and_one_a_second() -> None:
    left = leave(Limits(0, 1, 20), [7], 30)
    assert left[:3] == [0.0, 0.0, 0.0]
    assert most_in(3, left) == 3
    assert len(left) == pytest.approx(30, abs=3)


def test_a_group_gets_twenty_a_minute() -> None:
    left = leave(Limits(0, 1, 20), [-7], 600)
    assert most_in(60, left) == 20
    assert len(left) == pytest.approx(200, abs=20)


def test_what_our_limits_allow_telegram_takes() -> None:
    clock = [0.0]
    telegram = TelegramsLimits(Rates(), lambda: clock[0])
    limits, chats = Limits(30, 1, 20), [*range(1, 60), -1, -2]
    for turn, at in enumerate(leave(limits, chats, 120)):
        clock[0] = at
        telegram.spend(chats[turn % len(chats)], group=chats[turn % len(chats)] < 0)


def test_announcements_leave_evenly_so_that_a_reply_never_waits_long() -> None:
    limits = Limits(30, 0, 0)
    left = leave(limits, list(range(10, 2_500)), 60, Lane.ANNOUNCEMENT)
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
