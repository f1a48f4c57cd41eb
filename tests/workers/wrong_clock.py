"""`phaen run` on a machine whose clock is wrong, by as many seconds as the file `clock` in its data folder says.

Started as a process of its own: `python -m tests.workers.wrong_clock run`.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from bot import app
from bot.app import timed
from bot.settings import Settings
from bot.workers.clock import Clock, RealClock


class WrongClock(RealClock):
    """The machine's time and what the file says."""

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=float((Path(os.environ["PHAEN_DATA"]) / "clock").read_text()))


def build(settings: Settings, clock: Clock | None = None) -> app.App:
    return app.App(settings, clock or WrongClock())


if __name__ == "__main__":
    from bot.cli import main

    app.build = build
    timed.SOON = timed.BEAT = timed.FILE = 0.3  # so that a test sees many looks
    main()
