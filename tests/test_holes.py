"""What `make check` says of known holes: found, none, or that nobody could be asked."""

from __future__ import annotations

import json

import pytest

from tests.holes import told

GOOD = {"name": "good", "version": "1", "vulns": []}
BAD = {"name": "bad", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
UNASKED = {"name": "unasked", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("listed", "code", "says"),
    [
        ([GOOD, BAD], 1, "bad 2: PYSEC-1, mended in 3\nknown holes: 1 in 2 libraries"),
        ([GOOD, UNASKED], 0, "known holes: 0 in 1 libraries; 1 could not be asked about"),
        ([UNASKED], 0, "known holes: 0 in 0 libraries; 1 could not be asked about"),
    ],
)
def test_holes_are_named(
    listed: list[dict[str, object]], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(json.dumps({"dependencies": listed}), "") == code
    assert capsys.readouterr().out.strip() == says


def test_a_database_that_cannot_be_reached_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert told("", "a trace\nconnection refused") == 0
    assert "cannot be reached: connection refused" in capsys.readouterr().out
