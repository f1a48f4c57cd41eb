"""The real Phaen as a process of its own, whose clock the rehearsal moves: `python -m bot.rehearsal.process CLOCK`.

It answers each line of its input when that is done: `look` (everything that is due by the clock), `quiet` (nothing is
left to answer or to send). Its settings are those of the environment.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot import app as phaen
from bot import logs
from bot.rehearsal.clock import SharedClock
from bot.settings import Settings


async def _serve(clock: Path) -> None:
    app = phaen.build(Settings(_env_file=None), SharedClock(clock))
    await app.start()
    running = asyncio.create_task(app.run(ready=lambda: _say("ready")))
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        looks = line.strip() == "look"
        if looks:
            await app.heartbeat.beat()  # which else is written twice a minute of real time
            await app.look()
        await app.quiet()
        due = await app.next_due() if looks else None
        _say(due.isoformat() if due else "-")
    running.cancel()
    await asyncio.wait({running})


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    logs.begin(as_json=False)
    asyncio.run(_serve(Path(sys.argv[1])))
