"""An answer belongs to the page that its writer can have had in view; what went elsewhere goes there by one tap."""

from __future__ import annotations

import pytest

from bot.domain.ids import PlanId
from bot.store.outbox import Lane
from tests.screens.test_plan_step import begun, said, stands
from tests.story import Someone, Story


def both(story: Story, plan: PlanId) -> tuple[str, str]:
    """What stands at the second and at the third item."""
    return said(story, plan), said(story, plan, "learned")


# Sooner than anybody reads and writes ---------------------------------------------------------------------------------
def test_words_that_come_four_seconds_after_the_others_belong_to_them(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    noy.says("in the dry season", after=4)
    assert both(story, plan) == ("our problem is water\nin the dry season", "")
    assert noy.sees.has("✅ Added to item 2", "Item 3 of 11")


def test_the_same_in_lao_and_a_third_piece_too(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.says("ພວກເຮົາຂາດນ້ຳ")
    noy.says("ໃນລະດູແລ້ງ", after=4)
    noy.says("ທຸກໆປີ", after=3)
    assert both(story, plan) == ("ພວກເຮົາຂາດນ້ຳ\nໃນລະດູແລ້ງ\nທຸກໆປີ", "")


def test_a_voice_that_was_begun_before_the_next_item_was_there_belongs_to_the_one_before(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    story.wait(seconds=20)
    noy.sends("voice", seconds=75, after=-75)
    found = stands(story, plan)
    assert found is not None
    assert [part.kind for part in found.parts] == ["text", "voice"]
    assert stands(story, plan, "learned") is None


@pytest.mark.parametrize(("words", "seconds"), [("12", 4), ("we saw asparagus", 8), ("x" * 900, 9)])
def test_who_had_the_time_to_read_the_next_item_answers_that_one(story: Story, words: str, seconds: int) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    noy.says(words, after=seconds)
    assert both(story, plan) == ("our problem is water", words)


def test_whole_seconds_of_telegram_make_nobody_quicker_than_she_was(story: Story) -> None:
    """0.1 and 2.8 are 0 and 2 as Telegram tells them: 2.7 seconds are enough to read an item and to write "7"."""
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    story.wait(seconds=20)
    story.now = story.now.replace(microsecond=100_000)
    noy.says("our problem is water", after=0, sent=story.now.replace(microsecond=0))
    story.wait(seconds=2.7)
    noy.says("7", after=0, sent=story.now.replace(microsecond=0))
    assert both(story, plan) == ("our problem is water", "7")


def test_who_has_the_answers_ready_and_sends_one_after_the_other_is_believed(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water", after=1)
    noy.says("we saw a pump", after=1)
    noy.says("we build one", after=1)
    assert both(story, plan) == ("our problem is water", "we saw a pump")
    assert said(story, plan, "idea") == "we build one"


def test_after_the_last_item_a_piece_still_finds_its_answer(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.forges(f"plan.step:{plan},lasting")
    noy.says("we keep half of it")
    noy.says("every year", after=3)
    assert said(story, plan, "lasting") == "we keep half of it\nevery year"


# A tap ends what goes on ----------------------------------------------------------------------------------------------
def test_after_a_long_text_an_answer_to_a_page_opened_by_hand_is_its_own(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("a" * 4000)
    noy.taps("Skip")
    noy.says("cut at dawn", after=5)
    assert said(story, plan) == "a" * 4000
    assert said(story, plan, "idea") == "cut at dawn"


@pytest.mark.parametrize("way", ["Why is this asked?", "See an example"])
def test_who_taps_has_seen_the_page_and_answers_it_however_quickly(story: Story, way: str) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    noy.taps(way)
    noy.says("we saw a pump", after=3)
    assert both(story, plan) == ("our problem is water", "we saw a pump")


def test_a_command_ends_it_too(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    noy.says("/help", after=1)
    noy.taps("◀ Back")
    noy.says("we saw a pump", after=3)
    assert both(story, plan) == ("our problem is water", "we saw a pump")


def test_the_photos_of_an_album_stay_one_answer_whatever_was_tapped(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.sends(album="a")
    noy.taps("Skip")
    noy.sends(album="a")
    found = stands(story, plan)
    assert found is not None
    assert len(found.parts) == 2


def test_an_answer_that_came_with_the_tap_belongs_to_the_page_before(story: Story) -> None:
    """Both waited on the phone for a signal: the page that the tap opened was in nobody's view."""
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    sent = story.now
    story.wait(seconds=30)
    noy.taps("◀ Item before")
    noy.says("we saw a pump", after=0, at=sent)
    assert both(story, plan) == ("our problem is water", "we saw a pump")


# What was sent twice counts as one ------------------------------------------------------------------------------------
def dies(story: Story, noy: Someone) -> None:
    """The page arrives, and the process dies before it can write that down."""
    with story.database.begin() as uow:
        assert uow.outbox.due(now=story.now, limit=1)
        uow.attempts.recover()
    story.next_message()  # the number of the first copy
    story.delivering = True


@pytest.mark.parametrize("delivered", [True, False])
def test_an_answer_to_the_first_copy_of_a_page_that_is_sent_twice_is_one_to_that_page(
    story: Story, delivered: bool
) -> None:
    """Whether the second copy is on the phone by then or still waits."""
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    story.delivering = False
    noy.says("our problem is water")
    dies(story, noy)
    number = story.next_message()
    story.wait(seconds=20)
    if delivered:
        story.deliver()
    noy.says("we saw a pump", after=0, message=number)
    assert both(story, plan) == ("our problem is water", "we saw a pump")


def test_a_piece_that_came_with_the_death_of_the_process_is_still_a_piece(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    story.wait(seconds=20)
    story.delivering = False
    noy.says("our problem is water")
    dies(story, noy)
    number = story.next_message()
    sent = story.now.replace(microsecond=0)
    story.wait(seconds=60)  # it takes a minute until the process is there again, and reads what was sent long ago
    noy.says("in the dry season", after=0, message=number, sent=sent)
    assert both(story, plan) == ("our problem is water\nin the dry season", "")


def test_a_page_that_another_process_left_on_its_way_counts_too(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    story.delivering = False
    noy.says("our problem is water")
    number = story.next_message() + 1
    story.next_message()
    story.wait(seconds=20)
    noy.says("we saw a pump", message=number)
    assert both(story, plan) == ("our problem is water", "we saw a pump")
    with story.database.begin() as uow:
        assert {row.lane for row in uow.outbox.due(now=story.now, limit=9)} == {Lane.REPLY}


def test_words_that_were_sent_twice_are_there_once(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    story.delivering = False
    for _ in range(3):
        noy.says("our problem is water")
    assert both(story, plan) == ("our problem is water", "")


# It belongs to the other item -----------------------------------------------------------------------------------------
def test_one_tap_takes_a_piece_to_the_item_where_it_belongs_and_another_one_back(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    noy.says("a pump helped them", after=4)
    assert noy.sees.rows[0][0]["label"] == "↪️ It belongs to item 3"
    noy.taps("↪️ It belongs to item 3")
    assert both(story, plan) == ("our problem is water", "a pump helped them")
    assert noy.sees.has("✅ It is in item 3 now: What we learned", "Item 3 of 11")
    noy.taps("↪️ It belongs to item 2")
    assert both(story, plan) == ("our problem is water\na pump helped them", "")


def test_two_taps_move_it_once(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("our problem is water")
    noy.says("a pump helped them", after=4)
    bubble, button = noy.bubble("↪️ It belongs to item 3")
    for _ in range(2):
        noy.forges(button["data"], bubble.id)
        assert both(story, plan) == ("our problem is water", "a pump helped them")
        assert "Item 3 of 11" in noy.sees.text


def test_what_was_taken_for_an_answer_to_the_next_item_goes_back_to_the_one_before(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.says("ພວກເຮົາຂາດນ້ຳ")
    noy.says("ໃນລະດູແລ້ງ", after=12)
    assert both(story, plan) == ("ພວກເຮົາຂາດນ້ຳ", "ໃນລະດູແລ້ງ")
    noy.taps("↪️ ແມ່ນຂອງຂໍ້ 2")
    assert both(story, plan) == ("ພວກເຮົາຂາດນ້ຳ\nໃນລະດູແລ້ງ", "")
    assert "ຂໍ້ 3 ໃນ 11" in noy.sees.text


def test_after_a_tap_or_a_minute_nothing_is_in_doubt(story: Story) -> None:
    noy = story.known("Noy", language="en")
    begun(story, noy)
    noy.says("our problem is water")
    noy.taps("Why is this asked?")
    noy.says("a pump helped them")
    assert not any("It belongs" in label for label in noy.sees.buttons())
    noy.says("we build one", after=61)
    assert not any("It belongs" in label for label in noy.sees.buttons())


def test_nobody_moves_what_another_wrote_and_a_sent_plan_stays(story: Story) -> None:
    noy, seng, bo = story.known("Noy", language="en"), story.known("Seng", language="en"), story.known("Bo")
    plan = begun(story, noy, seng)
    noy.says("our problem is water")
    for someone in (seng, bo):
        someone.forges(f"plan.move!go:{plan},problem,learned,1")
    for forged in ("2", "0", "999999999999999999999", "x", ""):
        noy.forges(f"plan.move!go:{plan},problem,learned,{forged}")
    noy.forges(f"plan.move!go:{plan},problem,nowhere,1")
    noy.forges(f"plan.move!go:{plan},problem,problem,1")
    assert both(story, plan) == ("our problem is water", "")
    with story.database.begin() as uow:
        uow.plans.change(plan, now=story.now, state="submitted")
    noy.forges(f"plan.move!go:{plan},problem,learned,1")
    assert both(story, plan) == ("our problem is water", "")


def test_what_replaced_an_answer_and_is_moved_lets_that_one_stand_again(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.forges(f"plan.step:{plan},learned")
    noy.says("cut at dawn")
    noy.forges(f"plan.step:{plan},problem")
    noy.says("our problem is water")
    noy.says("in the dry season", after=20)
    assert both(story, plan) == ("our problem is water", "in the dry season")
    noy.taps("↪️ It belongs to item 2")
    assert both(story, plan) == ("our problem is water\nin the dry season", "cut at dawn")
