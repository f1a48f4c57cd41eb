"""`phaen rehearse`: a whole season with simulated people, on the real Phaen, which is killed now and then."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

from bot.rehearsal import report
from bot.rehearsal.account import Account
from bot.rehearsal.season import Season, Size

SHORT = Size(groups=1, people=6, experts=1, kills=1, week=0.5, year=8, busy=1.2, after=0.6)


async def rehearse(size: Size, *, url: str = "", seed: int = 1, file: Path | None = None) -> tuple[Account, str]:
    """Live through a season; what came of it, and its summary. `url` names an empty database, otherwise SQLite's.

    `file`: where the whole report is written. Raises Stuck where Phaen does not go on.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="phaen-rehearsal-")))
        season = Season(folder, url or f"sqlite:///{folder / 'phaen.sqlite'}", size, seed=seed)
        try:
            account = await season.live()
        finally:
            await season.end()
        if file is not None:
            file.write_text(report.whole(season, account), encoding="utf-8")
        return account, report.summary(season, account)


__all__ = ["SHORT", "Size", "rehearse"]
