"""What people write when an amount or a number is asked, and how amounts are read out."""

from decimal import Decimal

import pytest

from bot.understand import money, numbers
from bot.understand.readings import Unclear, Unsure
from tests.domain import golden


@pytest.mark.parametrize(("typed", "meaning"), golden.rows("money"))
def test_a_typed_amount_means_what_the_golden_set_says(typed: str, meaning: str) -> None:
    assert golden.said(money.read(typed)) == meaning


def test_the_reason_for_asking_is_told() -> None:
    whys = {
        "50": "small", "1.5": "vague", "ປະມານ 2 ລ້ານ": "about", "1-2 ລ້ານ": "range", "200 ບາດ": "currency",
        "2055123456": "large", "20000000000000": "large", "ລາຄາແພງ": "unreadable",
    }  # fmt: skip
    read = {typed: money.read(typed) for typed in whys}
    assert {typed: kip.why for typed, kip in read.items() if isinstance(kip, Unsure | Unclear)} == whys


@pytest.mark.parametrize(
    ("kip", "lao", "english"),
    [
        (0, "ສູນ", "zero"),
        (20_000, "ຊາວພັນ", "twenty thousand"),
        (21_000, "ຊາວເອັດພັນ", "twenty-one thousand"),
        (11_500, "ສິບເອັດພັນຫ້າຮ້ອຍ", "eleven thousand five hundred"),
        (101, "ໜຶ່ງຮ້ອຍເອັດ", "one hundred one"),
        (1_250_000, "ໜຶ່ງລ້ານສອງແສນຫ້າສິບພັນ", "one million two hundred fifty thousand"),
        (30_000_000, "ສາມສິບລ້ານ", "thirty million"),
        (2_000_000_000, "ສອງຕື້", "two billion"),
    ],
)
def test_an_amount_is_read_out_in_words(kip: int, lao: str, english: str) -> None:
    assert money.words(kip, "lo") == lao
    assert money.words(kip, "en") == english


def test_tens_of_thousands_are_never_read_out_as_muen() -> None:
    assert not any("ໝື່ນ" in money.words(kip, "lo") for kip in range(10_000, 1_000_000, 10_000))


def test_an_amount_below_nought_has_no_words() -> None:
    with pytest.raises(ValueError, match="-1"):
        money.words(-1, "lo")


@pytest.mark.parametrize("language", ["lo", "en"])
def test_what_is_read_out_is_understood_when_typed(language: str) -> None:
    for kip in [*range(1_000, 100_000, 500), *range(100_000, 50_000_000, 123_500), 10**9, 1_234_567_000]:
        assert money.read(money.words(kip, language)) == kip
        assert money.read(f"{kip:,} kip") == money.read(f"{kip:,}".replace(",", ".")) == kip


def test_a_spoken_end_that_has_two_meanings_offers_what_was_read_out_too() -> None:
    for kip in (100_005, 1_000_005, 2_000_050):
        read = money.read(money.words(kip, "lo"))
        assert isinstance(read, Unsure)
        assert kip in read.choices


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("12", "12"),
        ("໑໒", "12"),
        ("12 ຄົນ", "12"),
        ("ຊາວຫ້າຄົນ", "25"),
        ("twenty-five families", "25"),
        ("2,5 ເຮັກຕາ", "2.5"),
        ("2.5 ha", "2.5"),
        ("ສອງເຄິ່ງ", "2.5"),
        ("0.125", "0.125"),
        ("ຮ້ອຍຊາວ", "120"),
        ("one hundred five", "105"),
        ("1.500", "ask 1500 1.5"),
        ("2,500", "ask 2500 2.5"),
        ("ຮ້ອຍຫ້າ", "ask 150 105"),
        ("5-6 ຄົນ", "ask 5 6"),
        ("ປະມານ 20 ຄົນ", "ask 20"),
        ("ສອງສາມຄົນ", "ask"),
        ("5m", "ask"),
        ("ຫຼາຍຄົນ", "ask"),
        ("-3", "ask"),
        ("", "ask"),
        ("ໜຶ່ງ" * 100, "ask"),
    ],
)
def test_a_count_or_measure_is_read_with_its_counting_word(typed: str, meaning: str) -> None:
    assert golden.said(numbers.read(typed)) == meaning


@pytest.mark.parametrize(("typed", "meaning"), golden.rows("numbers"))
def test_a_typed_number_means_what_the_golden_set_says(typed: str, meaning: str) -> None:
    assert golden.said(numbers.read(typed)) == meaning


def test_a_number_is_exact_and_not_a_binary_fraction() -> None:
    assert numbers.read("0,1") == Decimal("0.1")
