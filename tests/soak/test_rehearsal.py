"""A whole season, 30 groups with 200 people and a year of work, on each database: at most half an hour each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal import Size, rehearse
from tests import postgres


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_season_holds_what_is_promised(kind: str, tmp_path: Path) -> None:
    url = postgres.fresh() if kind == "postgresql" else ""
    account, summary = await rehearse(Size(), url=url, file=tmp_path / "report.txt")
    print(f"{kind}: {summary}\n{tmp_path / 'report.txt'}")
    if url:
        postgres.drop(url)
    assert account.faults == [], summary
