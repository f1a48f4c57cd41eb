"""Nothing that stood at an item is lost to what comes next: it is said, kept, told to who wrote it, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.ids import ActionId, PlanId
from bot.domain.plans import Action
from tests import forms
from tests.forms import KINDS
from tests.screens.test_plan_step import begun, said, stands
from tests.story import Someone, Story

pytestmark = pytest.mark.slow


def at(someone: Someone, plan: PlanId, step: str = "problem") -> Someone:
    someone.forges(f"plan.step:{plan},{step}")
    return someone


# One's own ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["text", "photo", "voice", "document", "video"])
def test_whatever_replaces_ones_own_answer_says_so_and_one_tap_brings_it_back(story: Story, kind: str) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    at(noy, plan)
    noy.says("no water") if kind == "text" else noy.sends(kind, seconds=3)
    assert "It replaces “our problem is water” by Noy, which is kept" in noy.sees.text
    assert said(story, plan) == ("no water" if kind == "text" else "")
    noy.taps("Bring back: our problem")
    assert said(story, plan) == "our problem is water"
    assert noy.sees.has("✅ This stands in item 2 again: our problem is water", "Item 2 of 11")
    noy.looks("Bring back:")
    assert "Bring back:" in " ".join(noy.sees.buttons())  # and what replaced it


def test_a_photo_that_is_replaced_comes_back_too_in_lao(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.sends("photo")
    at(noy, plan).says("ພວກເຮົາຂາດນ້ຳ")
    assert "ແທນ “📷 ຮູບ” ຂອງ ນ້ອຍ. ອັນເກົ່າກໍເກັບໄວ້" in noy.sees.text
    noy.taps("ເອົາຄືນ: 📷 ຮູບ")
    found = stands(story, plan)
    assert found is not None
    assert [part.kind for part in found.parts] == ["photo"]


def test_it_comes_back_for_a_week_from_the_page_of_the_item(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    at(noy, plan).says("no water")
    story.wait(days=6, hours=23)
    at(noy, plan).looks("Bring back: our problem")
    bubble, button = noy.bubble("Bring back: our problem")
    story.wait(hours=2)
    assert not any("Bring back" in label for label in at(noy, plan).sees.buttons())
    noy.forges(button["data"], bubble.id)
    assert said(story, plan) == "no water"


def test_two_taps_bring_it_back_once(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    at(noy, plan).says("no water")
    bubble, button = noy.bubble("Bring back")
    for _ in range(2):
        noy.forges(button["data"], bubble.id)
    found = stands(story, plan)
    assert found is not None
    assert (found.text, found.revision) == ("our problem is water", 3)


def test_what_was_only_added_to_replaces_nothing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    for _ in range(4):
        noy.sends(album="a")
    assert not any("Bring back" in label for label in at(noy, plan).sees.buttons())


# Another's ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["text", "photo", "voice"])
def test_who_answers_where_anothers_answer_stands_is_asked_which(story: Story, kind: str) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    story.wait(days=1)
    at(seng, plan)  # he sees hers
    seng.says("the price is low") if kind == "text" else seng.sends(kind, seconds=3)
    assert seng.sees.has("ນ້ອຍ has answered this item before. Keep which?")
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວ"


def test_the_other_is_told_and_brings_hers_back_and_then_he_his(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    story.wait(days=1)
    at(seng, plan).says("the price is low")
    seng.taps("Keep mine")
    assert said(story, plan) == "the price is low"
    assert "It replaces “ໜໍ່ໄມ້ຫ່ຽວ” by ນ້ອຍ, which is kept" in seng.sees.text
    assert noy.sees.has("2. ບັນຫາ ຫຼື ໂອກາດ", "Seng ຕອບຂໍ້ນີ້ໃໝ່", "ຂອງທ່ານຍັງເກັບໄວ້: “ໜໍ່ໄມ້ຫ່ຽວ”")
    noy.taps("ເອົາຄືນ: ໜໍ່ໄມ້ຫ່ຽວ")
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວ"
    assert "ນ້ອຍ has answered this item anew" in seng.sees.text
    seng.taps("Bring back: the price")
    assert said(story, plan) == "the price is low"


def test_both_stand_and_the_other_is_told_without_a_loss(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    at(seng, plan).says("the price is low")
    seng.taps("Keep both")
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວ\nthe price is low"
    assert noy.sees.text == "2. ບັນຫາ ຫຼື ໂອກາດ\nSeng ຕື່ມໃສ່ຄຳຕອບຂອງທ່ານ"


def test_nobody_is_told_of_what_was_left_as_it_is(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    at(seng, plan).says("the price is low")
    before = len(noy.phone)
    seng.taps("Keep that of ນ້ອຍ")
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວ"
    assert len(noy.phone) == before


def test_whose_answer_was_emptied_is_told_and_brings_it_back(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")
    at(seng, plan).taps("🗑 Empty it")
    assert "Seng ລຶບຄຳຕອບຂໍ້ນີ້" in noy.sees.text
    noy.taps("ເອົາຄືນ: ໜໍ່ໄມ້ຫ່ຽວ")
    assert said(story, plan) == "ໜໍ່ໄມ້ຫ່ຽວ"


def test_a_stranger_or_a_forged_number_brings_nothing_back(story: Story) -> None:
    noy, seng, bo = story.known("Noy", language="en"), story.known("Seng", language="en"), story.known("Bo")
    plan = begun(story, noy, seng)
    noy.says("first")
    at(noy, plan).says("second")
    bo.forges(f"plan.earlier!bring:{plan},problem,1")
    for forged in ("2", "3", "0", "-1", "x", "999999999999999999999"):
        seng.forges(f"plan.earlier!bring:{plan},problem,{forged}")
    seng.forges(f"plan.earlier!bring:{plan},nowhere,1")
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, state="submitted")
    noy.forges(f"plan.earlier!bring:{plan},problem,1")
    assert said(story, plan) == "second"


# Every kind of answer -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("step", "mine", "hers"), [("crop", "Asparagus", "Coffee"), ("land", "1 hectare", "5 hect")])
def test_a_value_that_another_tapped_is_asked_about_and_comes_back(
    story: Story, tmp_path: Path, step: str, mine: str, hers: str
) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = forms.begun(story, forms.library(tmp_path, (KINDS, 2)), noy, seng)
    at(noy, plan, step).taps(mine)
    before = said(story, plan, step)
    at(seng, plan, step).taps(hers)
    assert said(story, plan, step) == before
    assert "Keep which?" in seng.sees.text
    seng.taps("Keep mine")
    assert said(story, plan, step) != before
    assert "Seng has answered this item anew" in noy.sees.text
    noy.taps("Bring back")
    assert said(story, plan, step) == before


@pytest.mark.parametrize(
    ("step", "first", "second"), [("price", "500000", "700000"), ("meeting", "15/1/2027", "1/2/27")]
)
def test_a_value_that_was_read_back_says_what_it_replaces(
    story: Story, tmp_path: Path, step: str, first: str, second: str
) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = forms.begun(story, forms.library(tmp_path, (KINDS, 2)), noy, seng)
    for words in (first, second):
        at(noy, plan, step).says(words)
        noy.taps("👍 Yes")
    assert "It replaces" in noy.sees.text
    noy.taps("Bring back")
    before = said(story, plan, step)
    at(seng, plan, step).says(second)
    seng.taps("👍 Yes")
    assert "Keep which?" in seng.sees.text
    assert said(story, plan, step) == before
    seng.taps("Keep mine")
    assert said(story, plan, step) != before


def test_who_taps_into_a_set_of_another_keeps_hers_and_she_is_told_once(story: Story, tmp_path: Path) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = forms.begun(story, forms.library(tmp_path, (KINDS, 2)), noy, seng)
    at(noy, plan, "needs").taps("Road")
    at(seng, plan, "needs").taps("Water")
    seng.taps("Road")
    told = [bubble for bubble in noy.phone.values() if "Seng has answered this item anew" in bubble.text]
    assert len(told) == 1
    noy.taps("Bring back: Road")
    assert said(story, plan, "needs") == "Road"


# Lines of the table ---------------------------------------------------------------------------------------------------
def test_a_value_of_a_line_that_is_replaced_is_said_told_and_comes_back(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.forges(f"plan.actions:{plan}")
    noy.says("ຂຸດຂຸມ")
    with story.database.begin() as uow:
        [line] = uow.actions.of_plan(plan)
    noy.forges(f"plan.field:{line.id},cost")
    noy.says("500000")
    noy.taps("👍 ແມ່ນ")
    seng.forges(f"plan.field:{line.id},cost")
    seng.says("700000")
    seng.taps("👍 Yes")
    assert "Keep both" not in seng.sees.buttons()
    seng.taps("Keep mine")
    assert "It replaces “500,000 kip” by ນ້ອຍ, which is kept" in seng.sees.text
    assert noy.sees.has("ຂຸດຂຸມ", "Seng ປ່ຽນອັນນີ້: 💰 ຕ້ອງໃຊ້ເງິນ", "ຂອງທ່ານຍັງເກັບໄວ້: “500.000 ກີບ”")
    bubble, button = noy.bubble("ເອົາຄືນ: 500.000 ກີບ")
    for _ in range(2):
        noy.forges(button["data"], bubble.id)
        with story.database.begin() as uow:
            assert uow.actions.of_plan(plan)[0].cost == 500_000
    assert "ນ້ອຍ has changed this: 💰 Cost" in seng.sees.text
    seng.forges(f"plan.action:{line.id}")
    seng.taps("Bring back: 700,000 kip")
    with story.database.begin() as uow:
        assert uow.actions.of_plan(plan)[0].cost == 700_000


def lines_of(story: Story, plan: PlanId) -> list[Action]:
    with story.database.begin() as uow:
        return uow.actions.of_plan(plan)


def of_noy(story: Story, code: str = "en") -> tuple[Someone, Someone, PlanId, int]:
    """A line that Noy wrote, with what she wrote into each field; Seng has it open."""
    noy, seng = story.known("ນ້ອຍ", language="en"), story.known("Seng", language=code)
    plan = begun(story, noy, seng)
    noy.forges(f"plan.actions:{plan}")
    noy.says("ຂຸດຂຸມ")
    (line,) = lines_of(story, plan)
    for field, words in HERS.items():
        noy.forges(f"plan.field:{line.id},{field}")
        noy.says(words)
        if field in ("start", "due", "cost", "own"):
            noy.taps("👍 Yes")
    return noy, seng, plan, line.id


HERS = {"who": "ປ້າບົວ", "start": "2/1/2027", "due": "15/1/2027", "cost": "500000", "own": "200000", "sign": "ຮູບ"}
HIS = {"what": "ຂົນນ້ຳ", "who": "Kham", "start": "3/1/2027", "due": "20/1/2027", "cost": "700000", "own": "100000"}
HIS |= {"sign": "a list"}
WORDS = {  # keep mine, hers, both; yes
    "en": ("Keep mine", "Keep that of ນ້ອຍ", "Keep both", "👍 Yes"),
    "lo": ("ເອົາຂອງຂ້ອຍ", "ເອົາຂອງ ນ້ອຍ", "ເອົາທັງສອງ", "👍 ແມ່ນ"),
}


@pytest.mark.parametrize("code", list(WORDS))
@pytest.mark.parametrize("field", list(HIS))
@pytest.mark.parametrize("typed", [True, False])
def test_anothers_value_of_a_line_is_asked_about_before_it_is_replaced(
    story: Story, code: str, field: str, typed: bool
) -> None:
    """By tap and by text: theirs leaves it, mine replaces it once, and hers comes back."""
    noy, seng, plan, line = of_noy(story, code)
    mine, theirs, both, yes = WORDS[code]

    def value() -> object:
        return getattr(lines_of(story, plan)[0], field)

    def writes() -> None:
        seng.forges(f"plan.field:{line},{field}")
        seng.says(HIS[field])
        if field in ("start", "due", "cost", "own"):
            seng.taps(yes)

    hers = value()
    writes()
    assert value() == hers
    assert (both in seng.sees.buttons()) is (field in ("what", "who", "sign"))
    _ = seng.says(theirs) if typed else seng.taps(theirs)
    assert value() == hers
    before = len(noy.phone)
    writes()
    if typed:
        seng.says(mine)
    else:
        bubble, button = seng.bubble(mine)
        for _ in range(2):
            seng.forges(button["data"], bubble.id)
    assert value() != hers
    assert len(noy.phone) == before + 1
    assert "Seng has changed this" in noy.sees.text
    story.wait(days=6, hours=23)
    noy.taps("Bring back")
    assert value() == hers


@pytest.mark.parametrize(("field", "stands"), [("what", "ຂຸດຂຸມ, ຂົນນ້ຳ"), ("who", "ປ້າບົວ, Kham"), ("sign", "ຮູບ, a list")])
def test_both_words_of_a_line_stand_once_and_hers_come_back(story: Story, field: str, stands: str) -> None:
    noy, seng, plan, line = of_noy(story)
    hers = getattr(lines_of(story, plan)[0], field)
    seng.forges(f"plan.field:{line},{field}")
    seng.says(HIS[field])
    bubble, button = seng.bubble("Keep both")
    for _ in range(2):
        seng.forges(button["data"], bubble.id)
    assert getattr(lines_of(story, plan)[0], field) == stands
    noy.taps("Bring back")
    assert getattr(lines_of(story, plan)[0], field) == hers


def test_a_tapped_name_and_a_tapped_sum_of_another_are_asked_about_too(story: Story) -> None:
    noy, seng, plan, line = of_noy(story)
    seng.forges(f"plan.field:{line},who")
    seng.taps("👥 Myself")
    assert lines_of(story, plan)[0].who == "ປ້າບົວ"
    seng.taps("Keep mine")
    assert lines_of(story, plan)[0].owner == seng.me
    seng.forges(f"plan.field:{line},cost")
    seng.taps("1,000,000 kip")
    assert lines_of(story, plan)[0].cost == 500_000
    seng.says("800000")  # another answer takes the place of the one that waits
    seng.taps("👍 Yes")
    seng.taps("Keep mine")
    assert lines_of(story, plan)[0].cost == 800_000
    assert "Seng has changed this" in noy.sees.text


def test_what_waits_is_not_lost_when_nobody_chooses_and_no_other_chooses_it(story: Story) -> None:
    noy, seng, plan, line = of_noy(story)
    bo = story.known("Bo")
    seng.forges(f"plan.field:{line},what")
    seng.says("ຂົນນ້ຳ")
    with story.database.begin() as uow:
        waits = uow.line_values.of(ActionId(line))[-1].id
    for who in (noy, bo):
        for choice in ("mine", "both", "theirs", "x"):
            who.forges(f"plan.which!choose:{waits};{choice}")
    for forged in ("0", "99", "x", "999999999999999999999"):
        seng.forges(f"plan.which!choose:{forged};mine")
    assert lines_of(story, plan)[0].what == "ຂຸດຂຸມ"
    seng.forges(f"plan.action:{line}")
    seng.taps("Bring back: ຂົນນ້ຳ")
    assert lines_of(story, plan)[0].what == "ຂົນນ້ຳ"


def test_words_of_a_line_that_are_typed_anew_come_back_with_one_tap(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.forges(f"plan.actions:{plan}")
    noy.says("Dig holes")
    with story.database.begin() as uow:
        [line] = uow.actions.of_plan(plan)
    noy.forges(f"plan.field:{line.id},what")
    noy.says("Dig many holes")
    assert "It replaces “Dig holes” by Noy, which is kept" in noy.sees.text
    noy.taps("Bring back: Dig holes")
    assert noy.sees.has("✅ This stands here again: Dig holes")
    with story.database.begin() as uow:
        assert uow.actions.of_plan(plan)[0].what == "Dig holes"
    bo = story.known("Bo")
    bo.forges("plan.line!bring:2")
    for forged in ("0", "99", "x", "999999999999999999999"):
        noy.forges(f"plan.line!bring:{forged}")
    with story.database.begin() as uow:
        assert uow.actions.of_plan(plan)[0].what == "Dig holes"
