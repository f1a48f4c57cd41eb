"""The sender: in order per chat and lane, replies first, and no word lost whatever Telegram or the network does."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery import SendState
from bot.store.attempts import Settled
from bot.store.outbox import Lane
from bot.workers import outbox
from bot.workers.metrics import Metrics
from bot.workers.results import Results
from tests.workers.conftest import Engine

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


async def test_rows_of_a_chat_leave_in_order(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    for number in range(20):
        await engine.write(noy.id, f"word {number}")
    engine.app.outbox.look()
    await engine.quiet()
    assert engine.read(noy.id) == [f"word {number}" for number in range(20)]
    assert await engine.states() == [("sent", "")] * 20


async def test_a_failing_network_delays_a_message_and_loses_nothing(engine: Engine) -> None:
    noy, seng = engine.somebody("Noy"), engine.somebody("Seng")
    engine.telegram.world.faults.update({"fail": [{"method": "sendMessage", "status": 502, "times": 1}]})
    await engine.write(noy.id, "first")
    await engine.write(noy.id, "second")
    await engine.write(seng.id, "for Seng")
    engine.app.outbox.look()
    await engine.quiet()
    assert engine.read(noy.id) == ["first", "second"]
    assert engine.read(seng.id) == ["for Seng"]


async def test_an_announcement_that_may_have_arrived_is_unsure_and_not_sent_twice(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    fault = {"method": "sendMessage", "status": 502, "times": 1, "after_accept": True}
    engine.telegram.world.faults.update({"fail": [fault]})
    await engine.write(noy.id, "to all", Lane.ANNOUNCEMENT)
    engine.app.outbox.look()
    await engine.quiet()
    assert engine.read(noy.id) == ["to all"]
    assert await engine.states() == [("unsure", "no answer")]


async def test_a_reply_that_may_have_arrived_is_sent_again(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    fault = {"method": "sendMessage", "status": 502, "times": 1, "after_accept": True}
    engine.telegram.world.faults.update({"fail": [fault]})
    await engine.write(noy.id, "an answer")
    engine.app.outbox.look()
    await engine.quiet()
    assert engine.read(noy.id) == ["an answer", "an answer"]
    assert await engine.states() == [("sent", "")]


async def test_somebody_who_blocked_the_bot_is_marked_and_holds_up_nobody(engine: Engine) -> None:
    bo, noy = engine.somebody("Bo"), engine.somebody("Noy")
    bo.blocked = True
    await engine.write(bo.id, "for Bo")
    await engine.write(noy.id, "for Noy")
    engine.app.outbox.look()
    await engine.quiet()
    assert sorted(await engine.states()) == [("refused", "blocked"), ("sent", "")]
    assert engine.read(noy.id) == ["for Noy"]


async def test_a_wait_that_telegram_asks_for_holds_only_its_chat(engine: Engine) -> None:
    noy, seng = engine.somebody("Noy"), engine.somebody("Seng")
    fault = {"method": "sendMessage", "status": 429, "times": 1, "retry_after": 1}
    engine.telegram.world.faults.update({"fail": [fault]})
    await engine.write(noy.id, "for Noy")
    await engine.write(seng.id, "for Seng")
    engine.app.outbox.look()
    await engine.quiet()
    assert (engine.read(noy.id), engine.read(seng.id)) == (["for Noy"], ["for Seng"])
    sends = [call for call in engine.telegram.world.calls if call["method"] == "sendMessage"]
    assert [call["ok"] for call in sends] == [False, True, True]
    assert [call["chat_id"] for call in sends[1:]] == [seng.id, noy.id]


async def test_a_wait_that_several_chats_are_asked_for_together_holds_the_whole_bot(engine: Engine) -> None:
    chats = [engine.somebody(name).id for name in ("Noy", "Seng", "Mali", "Bo")]
    fault = {"method": "sendMessage", "status": 429, "times": 3, "retry_after": 2}
    engine.telegram.world.faults.update({"fail": [fault]})
    for chat in chats[:3]:
        await engine.write(chat, "a notice", Lane.NOTICE)
    engine.app.outbox.look()
    while len(engine.telegram.world.calls) < 3 or engine.telegram.world.calls[-1]["status"] != 429:
        await asyncio.sleep(0.01)
    await engine.write(chats[3], "for Bo")
    engine.app.outbox.look()
    await asyncio.sleep(0.2)
    assert [engine.read(chat) for chat in chats] == [[]] * 4
    await engine.quiet()
    assert [engine.read(chat) for chat in chats] == [["a notice"]] * 3 + [["for Bo"]]
    sends = [call for call in engine.telegram.world.calls if call["method"] == "sendMessage"]
    assert [call["ok"] for call in sends] == [False] * 3 + [True] * 4


async def test_an_edit_waits_for_its_message_and_only_the_latest_is_sent(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    row = await engine.write(noy.id, "page 1")
    for number in range(2, 6):
        await engine.write(noy.id, f"page {number}", method="edit", edits=row)
    engine.app.outbox.look()
    await engine.quiet()
    assert engine.read(noy.id) == ["page 5"]
    calls = [call["method"] for call in engine.telegram.world.calls if call["chat_id"] == noy.id]
    assert calls == ["sendMessage", "editMessageText"]
    assert await engine.states() == [("sent", ""), *[("superseded", "")] * 3, ("sent", "")]


async def test_a_page_that_cannot_be_edited_is_sent_anew(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    await engine.write(noy.id, "page 2", method="edit", message_id=999_999)
    engine.app.outbox.look()
    await engine.quiet()
    assert engine.read(noy.id) == ["page 2"]


async def test_a_message_that_telegram_does_not_take_blocks_nothing(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    await engine.write(noy.id, "<broken>")
    await engine.write(noy.id, "whole")
    engine.app.outbox.look()
    await engine.quiet()
    whole, told = engine.read(noy.id)
    assert whole == "whole"
    assert told.startswith("ຂໍໂທດ ໜ້ານີ້ສະແດງບໍ່ໄດ້")
    assert await engine.states() == [("refused", "malformed"), ("sent", ""), ("sent", "")]


async def test_what_a_crash_left_in_the_air_is_unsure_after_the_start(engine: Engine) -> None:
    noy = engine.somebody("Noy")
    await engine.stop()
    engine.app = type(engine.app)(engine.settings, engine.app.clock)
    row = await engine.write(noy.id, "to all", Lane.ANNOUNCEMENT)
    await engine.app.executor.run(lambda uow: uow.attempts.claim([row]))
    await engine.write(noy.id, "an answer")
    await engine.start()
    await engine.quiet()
    assert await engine.states() == [("unsure", "the process ended"), ("sent", "")]
    assert engine.read(noy.id) == ["an answer"]


async def test_a_row_has_left_when_telegram_answered_and_not_when_that_was_written_down(engine: Engine) -> None:
    """Whoever answers a page in 2.5 seconds was thought too quick where the database was busy for half a second."""
    noy, app = engine.somebody("Noy"), engine.app
    await engine.write(noy.id, "a page", page={"screen": "home.menu"})
    engine.app.outbox.look()
    await engine.quiet()
    clock = [NOW]
    results = Results(app.executor, app.delivery, lambda: clock[-1], Metrics(), lambda rows, told: None)
    shown = await app.executor.run(lambda uow: uow.shown_pages.newest(noy.id))
    assert shown is not None
    results.settle(Settled(shown.row, SendState.SENT, shown.message_id))
    clock.append(NOW + timedelta(seconds=9))
    await results.write()
    shown = await app.executor.run(lambda uow: uow.shown_pages.newest(noy.id))
    assert shown is not None
    assert shown.left == NOW


async def test_each_try_waits_longer_than_the_one_before(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BACKOFF", (0.02, 0.04, 300))
    noy = engine.somebody("Noy")
    engine.telegram.world.faults.update({"fail": [{"method": "sendMessage", "status": 502, "times": 50}]})
    await engine.write(noy.id, "x", Lane.NOTICE)
    engine.app.outbox.look()

    def tries() -> int:
        return sum(call["method"] == "sendMessage" for call in engine.telegram.world.calls)

    for _ in range(200):
        await asyncio.sleep(0.05)
        if tries() >= 3:
            break
    await asyncio.sleep(0.4)
    assert tries() == 3
