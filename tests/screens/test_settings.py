"""What somebody set and said about themselves can be changed any day; the hour of reminders only by the leader."""

from bot.content import pieces
from tests.screens.test_aloud import spoken
from tests.story import LIBRARY, Story

CARD = next(pieces.of_library(LIBRARY))


def test_reading_aloud_and_saving_data_are_switched_and_back(story: Story) -> None:
    spoken(story, CARD)
    noy = story.known("Noy", language="en")
    noy.says("⚙️ Settings")
    noy.taps("🔊 Read to me")
    assert "🔊 Texts are read to you" in noy.sees.text
    noy.taps("Save internet data")
    assert "🔊 Texts are read to you" in noy.sees.text
    assert "can be heard\nOnly text comes by itself" in noy.sees.text
    noy.taps("I read myself")
    noy.taps("Send me pictures and voice")
    assert "You read yourself\n🔊 1 of " in noy.sees.text
    assert "can be heard\n📷 Pictures and voice come by themselves" in noy.sees.text


def test_a_double_tap_has_the_effect_of_one(story: Story) -> None:
    spoken(story, CARD)
    noy = story.known("Noy", language="en")
    noy.says("/settings")
    bubble, button = noy.bubble("Read to me")
    noy.forges(button["data"], bubble.id)
    noy.forges(button["data"], bubble.id)
    assert "🔊 Texts are read to you" in noy.sees.text


def test_answers_about_oneself_are_changed_one_by_one(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/settings")
    noy.taps("About me")
    noy.taps("Woman or man")
    noy.taps("Woman")
    assert noy.sees.buttons()[1:4] == ["Woman or man: Woman", "18–35 years: Not said", "Ethnic group: Not said"]
    noy.taps("Ethnic group")
    noy.says("ອາລັກ")
    assert "Ethnic group: Alak" in noy.sees.buttons()


def test_a_new_name_is_kept_as_it_is_written(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/settings")
    noy.taps("About me")
    noy.taps("Change the name")
    noy.sends("photo")
    assert "Please write this, or choose it with a button" in noy.sees.text
    noy.says("ນາງ ນ້ອຍ")
    assert "Your name here is ນາງ ນ້ອຍ now" in noy.sees.text


def test_the_leader_sets_the_hour_of_reminders_by_tap_or_in_lao_digits(story: Story) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    noy.says("/settings")
    noy.taps("Reminders of the group")
    noy.taps("Hour of reminders")
    noy.taps("18:00")
    assert noy.sees.text.endswith("\nReminders of ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ come at 18:00\nWhat do you want to change?")
    noy.taps("Hour of reminders")
    noy.says("at noon")
    assert noy.sees.text.startswith("This hour is not understood yet. Write a number from 6 to 20, for example 8")
    noy.says("23")
    assert noy.sees.text.startswith("This hour is not understood yet")
    noy.says("໗")
    assert "⏰ Reminders of ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ come at 7:00" in noy.sees.text


def test_a_member_who_does_not_lead_cannot_set_the_hour(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    group = story.group(noy, seng)
    seng.says("/settings")
    assert not any("Hour" in label for label in seng.sees.buttons())
    refusal = "Only the group leader can do this. You can ask the leader"
    assert seng.forges(f"settings.hour!choose:{group};20").toast == refusal
    with story.database.begin() as uow:
        found = uow.groups.get(group)
    assert found is not None
    assert found.hour == 8
