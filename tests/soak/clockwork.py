"""A process that looks for due reminders when it is told the time on its input, as the app does: made to be killed.

`python -m tests.soak.clockwork DATABASE` answers each line (an instant) with "done".
"""

from __future__ import annotations

import sys
from datetime import datetime

from bot.services.reminders import reminders
from bot.store.database import Database
from tests.soak.programme import LIBRARY


def main() -> None:
    """Serve until the input ends."""
    database = Database(sys.argv[1])
    print("ready", flush=True)
    for line in sys.stdin:
        while True:
            with database.begin() as uow:
                if not reminders.send_due(uow, LIBRARY, now=datetime.fromisoformat(line.strip())):
                    break
        print("done", flush=True)


if __name__ == "__main__":
    main()
