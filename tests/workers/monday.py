"""`phaen run` on a machine whose clock begins on a Monday morning in Laos, when everything may ring.

Started as a process of its own: `python -m tests.workers.monday run`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot import app
from bot.settings import Settings
from bot.workers.clock import Clock, RealClock
from tests.story import BEGINNING

MORNING = BEGINNING + timedelta(hours=1)  # ten o'clock


class Monday(RealClock):
    """The time since the process began, on that morning."""

    def __init__(self) -> None:
        self.began = super().now()

    def now(self) -> datetime:
        return super().now() - self.began + MORNING


def build(settings: Settings, clock: Clock | None = None) -> app.App:
    return app.App(settings, clock or Monday())


if __name__ == "__main__":
    from bot.cli import main

    app.build = build
    main()
