"""What typed words mean at a step: keys of the form, members' names, days and amounts that are read back first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content.form import Step
from bot.domain.refused import Stale
from bot.services.plans import answers, plan_view
from bot.store.database import Database
from tests import forms
from tests.planning import LIBRARY, settle

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Step]:
    """A step of every kind."""
    folder: Path = tmp_path_factory.mktemp("content")
    return {step.key: step for step in forms.library(folder, (forms.KINDS, 2)).form.steps}


@pytest.mark.parametrize("typed", ["²", "①", "9²", "½", "௰", "٩", "0", "9" * 4000])
def test_what_is_a_digit_and_no_number_is_no_choice(steps: dict[str, Step], typed: str) -> None:
    assert answers.chosen(steps["crop"], typed) is None


def test_choices_are_found_in_any_language_and_other_keys_are_stale(steps: dict[str, Step]) -> None:
    assert answers.chosen(steps["crop"], "coffee") == {"choices": ["coffee"]}
    assert answers.chosen(steps["crop"], "1") == {"choices": ["asparagus"]}
    assert answers.chosen(steps["needs"], "ນ້ຳ, Road") == {"choices": ["road", "water"]}
    assert answers.chosen(steps["needs"], "water and love") is None
    with pytest.raises(Stale):
        answers.choices(steps["crop"], ["tea"])


def test_names_of_members_carry_their_number(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        members = uow.groups.members(village.group)
        assert answers.people(members, "seng and Aunt Bua") == {
            "people": [{"id": village.seng.id, "name": "Seng"}, {"name": "Aunt Bua"}]
        }
        assert answers.people(members, "x" * 61) is None


def test_days_amounts_and_seasons_are_offered_not_kept(sqlite: Database, steps: dict[str, Step]) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        whole = plan_view.whole(uow, LIBRARY, village.now())

        def meaning(key: str, text: str) -> answers.Meaning:
            return answers.meaning(uow, LIBRARY, whole, steps[key], text, on=TODAY)

        assert meaning("price", "500,000").values == ({"kip": 500_000},)
        assert meaning("meeting", "15/1/2027").values == ({"day": "2027-01-15"},)
        assert meaning("work", "coffee harvest").named == "coffee-harvest"
        assert meaning("work", "when the moon laughs") == answers.Meaning()
        assert meaning("idea", "15/1/2027") == answers.Meaning()


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("number", {"number": "2.5"}, {"number": "many"}),
        ("money", {"kip": 5}, {"kip": -5}),
        ("date", {"day": "2027-01-15"}, {"day": "1999-12-31"}),
        ("season", {"first": "2027-01-15", "last": "2027-01-20"}, {"first": "2027-01-20", "last": "2027-01-15"}),
    ],
)
def test_a_buttons_claim_is_checked(kind: str, good: answers.Value, bad: answers.Value) -> None:
    assert answers.valid(kind, good)
    assert not answers.valid(kind, bad)
    assert not answers.valid(kind, {})
