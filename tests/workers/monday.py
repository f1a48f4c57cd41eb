"""`phaen run` (or `demo`) on a machine whose clock begins on a Monday morning in Laos, when everything may ring.

Started as a process of its own: `python -m tests.workers.monday run`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.workers.clock import RealClock
from tests.story import BEGINNING

MORNING = BEGINNING + timedelta(hours=1)  # ten o'clock


def main() -> None:
    from bot.cli import main

    started = RealClock().now()

    class Monday(RealClock):
        def now(self) -> datetime:
            return super().now() - started + MORNING

    import bot.app

    bot.app.RealClock = Monday  # type: ignore[misc]
    main()


if __name__ == "__main__":
    main()
