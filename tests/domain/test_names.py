"""Names of villages, groups and people: sorted as a Lao dictionary has them, and met again in other spellings."""

import random

import pytest

from bot.content.locations import District
from bot.understand import names
from tests.story import LIBRARY

# Sorted by the Unicode collation algorithm (perl's Unicode::Collate), with ຫຼ as ຫລ.
SORTED = [
    "ກຸດ",
    "ເກາະແກ້ວ",
    "ແກ້ງຫຼວງ",
    "ໂກສຳ",
    "ຂອນ",
    "ໄຂ່",
    "ຄອບ",
    "ຄູນ",
    "ຄົງເຊໂດນ",
    "ຈັນທະບູລີ",
    "ຈຳປາສັກ",
    "ສະໜາມໄຊ",
    "ສັງທອງ",
    "ສາລະວັນ",
    "ສິງ",
    "ສີສັດຕະນາກ",
    "ສຸຂຸມາ",
    "ຊະນະຄາມ",
    "ຊົນບູລີ",
    "ຊຽງຄໍ້",
    "ໄຊ",
    "ໄຊສະຖານ",
    "ໄຊຍະບູລີ",
    "ໄຊບູລີ",
    "ໄຊບົວທອງ",
    "ຍົມມະລາດ",
    "ດອນໃໝ່",
    "ແດນ",
    "ຕຸ້ມລານ",
    "ທ່າແຂກ",
    "ທ່າແຕງ",
    "ທ່າຫີນ",
    "ນາກາຍ",
    "ນາແລ",
    "ນາຫຼວງ",
    "ນ້ຳບາກ",
    "ບໍ່ແຕນ",
    "ບຸນເໜືອ",
    "ແບງ",
    "ປາກກະດິງ",
    "ປາກແບງ",
    "ຜົ້ງສາລີ",
    "ພິນ",
    "ພູກູດ",
    "ພູວົງ",
    "ໂພນສະຫວັນ",
    "ໂພນໄຊ",
    "ມ່ວງ",
    "ມຸນລະປະໂມກ",
    "ແມດ",
    "ລ່ອງແຈ້ງ",
    "ລະຄອນເພັງ",
    "ວາປີ",
    "ໜອງບົວ",
    "ໝາກນາວ",
    "ໃໝ່",
    "ຫຼວງນ້ຳທາ",
    "ຫ້ວຍຊາຍ",
    "ອຸທຸມພອນ",
    "ຮຸນ",
]
KNOWN = list(enumerate(["ດອນໃໝ່", "ດອນໄຊ", "ນາຫຼວງ", "ໂພນສະຫວັນ", "ແກ້ງຫຼວງ", "ດັກຂຽດ", "ວັງໄຊ", "ຫ້ວຍຍາງ"]))


def test_sixty_names_stand_in_the_order_of_a_dictionary() -> None:
    assert len(SORTED) == 60
    shuffled = random.Random(7).sample(SORTED, len(SORTED))
    assert sorted(shuffled, key=names.order) == SORTED


def test_spellings_of_a_name_stand_together_latin_ones_first() -> None:
    typed = ["ຫລວງ", "ນາ", "ຫຼວງ", "Étang", "ban 2", "ໜອງ", "ຫນອງ", "Fang", "ກ່າ", "ກ້າ", "ກາ", "ກາງ"]
    by_name = ["ban 2", "Étang", "Fang", "ກາ", "ກ່າ", "ກ້າ", "ກາງ", "ນາ", "ໜອງ", "ຫນອງ", "ຫລວງ", "ຫຼວງ"]
    assert sorted(sorted(typed, reverse=True), key=lambda name: (names.order(name), name != "ໜອງ", name)) == by_name


@pytest.mark.parametrize(
    "typed",
    ["ດອນໃໝ່", "ດອນ ໃໝ່", "ດອນໃຫມ່", "ດອນ-ໃໝ່", "ບ້ານດອນໃໝ່", "ບ້ານ ດອນ ໃໝ່", "ບ. ດອນໃໝ່", "ບ.ດອນໃໝ່", "ບ້ານ. ດອນໃໝ່"],
)
def test_all_spellings_of_a_village_are_one(typed: str) -> None:
    assert names.fold(names.village(typed)) == names.fold("ດອນໃໝ່")


def test_the_word_for_village_is_no_part_of_its_name() -> None:
    typed = ["Ban Don Mai", "ban. Don Mai", "B. Don Mai", "Baan Don Mai", "Don Mai", "ບ້ານ", "ບ. ", "Bandon", "Bo"]
    assert [names.village(name) for name in typed] == [*["Don Mai"] * 5, "", "", "Bandon", "Bo"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ດອນໃໝ", "ດອນໃໝ່"),
        ("ດອນໄໝ່", "ດອນໃໝ່"),
        ("Ban Don Mai", "ດອນໃໝ່"),
        ("Donemai", "ດອນໃໝ່"),
        ("ດອນແຊ", "ດອນໄຊ"),
        ("ນາລວງ", "ນາຫຼວງ"),
        ("Na Luang", "ນາຫຼວງ"),
        ("ໂພນສະຫວນ", "ໂພນສະຫວັນ"),
        ("ໂພສະຫວັນ", "ໂພນສະຫວັນ"),
        ("Phone Savanh", "ໂພນສະຫວັນ"),
        ("Kaeng Luang", "ແກ້ງຫຼວງ"),
        ("Darkhied", "ດັກຂຽດ"),
        ("Vangxay", "ວັງໄຊ"),
        ("ວັງຊາຍ", "ວັງໄຊ"),
        ("Houay Nyang", "ຫ້ວຍຍາງ"),
    ],
)
def test_a_name_that_is_nearly_a_known_one_finds_it(typed: str, meant: str) -> None:
    assert names.alike(typed, KNOWN)[0][1] == meant


@pytest.mark.parametrize("typed", ["ໜອງບົວ", "ດອນ", "ນາ", "Sansai", "ໂພນທອງ", "ວັງຫີນ", "🌾", "", "12"])
def test_another_name_finds_none(typed: str) -> None:
    assert names.alike(typed, KNOWN) == []


def test_most_districts_meet_in_both_scripts_and_few_are_taken_for_others() -> None:
    lao = [(at, district.name("lo")) for at, district in enumerate(_districts())]
    found = [names.alike(district.name("en"), lao, 200) for district in _districts()]
    assert sum(at in [key for key, _ in near] for at, near in enumerate(found)) >= 128 == len(lao) - 20
    others = [names.alike(name, [one for one in lao if one[1] != name]) for _, name in lao]
    assert sum(map(bool, others)) <= 12


def _districts() -> list[District]:
    return [district for province in LIBRARY.locations.provinces for district in province.districts]
