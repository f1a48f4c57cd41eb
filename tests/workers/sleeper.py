"""`phaen run` whose sender looks for rows only when it is called.

Started as a process of its own: `python -m tests.workers.sleeper run`.
"""

from __future__ import annotations

from bot.workers import outbox

if __name__ == "__main__":
    from bot.cli import main

    outbox.LOOK = 86_400.0
    main()
