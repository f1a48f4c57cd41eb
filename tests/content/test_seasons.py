"""Season words become ranges of months, by region, and never a day."""

from datetime import date

import pytest

from bot.content.library import Library

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ລະດູຝົນ", "rainy"),
        ("ຫຼັງເກັບກ່ຽວເຂົ້າ", "after-rice-harvest"),
        ("ຫລັງ ເກັບກ່ຽວເຂົ້າ", "after-rice-harvest"),
        ("after the rice harvest", "after-rice-harvest"),
        ("ກ່ອນບຸນອອກພັນສາ", "ok-phansa"),
        ("Pi Mai", "lao-new-year"),
        ("ລະດູການກາເຟ", "coffee-harvest"),
    ],
)
def test_the_longest_name_that_was_typed_comes_first(library: Library, typed: str, key: str) -> None:
    assert library.seasons.named(typed)[0][0].key == key


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("ຍາມຝົນ", "rainy"),
        ("ຕົ້ນຍາມຝົນ", "rainy"),
        ("ທ້າຍຝົນ", "rainy"),
        ("ຍາມແລ້ງ", "dry"),
        ("ຍາມໜາວ", "cool"),
        ("ຍາມຮ້ອນ", "hot"),
        ("ປັກດຳ", "rice-planting"),
        ("ກ່ຽວນາປີ", "rice-harvest"),
        ("ລະດູກາເຟ", "coffee-harvest"),
        ("ບຸນຜະເຫວດ", "phavet"),
        ("ບຸນພະເວດ", "phavet"),
        ("ສົງການ", "lao-new-year"),
        ("ບຸນສົງການ", "lao-new-year"),
        ("ບຸນປີໃໝ່ລາວ", "lao-new-year"),
        ("ບຸນປີໃໝ່", "lao-new-year new-year"),
        ("ຫຼັງ ປີໃໝ່", "lao-new-year new-year"),
        ("ປີໃໝ່ສາກົນ", "new-year"),
        ("ບຸນເດືອນຫົກ", "rocket-festival"),
        ("ເຂົ້າວັດສາ", "khao-phansa"),
        ("ອອກວັດສາ", "ok-phansa"),
        ("ບຸນຊ່ວງເຮືອ", "ok-phansa"),
        ("ບຸນຫໍ່ເຂົ້າສະລາກ", "khao-salak"),
        ("ບຸນກຖິນ", "kathin"),
    ],
)
def test_the_words_of_farmers_name_a_season_and_two_where_both_may_be_meant(
    library: Library, typed: str, keys: str
) -> None:
    assert [season.key for season, _ in library.seasons.named(typed)] == keys.split()


def test_words_that_name_no_season_find_none(library: Library) -> None:
    assert library.seasons.named("ອາທິດໜ້າ") == ()


def test_the_months_differ_by_region(library: Library) -> None:
    coffee = library.seasons.season("coffee-harvest")
    assert coffee is not None
    south, north = coffee.range("south"), coffee.range("north")
    assert south is not None
    assert north is not None
    assert ((south.first, south.last, south.sure), (north.first, north.sure)) == ((10, 2, "fair"), (11, "weak"))
    assert coffee.range(None) is None


def test_a_crop_without_a_known_season_has_no_months(library: Library) -> None:
    asparagus = library.seasons.season("asparagus")
    assert asparagus is not None
    assert asparagus.range("south") is None


@pytest.mark.parametrize(
    ("key", "today", "first", "last"),
    [
        ("rainy", TODAY, date(2027, 5, 1), date(2027, 10, 31)),
        ("rainy", date(2027, 10, 31), date(2027, 5, 1), date(2027, 10, 31)),
        ("dry", TODAY, date(2026, 11, 1), date(2027, 4, 30)),
        ("dry", date(2027, 1, 5), date(2026, 11, 1), date(2027, 4, 30)),
        ("dry", date(2027, 5, 1), date(2027, 11, 1), date(2028, 4, 30)),
        ("cool", date(2028, 2, 29), date(2027, 11, 1), date(2028, 2, 29)),
    ],
)
def test_a_range_is_the_one_that_is_now_or_comes_next(
    library: Library, key: str, today: date, first: date, last: date
) -> None:
    season = library.seasons.season(key)
    assert season is not None
    found = season.range("north")
    assert found is not None
    assert found.days(today) == (first, last)


def test_every_province_lies_in_one_region(library: Library) -> None:
    for province in library.locations.provinces:
        found = [region.key for region in library.seasons.regions if province.code in region.provinces]
        assert found == [library.seasons.region(province.code)]


def test_the_fixed_holidays_are_listed(library: Library) -> None:
    days = [(holiday.month, holiday.day) for holiday in library.seasons.holidays]
    assert days == [(1, 1), (3, 8), (4, 14), (4, 15), (4, 16), (5, 1), (12, 2)]
