"""Every province and district is there and is found under the names that people use."""

import pytest

from bot.content.library import Library


def test_all_provinces_and_districts_are_there(library: Library) -> None:
    locations = library.locations
    assert [province.code for province in locations.provinces] == [f"{number:02}" for number in range(1, 19)]
    assert sum(len(province.districts) for province in locations.provinces) == 148
    for province in locations.provinces:
        codes = [district.code for district in province.districts]
        assert codes == sorted(set(codes))
        assert all(code.startswith(province.code) and len(code) == 4 for code in codes)


def test_a_location_is_had_by_its_code(library: Library) -> None:
    sansai, attapeu = library.locations.district("1704"), library.locations.province("17")
    assert sansai is not None
    assert attapeu is not None
    assert (sansai.name("lo"), sansai.province, attapeu.name("en")) == ("ສານໄຊ", "17", "Attapeu")
    assert library.locations.district("17") is None
    assert library.locations.province("1704") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ອັດຕະປື", "17"),
        ("ແຂວງອັດຕະປື", "17"),
        ("ແຂວງ ອັດຕະປື", "17"),
        ("attapeu province", "17"),
        ("Sansai", "1704"),
        ("ເມືອງສານໄຊ", "1704"),
        ("ມ. ສານໄຊ", "1704"),
        ("ຊານໄຊ", "1704"),
        ("sayabouly", "08"),
        ("ຫລວງພະບາງ", "06"),
        ("ຫລວງນ\u0ecd\u0ec9\u0eb2ທາ", "03"),
    ],
)
def test_a_location_is_found_in_any_usual_spelling(library: Library, typed: str, code: str) -> None:
    assert code in [location.code for location in library.locations.find(typed)]


def test_a_name_that_exists_twice_is_to_be_asked(library: Library) -> None:
    assert [location.code for location in library.locations.find("ໄຊເສດຖາ")] == ["0103", "1701"]
    assert [location.code for location in library.locations.find("ໂພນທອງ")] == ["0612", "1606"]


def test_an_unknown_name_is_not_guessed(library: Library) -> None:
    assert library.locations.find("ບ້ານນ້ອຍ") == ()
    assert library.locations.find("") == ()
