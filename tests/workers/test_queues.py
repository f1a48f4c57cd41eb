"""The window on the outbox table: in order, bounded, and nobody kept out by somebody else's flood."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.store.outbox import Lane, Outgoing
from bot.workers.queues import DEPTH, KEPT, Queues

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SOON = 1e12  # a monotonic time at which everything waits no more


def row(number: int, chat: int = 1, lane: Lane = Lane.REPLY, **more: Any) -> Outgoing:
    return Outgoing(number, chat, lane, content={"text": str(number)}, **more)


def drain(queues: Queues, at: float = SOON) -> list[int]:
    """Take heads, give each its result at once, until none is left."""
    left = []
    while (head := queues.next(at)) is not None:
        queues.leave(queues.take(), head)
        queues.written([head.id])
        left.append(head.id)
    return left


def read(queues: Queues, rows: list[Outgoing], *, whole: bool = True) -> None:
    queues.begin_reading()
    for lane in Lane:
        queues.read(lane, [each for each in rows if each.lane == lane], whole=whole, now=NOW)
    queues.end_reading()


def test_replies_overtake_notices_and_these_overtake_announcements() -> None:
    queues = Queues()
    for each in (row(1, lane=Lane.ANNOUNCEMENT), row(2, lane=Lane.NOTICE), row(3, lane=Lane.REPLY)):
        queues.offer(each)
    assert drain(queues) == [3, 2, 1]


def test_a_row_that_is_offered_late_takes_its_place_in_the_order() -> None:
    queues = Queues()
    for number in (1, 4, 2, 3):
        queues.offer(row(number))
    assert drain(queues) == [1, 2, 3, 4]


def test_a_row_that_waits_for_one_behind_it_gives_way() -> None:
    """An edit was offered before the table was read, in which its message waited: its chat stood still for ever."""
    queues = Queues()
    edit = row(5, edits=2)
    queues.offer(edit)
    assert queues.next(SOON) is edit
    key = queues.take()
    read(queues, [row(2), row(3), edit])
    assert queues.give_way(key, edit)
    assert drain(queues) == [2, 3, 5]


def test_the_oldest_row_gives_way_to_none() -> None:
    queues = Queues()
    for number in (2, 3):
        queues.offer(row(number))
    head = queues.next(SOON)
    assert head is not None
    key = queues.take()
    assert not queues.give_way(key, head)
    assert queues.next(SOON) is None  # it waits, and what stands behind it waits with it


def test_a_row_that_backed_off_before_a_restart_still_holds_back_the_rows_after_it() -> None:
    queues = Queues()
    read(queues, [row(1, next_at=NOW + timedelta(hours=1)), row(2, next_at=NOW), row(3, chat=2, next_at=NOW)])
    assert drain(queues, at=0) == [3]
    assert drain(queues) == [1, 2]


def test_a_flood_of_one_chat_waits_in_the_table_and_keeps_nobody_out() -> None:
    queues, flood = Queues(), [row(number) for number in range(1, 3 * DEPTH)]
    for each in flood:
        queues.offer(each)
    queues.offer(row(9_999, chat=2))
    assert queues.limit(Lane.REPLY) < KEPT
    assert drain(queues) == [*range(1, DEPTH + 1), 9_999]
    read(queues, flood[DEPTH:])
    assert drain(queues) == list(range(DEPTH + 1, 2 * DEPTH + 1))


def test_a_row_offered_while_earlier_ones_are_only_in_the_table_does_not_overtake_them() -> None:
    queues, flood = Queues(), [row(number) for number in range(1, DEPTH + 3)]
    for each in flood:
        queues.offer(each)
    assert drain(queues) == list(range(1, DEPTH + 1))
    queues.offer(row(DEPTH + 3))
    assert drain(queues) == []
    read(queues, [*flood[DEPTH:], row(DEPTH + 3)])
    assert drain(queues) == [DEPTH + 1, DEPTH + 2, DEPTH + 3]


def test_memory_is_bounded_however_many_chats_are_written_to() -> None:
    queues = Queues()
    for number in range(1, KEPT + 100):
        queues.offer(row(number, chat=number))
    assert len(queues) == KEPT
    assert len(drain(queues)) == KEPT


def test_a_row_settled_while_the_table_was_being_read_is_not_sent_again() -> None:
    queues, first = Queues(), row(1)
    queues.offer(first)
    assert queues.next(SOON) is first
    key = queues.take()
    queues.begin_reading()
    queues.leave(key, first)
    queues.written([1])
    queues.read(Lane.REPLY, [row(1)], whole=True, now=NOW)
    queues.end_reading()
    assert drain(queues) == []


def test_a_row_offered_while_the_table_is_being_read_is_taken_once() -> None:
    queues = Queues()
    queues.begin_reading()
    queues.offer(row(2))
    queues.read(Lane.REPLY, [row(1), row(2)], whole=True, now=NOW)
    queues.end_reading()
    assert drain(queues) == [1, 2]


def test_the_head_that_is_on_its_way_is_never_replaced_by_a_later_edit() -> None:
    queues = Queues()
    edits = [row(number, method="edit", message_id=7) for number in (1, 2, 3)]
    for each in edits:
        queues.offer(each)
    assert queues.superseded == [edits[1]]
    assert drain(queues) == [1, 3]


def test_all_that_waits_for_a_group_moves_to_its_new_number_in_order() -> None:
    queues = Queues()
    for each in (row(1, chat=-5), row(3, chat=-5), row(2, chat=-1005), row(4, chat=-1005)):
        queues.offer(each)
    queues.move((-5, Lane.REPLY), -1005)
    assert drain(queues) == [2, 1, 3, 4]


def page(number: int, **more: Any) -> Outgoing:
    values: dict[str, Any] = {"lane": Lane.REPLY, "content": {"text": str(number)}, "page": {"screen": "x"}}
    return Outgoing(number, 1, **(values | more))


def pages(*changes: dict[str, Any]) -> list[int]:
    """Of pages that wait with these values, numbered from 1, those that leave."""
    queues = Queues()
    for number, more in enumerate(changes, 1):
        queues.offer(page(number, **more))
    return drain(queues)


def test_of_pages_that_wait_only_the_newest_leaves() -> None:
    queues = Queues()
    for number in range(1, 60):
        queues.offer(page(number))
    assert drain(queues) == [1, 59]  # the first may be on its way
    assert [each.id for each in queues.superseded] == list(range(2, 59))


def test_replies_that_say_the_same_leave_once_and_others_all() -> None:
    same, voice, paper, other = (
        {"page": None, "content": content}
        for content in (
            {"text": "same"},
            {"medium": {"kind": "voice"}},
            {"medium": {"kind": "document"}},
            {"text": "x"},
        )
    )
    assert pages(same, same, same, voice, paper, paper, same, other) == [1, 3, 4, 6, 7, 8]


def test_a_page_that_brings_the_keyboard_a_picture_or_more_than_one_message_is_not_passed_over() -> None:
    plain, keyboard = {"content": {"text": "a"}}, {"content": {"text": "a", "keyboard": [["b"]]}}
    for kept in ({"medium": {"kind": "photo"}}, {"parts": ["b"]}, {"keyboard": [["b"]]}):
        assert pages({}, {"content": {"text": "a"} | kept}, plain, {}) == [1, 2, 4]
    assert pages({}, {"person": 7}, {}) == [1, 2, 3]
    assert pages({}, keyboard, {"content": {"text": "c", "keyboard": [["b"]]}}) == [1, 3]
    assert pages({}, {"lane": Lane.NOTICE}, {"lane": Lane.NOTICE}) == [1, 2, 3]


def test_what_is_put_back_waits_in_the_table_and_what_is_on_its_way_stays() -> None:
    queues = Queues()
    for each in (row(1), row(2), row(3, chat=2), row(4, chat=3, lane=Lane.ANNOUNCEMENT)):
        queues.offer(each)
    queues.claimed.add(4)
    head = queues.next(SOON)
    assert head is not None
    key = queues.take()
    assert queues.put_back() == {4}
    queues.offer(row(5))
    assert queues.next(SOON) is None
    queues.leave(key, head)
    queues.written([head.id])
    read(queues, [row(2), row(3, chat=2), row(4, chat=3, lane=Lane.ANNOUNCEMENT), row(5)])
    assert drain(queues) == [2, 3, 5, 4]
