"""`make bench`: prints the tables and writes them to bot/BENCHMARKS.md.

`python -m tests.bench conversation rest` runs only some of it and writes nothing; with `--write` before the names their
sections take the place of the ones with the same heading.

Another table is another file: a module with `async def run() -> str`, which returns its heading and its table, measured
in a few minutes at most (the whole takes some 25), and its name among PARTS. Figures are medians of several runs;
whatever has a peer is measured beside it in the same run.
"""

from __future__ import annotations

import asyncio
import re
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
    write, names = "--write" in sys.argv, [name for name in sys.argv[1:] if name != "--write"]
    wanted = names or list(PARTS)
    parts = []
    for name in wanted:
        parts.append(asyncio.run(PARTS[name]()))
        print(parts[-1], flush=True)
    if wanted == list(PARTS):
        TARGET.write_text(HEAD + "\n" + "\n".join(parts), encoding="utf-8")
    elif write:
        TARGET.write_text(replaced(TARGET.read_text(encoding="utf-8"), parts), encoding="utf-8")


def replaced(page: str, parts: list[str]) -> str:
    """The page with these sections in the place of those with the same heading; a new one comes last."""
    for part in parts:
        heading = part.splitlines()[0]
        sections = re.split(r"^(?=## )", page, flags=re.MULTILINE)
        kept = [part.rstrip("\n") + "\n\n" if one.splitlines()[0] == heading else one for one in sections if one]
        page = "".join(kept) if heading in page.splitlines() else page.rstrip("\n") + "\n\n" + part
    return page.rstrip("\n") + "\n"


main()
