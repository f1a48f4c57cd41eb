"""Signs of life: none while Telegram cannot be reached, and the outage is measured before the first update after it."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from bot import app as phaen
from bot.services.rounds import outages
from bot.simulator import user_actions
from bot.workers import heartbeat
from tests.workers.conftest import Engine


async def audited(engine: Engine) -> list[str]:
    """The outages that were written down."""
    noted = await engine.app.executor.run(lambda uow: uow.audit.log())
    return [row.subject for row in noted if row.verb == "was away"]


async def test_a_bot_that_telegram_does_not_answer_gives_no_sign_of_life(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "RECENT", 0)
    before = await engine.app.executor.run(lambda uow: uow.key_values.get(outages.ALIVE))
    engine.telegram.world.faults.offline = True
    await engine.app.heartbeat.beat()
    assert await engine.app.executor.run(lambda uow: uow.key_values.get(outages.ALIVE)) == before
    engine.telegram.world.faults.offline = False
    await engine.app.heartbeat.beat()
    assert await engine.app.executor.run(lambda uow: uow.key_values.get(outages.ALIVE)) > before


async def test_an_hour_without_network_is_measured_before_the_first_update_after_it_is_written_down(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour, real = timedelta(hours=1), time.monotonic
    noy = engine.somebody("Noy")
    begun = engine.app.clock.now() - hour
    await engine.app.executor.run(lambda uow: outages.beat(uow, now=begun))
    monkeypatch.setattr(time, "monotonic", lambda: real() + hour.total_seconds())
    user_actions.start(engine.telegram.world, noy)
    await engine.rest()  # the request that was open meanwhile may have run out: the next one brings it
    (subject,) = await audited(engine)
    assert subject.startswith(f"from {begun.isoformat()}")
    user_actions.send_text(engine.telegram.world, noy, engine.telegram.world.chats[noy.id], "/help")
    await engine.quiet()
    assert len(await audited(engine)) == 1


async def test_a_clock_that_was_moved_before_an_orderly_stop_is_no_outage(engine: Engine) -> None:
    engine.clock.ahead += timedelta(days=3)
    await engine.stop()
    engine.app = phaen.build(engine.settings, engine.clock)
    await engine.start()
    assert await audited(engine) == []
    await engine.stop()
    engine.clock.ahead += timedelta(hours=2)
    engine.app = phaen.build(engine.settings, engine.clock)
    await engine.start()
    assert len(await audited(engine)) == 1


async def test_a_clock_that_is_moved_is_no_outage(engine: Engine) -> None:
    await engine.app.executor.run(lambda uow: outages.beat(uow, now=engine.app.clock.now() - timedelta(days=3)))
    await engine.app.heartbeat.beat()
    assert await audited(engine) == []
