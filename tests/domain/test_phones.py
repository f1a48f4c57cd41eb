"""What people write when a phone number is asked."""

import pytest

from bot.understand import phones
from bot.understand.readings import Unclear, Unsure
from tests.domain import golden


@pytest.mark.parametrize(("typed", "meaning"), golden.rows("phones"))
def test_a_typed_phone_number_means_what_the_golden_set_says(typed: str, meaning: str) -> None:
    assert golden.said(phones.read(typed)) == meaning


def test_the_reason_for_asking_is_told() -> None:
    whys = {
        "55123456": "length",
        "+66 81 234 5678": "foreign",
        "020 55123456/030 5123456": "several",
        "020 551": "length",
    }
    read = {typed: phones.read(typed) for typed in whys}
    assert {typed: phone.why for typed, phone in read.items() if isinstance(phone, Unsure | Unclear)} == whys


def test_a_number_already_kept_is_read_as_itself() -> None:
    for kept in ("+8562055123456", "+856305123456", "+85621212345"):
        assert phones.read(kept) == kept
