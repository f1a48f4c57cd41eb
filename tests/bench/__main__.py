"""`make bench`: prints the tables and writes them to bot/BENCHMARKS.md.

`python -m tests.bench conversation rest` runs only some of it and writes nothing.

Another table is another file: a module with `async def run() -> str`, which returns its heading and its table, measured
in a few minutes at most (the whole takes some 25), and its name among PARTS. Figures are medians of several runs;
whatever has a peer is measured beside it in the same run.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests import process
from tests.bench import announcement, audiences, back_ups, contest, conversation, papers, report, rest, sheet, timetable

PARTS = {
    "conversation": conversation.run,
    "announcement": announcement.run,
    "audiences": audiences.run,
    "rest": rest.run,
    "papers": papers.run,
    "report": report.run,
    "timetable": timetable.run,
    "sheet": sheet.run,
    "contest": contest.run,
    "back_ups": back_ups.run,
}
TARGET = Path(__file__).parent.parent.parent / "bot" / "BENCHMARKS.md"
HEAD = """# Benchmarks

Written by `make bench`: 2 cores, SQLite with every commit on the disk (`synchronous=FULL`), the local Telegram in a
process beside the bot. Medians of three runs; every figure stands beside its peer's in the same run. Other work on the
machine makes all of them slower.
"""


def main() -> None:
    """Run what was asked for, or everything."""
    process.FRESH = True
    wanted = sys.argv[1:] or list(PARTS)
    parts = []
    for name in wanted:
        parts.append(asyncio.run(PARTS[name]()))
        print(parts[-1], flush=True)
    if wanted == list(PARTS):
        TARGET.write_text(HEAD + "\n" + "\n".join(parts), encoding="utf-8")


main()
