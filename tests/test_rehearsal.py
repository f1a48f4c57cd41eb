"""A short season: two groups from the invitation to a plan and the work after it, while the process is killed.

The long one, with 30 groups and a year, is `phaen rehearse`, which `make soak` runs on both databases.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rehearsal import SHORT, rehearse

pytestmark = pytest.mark.slow


async def test_a_short_season_holds_what_is_promised(tmp_path: Path) -> None:
    account, summary = await rehearse(SHORT, file=tmp_path / "report.txt")
    assert account.faults == [], summary
    assert account.states["sent"] > 200
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    for kind in ("agree_asked", "plan_submitted", "phase_begun"):  # the round went its way
        assert f"    {kind}: " in report, report
    assert "answers kept" in report
