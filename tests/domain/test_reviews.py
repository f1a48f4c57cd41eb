"""What the experts' decisions together mean."""

from __future__ import annotations

from typing import Literal

import pytest

from bot.domain.ids import AssignmentId, PersonId, PlanId, SubmissionId
from bot.domain.reviews import Assignment, Decision, ReviewState, verdict
from tests.story import BEGINNING


def review(said: str) -> Assignment:
    """ "approve", "return", "asked", "scoring" or "declined"."""
    done = said in ("approve", "return")
    state = ReviewState.DONE if done else ReviewState(said)
    decision: Decision | Literal[""] = Decision(said) if done else ""
    return Assignment(
        AssignmentId(1), SubmissionId(1), PlanId(1), PersonId(1), state, decision, 0, BEGINNING, BEGINNING
    )


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("approve", "approve"),
        ("return", "return"),
        ("asked", ""),
        ("declined", ""),
        ("", ""),
        ("approve scoring", ""),
        ("approve declined", "approve"),
        ("approve approve", "approve"),
        ("approve return", "return"),
        ("approve approve return", "approve"),
        ("approve return return", "return"),
        ("return asked", ""),
    ],
)
def test_more_than_half_of_those_who_did_not_decline_have_to_approve(said: str, outcome: str) -> None:
    assert verdict(review(word) for word in said.split()) == outcome
