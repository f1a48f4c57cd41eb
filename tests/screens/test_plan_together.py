"""Several people write one plan: pages follow silently, nothing typed is stolen, long texts stay one answer."""

from __future__ import annotations

import pytest

from bot.domain.ids import PlanId
from tests.screens.test_plan_step import begun, said, stands
from tests.story import Someone, Story


def at(someone: Someone, plan: PlanId, step: str) -> None:
    someone.forges(f"plan.step:{plan},{step}")


def ids(someone: Someone) -> list[int]:
    return sorted(someone.phone)


# Pages follow ---------------------------------------------------------------------------------------------------------
def test_the_page_of_whoever_is_at_the_same_step_follows_by_a_silent_edit(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    begun(story, noy, seng)
    before = ids(noy)
    story.wait(minutes=29)
    seng.says("the price is low")
    assert ids(noy) == before  # no new message, so no sound
    assert noy.sees.text == (
        "ຂໍ້ 2 ໃນ 11: ບັນຫາ ຫຼື ໂອກາດ\nດຽວນີ້ພວກເຮົາພົບບັນຫາຫຍັງ ຫຼື ເຫັນໂອກາດຫຍັງ?\nthe price is low\n"
        "👥 Seng ຕອບແລ້ວ, 23/11/2026\nເອົາຕາມນີ້ບໍ? ຢາກຕື່ມ ໃຫ້ຂຽນ"
    )
    assert "👍 ເອົາຕາມນີ້, ໄປຂໍ້ 3 ▶" in noy.sees.buttons()


@pytest.mark.parametrize("shut", ["frozen", "locked out", "taken out"])
def test_a_phone_that_is_shut_meanwhile_is_shown_nothing_more(story: Story, shut: str) -> None:
    """Whoever holds it learns nothing by waiting."""
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    begun(story, noy, seng)
    with story.database.begin() as uow:
        if shut == "frozen":
            uow.people.change(noy.me, frozen=True)
        elif shut == "locked out":
            for account in uow.people.leave(noy.me):
                uow.people.lock(account, now=story.now)
        else:
            (place,) = uow.groups.of_person(noy.me)
            uow.groups.leave(place.group, noy.me)
    before = {number: bubble.text for number, bubble in noy.phone.items()}
    seng.says("the price is low")
    assert {number: bubble.text for number, bubble in noy.phone.items()} == before


def test_what_she_was_typing_meanwhile_replaces_nothing(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    seng.says("the price is low")
    noy.says("ໜໍ່ໄມ້ຫ່ຽວ")  # begun before the page changed in front of her
    assert noy.sees.has("Seng ກໍຫາກໍ່ຕອບຂໍ້ນີ້. ຈະເອົາຄຳຕອບໃດ?")
    assert said(story, plan) == "the price is low"
    noy.taps("ເອົາທັງສອງ")
    assert said(story, plan) == "the price is low\nໜໍ່ໄມ້ຫ່ຽວ"


def test_her_buttons_work_on_what_she_sees_after_the_edit(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    seng.says("the price is low")
    noy.taps("🗑 ລຶບຄຳຕອບ")
    assert said(story, plan) == ""
    noy.looks("ເອົາຄືນ")
    assert "ເອົາຄືນ" in noy.sees.buttons()


def test_a_page_that_was_left_does_not_come_back(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    at(noy, plan, "learned")
    seng.says("the price is low")
    assert noy.sees.text.startswith("ຂໍ້ 3 ໃນ 11")
    noy.says("/menu")
    shown = noy.sees.text
    at(seng, plan, "learned")
    seng.says("we saw it")
    assert noy.sees.text == shown


def test_a_page_that_was_not_used_for_half_an_hour_rests(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    begun(story, noy, seng)
    story.wait(minutes=31)
    seng.says("the price is low")
    assert "the price is low" not in noy.sees.text


def test_who_was_taken_out_of_the_group_sees_nothing_new(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        uow.groups.leave(found.group, noy.me)
    seng.says("the price is low")
    assert "the price is low" not in noy.sees.text


def test_the_overview_and_the_table_follow_too(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.forges(f"plan.overview:{plan}")
    seng.says("the price is low")
    assert "ຕອບແລ້ວ 1 ໃນ 11 ຂໍ້" in noy.sees.text
    for someone in (noy, seng):
        someone.forges(f"plan.actions:{plan}")
    seng.says("Dig holes")
    assert "▫️ 1. Dig holes" in noy.sees.buttons()
    seng.taps("Myself")
    seng.taps("Next week")
    seng.taps("No money")
    assert "✅ 1. Dig holes" in noy.sees.buttons()


def test_a_refused_answer_moves_nobodys_page(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    for someone in (noy, seng):
        someone.forges(f"plan.actions:{plan}")
    lines = len(story.transcript)
    seng.says("x" * 501)
    assert [line for line in story.transcript[lines:] if line.startswith("bot > ນ້ອຍ")] == []


# A text that Telegram cuts --------------------------------------------------------------------------------------------
def test_a_text_of_more_than_one_message_is_one_answer_though_the_next_page_was_quicker(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("a" * 4096)
    assert noy.sees.text.startswith("✅ Item 2 is saved")
    story.wait(seconds=20)  # a slow network: the next page is on the phone already
    noy.says("b" * 3900)
    story.wait(seconds=20)
    noy.says("the end")
    assert said(story, plan) == "\n".join(["a" * 4096, "b" * 3900, "the end"])
    assert said(story, plan, "learned") == ""
    assert noy.sees.has("✅ Added to item 2", "Item 3 of 11")


def test_after_a_while_or_after_a_short_text_the_next_one_answers_the_next_item(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("a" * 4000)
    story.wait(seconds=61)
    noy.says("we saw asparagus")
    noy.says("cut at dawn")
    assert said(story, plan) == "a" * 4000
    assert (said(story, plan, "learned"), said(story, plan, "idea")) == ("we saw asparagus", "cut at dawn")


def test_help_in_the_middle_of_it_returns_to_the_same_step(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    at(noy, plan, "learned")
    noy.says("/help")
    noy.taps("◀ Back")
    assert noy.sees.text.startswith("Item 3 of 11")
    noy.says("/help")
    noy.says("we saw asparagus")
    assert said(story, plan, "learned") == "we saw asparagus"


@pytest.mark.parametrize("kind", ["photo", "voice"])
def test_a_picture_or_voice_after_a_long_text_is_no_piece_that_telegram_cut(story: Story, kind: str) -> None:
    """Telegram cuts texts alone: whoever looks for a photo for half a minute has read the next item."""
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("a" * 4000)
    noy.sends(kind, seconds=3, after=30)
    assert said(story, plan) == "a" * 4000
    found = stands(story, plan, "learned")
    assert found is not None
    assert [part.kind for part in found.parts] == [kind]
