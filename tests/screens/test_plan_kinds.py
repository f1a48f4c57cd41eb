"""Every kind of answer that a form can ask for, by text and by tap, read back where it can be mistaken."""

from __future__ import annotations

from typing import Any

import pytest

from bot.content.library import Library
from bot.domain.ids import PlanId
from tests import forms
from tests.forms import KINDS, begun
from tests.story import Someone, Story


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return forms.library(tmp_path_factory.mktemp("own"), (KINDS, 2))


@pytest.fixture
def plan(story: Story, content: Library) -> PlanId:
    """An empty plan with a step of every kind; Noy reads Lao, Seng reads English."""
    story.noy, story.seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")  # type: ignore[attr-defined]
    return begun(story, content, _noy(story), _seng(story))


def _noy(story: Story) -> Someone:
    found: Someone = story.noy  # type: ignore[attr-defined]
    return found


def _seng(story: Story) -> Someone:
    found: Someone = story.seng  # type: ignore[attr-defined]
    return found


def at(someone: Someone, plan: PlanId, step: str) -> Someone:
    someone.forges(f"plan.step:{plan},{step}")
    return someone


def value(story: Story, plan: PlanId, step: str) -> dict[str, Any]:
    with story.database.begin() as uow:
        found = uow.answers.get(plan, step)
    return dict(found.value) if found else {}


def text(story: Story, plan: PlanId, step: str) -> str:
    with story.database.begin() as uow:
        found = uow.answers.get(plan, step)
    return found.text if found else ""


# Choices and people ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["coffee", "ກາເຟ", "COFFEE", "2", "໒"])
def test_a_choice_is_tapped_or_typed_in_any_language(story: Story, plan: PlanId, typed: str) -> None:
    at(_noy(story), plan, "crop").taps("ໜໍ່ໄມ້ຝຣັ່ງ")
    assert _noy(story).sees.has("✅ ບັນທຶກຂໍ້ 2 ແລ້ວ: ໜໍ່ໄມ້ຝຣັ່ງ", "ຂໍ້ 3 ໃນ 11")
    assert value(story, plan, "crop") == {"choices": ["asparagus"]}
    at(_seng(story), plan, "crop").says(typed)
    _seng(story).taps("Keep mine")
    assert value(story, plan, "crop")["choices"] == ["coffee"]
    assert "\nກາເຟ\n👥 Seng ຕອບແລ້ວ" in at(_noy(story), plan, "crop").sees.text
    assert "✅ ກາເຟ" in _noy(story).sees.buttons()


def test_a_word_that_is_no_choice_is_asked_back_and_can_be_kept(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "crop")
    noy.says("ໝູ")
    assert noy.sees.has("ພືດ", "“ໝູ”", "ຄຳນີ້ບໍ່ມີໃນລາຍການ. ເລືອກໃໝ່ ຫຼື ເກັບຕາມທີ່ຂຽນ")
    assert text(story, plan, "crop") == ""
    noy.says("/menu")
    at(noy, plan, "crop").taps("✍️ ເກັບຕາມທີ່ຂຽນ")
    assert (text(story, plan, "crop"), value(story, plan, "crop")) == ("ໝູ", {})


def test_several_choices_are_ticked_one_by_one_and_each_tap_is_kept(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "needs")
    noy.taps("ແນວພັນ")
    bubble, button = noy.bubble("ທາງ")
    noy.taps("ທາງ")
    assert value(story, plan, "needs") == {"choices": ["road", "seeds"]}
    noy.forges(button["data"], bubble.id)  # a double tap changes nothing
    assert value(story, plan, "needs") == {"choices": ["road", "seeds"]}
    noy.taps("✅ ທາງ")
    noy.taps("✅ ແນວພັນ")
    assert value(story, plan, "needs") == {}
    noy.says("1, ນ້ຳ ແລະ seeds")
    assert value(story, plan, "needs")["choices"] == ["road", "water", "seeds"]


def test_people_are_ticked_or_named_and_members_are_known(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "helpers")
    noy.taps("Seng")
    assert value(story, plan, "helpers") == {"people": [{"id": int(_seng(story).me), "name": "Seng"}]}
    at(noy, plan, "helpers").says("ນ້ອຍ, seng ແລະ ປ້າບົວ")
    assert [person.get("id") for person in value(story, plan, "helpers")["people"]] == [noy.me, _seng(story).me, None]
    assert text(story, plan, "helpers") == "ນ້ອຍ, Seng, ປ້າບົວ"
    at(noy, plan, "helpers").taps("✅ Seng")
    assert text(story, plan, "helpers") == "ນ້ອຍ, ປ້າບົວ"


# Numbers, money, days -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("step", "typed", "asked", "kept"),
    [
        ("land", "2,5 ha", "2,5 ເຮັກຕາ – ແມ່ນບໍ?", {"number": "2.5", "said": "2,5 ha"}),
        ("land", "ຊາວເອັດ", "21 ເຮັກຕາ – ແມ່ນບໍ?", {"number": "21", "said": "ຊາວເອັດ"}),
        ("price", "1ລ້ານເຄິ່ງ", "1.500.000 ກີບ (ໜຶ່ງລ້ານຫ້າແສນ) – ແມ່ນບໍ?", {"kip": 1_500_000, "said": "1ລ້ານເຄິ່ງ"}),
        ("meeting", "15 ມັງກອນ", "ວັນສຸກ, 15 ມັງກອນ 2027 – ແມ່ນບໍ?", {"day": "2027-01-15", "said": "15 ມັງກອນ"}),
        (
            "work",
            "1/12 – 15/12/2026",
            "ຕັ້ງແຕ່ ວັນອັງຄານ, 1 ທັນວາ 2026 ຫາ ວັນອັງຄານ, 15 ທັນວາ 2026 – ແມ່ນບໍ?",
            {"first": "2026-12-01", "last": "2026-12-15", "said": "1/12 – 15/12/2026"},
        ),
    ],
)
def test_what_was_typed_is_read_back_before_it_is_kept(
    story: Story, plan: PlanId, step: str, typed: str, asked: str, kept: dict[str, Any]
) -> None:
    noy = at(_noy(story), plan, step)
    noy.says(typed)
    assert noy.sees.text.endswith(f"“{typed}”\n{asked}")
    assert value(story, plan, step) == {}
    noy.taps("👍 ແມ່ນ")
    assert value(story, plan, step) == kept
    assert noy.sees.text.startswith("✅ ບັນທຶກຂໍ້")


def test_an_unsure_amount_is_chosen_and_yes_may_be_typed(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "price")
    noy.says("50")
    assert noy.sees.buttons()[:3] == ["50.000 ກີບ", "50.000.000 ກີບ", "50 ກີບ"]
    noy.says("2 ລ້ານ")
    noy.says("ແມ່ນ")
    assert value(story, plan, "price")["kip"] == 2_000_000


def test_quick_numbers_and_amounts_are_kept_by_one_tap(story: Story, plan: PlanId) -> None:
    at(_seng(story), plan, "land").taps("5 hectares")
    assert _seng(story).sees.has("✅ Item 4 is saved: 5 hectares", "Item 5 of 11")
    _seng(story).taps("500,000 kip")
    assert (value(story, plan, "land"), value(story, plan, "price")) == ({"number": "5"}, {"kip": 500_000})


def test_what_is_not_understood_is_said_kindly_and_nothing_is_lost(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "meeting")
    noy.says("ເມື່ອສະບາຍໃຈ")
    assert noy.sees.has("ກອງປະຊຸມ", "“ເມື່ອສະບາຍໃຈ”", "ຍັງບໍ່ເຂົ້າໃຈວັນທີນີ້. ລອງຂຽນແບບນີ້: 15/1/2027")
    noy.taps("ບໍ່ແມ່ນ")
    assert noy.sees.text.startswith("ຂໍ້ 6 ໃນ 11: ກອງປະຊຸມ")
    with story.database.begin() as uow:
        assert [answer.text for answer in uow.answers.history(plan, "meeting")] == ["ເມື່ອສະບາຍໃຈ"]


def test_a_voice_and_a_photo_answer_every_kind_of_step(story: Story, plan: PlanId) -> None:
    for step in KINDS[1:10]:
        at(_noy(story), plan, step["key"]).sends("voice", seconds=12)
        with story.database.begin() as uow:
            found = uow.answers.get(plan, step["key"])
        assert found is not None, step["key"]
        assert [part.kind for part in found.parts] == ["voice"]


def test_a_tapped_value_stands_beside_the_voice_that_is_there(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "price")
    noy.sends("voice", seconds=12)
    at(noy, plan, "price").taps("200.000 ກີບ")
    with story.database.begin() as uow:
        found = uow.answers.get(plan, "price")
    assert found is not None
    assert [(part.kind, part.text) for part in found.parts] == [("text", "200.000 ກີບ"), ("voice", "")]


def test_pieces_of_a_day_in_two_messages_are_read_together(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "meeting")
    story.delivering = False
    noy.says("15 ມັງກອນ")
    noy.says("2028")
    story.delivering = True
    story.deliver()
    noy.taps("👍 ແມ່ນ")
    assert value(story, plan, "meeting")["day"] == "2028-01-15"


# The calendar and the seasons -----------------------------------------------------------------------------------------
def test_a_day_is_chosen_in_the_calendar(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "meeting")
    noy.taps("📅 ປະຕິທິນ")
    noy.taps("▶")
    noy.taps("15")
    assert value(story, plan, "meeting") == {"day": "2026-12-15"}
    assert noy.sees.has("✅ ບັນທຶກຂໍ້ 6 ແລ້ວ: ວັນອັງຄານ, 15 ທັນວາ 2026", "ຂໍ້ 7")


def test_a_stretch_is_chosen_by_its_first_and_last_day(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "work")
    noy.taps("📅 ປະຕິທິນ")
    noy.taps("▶")
    noy.taps("10")
    assert noy.sees.text.endswith("10 ທັນວາ 2026\nເລືອກມື້ສຸດທ້າຍ")
    noy.taps("–")
    assert "ເລືອກຕັ້ງແຕ່ ວັນພະຫັດ, 10 ທັນວາ 2026 ເປັນຕົ້ນໄປ" in noy.sees.text
    noy.taps("▶")
    noy.taps("28")
    assert value(story, plan, "work") == {"first": "2026-12-10", "last": "2027-01-28"}


def test_a_season_is_shown_as_its_days_and_a_part_is_read_back(story: Story, plan: PlanId) -> None:
    noy = at(_noy(story), plan, "work")
    noy.says("ຫຼັງເກັບກ່ຽວເຂົ້າ")
    assert "📅 ຫຼັງເກັບກ່ຽວເຂົ້າ: 1/12/2026 – 28/2/2027" in noy.sees.text
    assert noy.sees.text.endswith("ຕົ້ນ, ກາງ ຫຼື ທ້າຍ? ປີໃດ?")
    noy.taps("ທ້າຍ (1/2028)")
    assert noy.sees.text.endswith("ຕັ້ງແຕ່ ວັນອາທິດ, 30 ມັງກອນ 2028 ຫາ ວັນອັງຄານ, 29 ກຸມພາ 2028 – ແມ່ນບໍ?")
    assert value(story, plan, "work") == {}
    noy.taps("👍 ແມ່ນ")
    kept = {"first": "2028-01-30", "last": "2028-02-29", "season": "after-rice-harvest", "said": "ຫຼັງເກັບກ່ຽວເຂົ້າ"}
    assert value(story, plan, "work") == kept
    assert "ຫຼັງເກັບກ່ຽວເຂົ້າ: 30/1/2028 – 29/2/2028" in at(_seng(story), plan, "work").sees.text


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ກ່ອນບຸນອອກພັນສາ", "📅 before Ok Phansa: 15/9/2027 – 14/10/2027"),
        ("after Lao New Year", "📅 after Lao New Year: 15/4/2027 – 14/5/2027"),
        ("coffee harvest", "📅 coffee harvest: 1/10/2026 – 28/2/2027"),  # in the south, where this group lives
        ("rainy season", "📅 rainy season: 1/5/2027 – 31/10/2027"),
    ],
)
def test_a_season_has_the_days_of_the_groups_region(story: Story, plan: PlanId, typed: str, first: str) -> None:
    seng = at(_seng(story), plan, "work")
    seng.says(typed)
    assert first in seng.sees.text


def test_a_season_at_a_step_for_one_day_becomes_a_day_only_by_yes(story: Story, plan: PlanId) -> None:
    seng = at(_seng(story), plan, "meeting")
    seng.says("after the rice harvest")
    seng.taps("Start (12/2026)")
    assert seng.sees.text.endswith("Tuesday, 1 December 2026 – is that right?")
    assert value(story, plan, "meeting") == {}
    seng.taps("👍 Yes")
    assert value(story, plan, "meeting") == {"day": "2026-12-01", "said": "after the rice harvest"}


def test_a_name_of_two_festivals_asks_which(story: Story, plan: PlanId) -> None:
    seng = at(_seng(story), plan, "meeting")
    seng.says("ບຸນປີໃໝ່")
    assert "📅 Lao New Year: 14/4/2027" in seng.sees.text
    assert "📅 New Year (1 January): 1/1/2027" in seng.sees.text
    seng.taps("14/4/2027")
    seng.taps("👍 Yes")
    assert value(story, plan, "meeting") == {"day": "2027-04-14", "said": "ບຸນປີໃໝ່"}


def test_a_crop_without_known_days_asks_for_the_month(story: Story, plan: PlanId) -> None:
    seng = at(_seng(story), plan, "work")
    seng.taps("📅 A season or festival")
    for _ in range(2):
        seng.taps("▶")
    seng.taps("asparagus harvest")
    assert seng.sees.text.endswith("This comes at other times in each place. Which month is it?")
    seng.taps("February 2027")
    seng.taps("👍 Yes")
    assert value(story, plan, "work")["first"] == "2027-02-01"


# Several writers, forged buttons --------------------------------------------------------------------------------------
def test_a_reading_never_replaces_what_somebody_else_answered_meanwhile_unseen(story: Story, plan: PlanId) -> None:
    noy, seng = at(_noy(story), plan, "price"), at(_seng(story), plan, "price")
    noy.says("500 ພັນ")
    seng.taps("200,000 kip")
    noy.taps("👍 ແມ່ນ")
    assert value(story, plan, "price") == {"kip": 200_000}
    assert "ຄຳຕອບທີ່ມີຢູ່:\n200.000 ກີບ\nSeng ຕອບຂໍ້ນີ້" in noy.sees.text
    noy.taps("👍 ແມ່ນ")
    noy.taps("ເອົາຂອງຂ້ອຍ")
    assert value(story, plan, "price")["kip"] == 500_000
    with story.database.begin() as uow:
        assert "200,000 kip" in {answer.text for answer in uow.answers.history(plan, "price")}


@pytest.mark.parametrize(
    "forged",
    [
        "plan.step!take:{},land;k4567@0",
        "plan.step!take:{},price;kzzzzzzzzzzzz@0",
        "plan.step!take:{},price;n5@0",
        "plan.step!take:{},meeting;d1@0",
        "plan.step!choose:{},crop;pig@0",
        "plan.step!choose:{},land;road@0",
        "plan.step!toggle:{},crop;coffee@0",
        "plan.step!member:{},helpers;999@0",
        "plan.meant!pick:{},price,k4567@0",
        "plan.meant!keep:{},price@0",
        "plan.day!take:{},meeting,24324;x@0",
        "plan.seasons!name:{},work;99@0",
    ],
)
def test_a_forged_tap_keeps_nothing(story: Story, plan: PlanId, forged: str) -> None:
    _noy(story).forges(forged.format(plan))
    assert _noy(story).sees.text
    with story.database.begin() as uow:
        assert uow.answers.of_plan(plan) == {}


def test_a_stranger_answers_nothing(story: Story, plan: PlanId) -> None:
    bo = story.known("Bo", language="en")
    bo.forges(f"plan.step!take:{plan},price;k4567@0")
    assert "Only members of the group can see this" in bo.sees.text
    assert value(story, plan, "price") == {}
