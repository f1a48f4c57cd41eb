"""The set-up in the chat is obeyed in the next turn, whatever it is, and everything says which value holds and why."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.domain.agreements import Needed
from bot.domain.people import Role
from bot.domain.setup import ITEMS
from tests.story import Someone, Story

OFFICE = (Role.STAFF, Role.ADMIN)


def set_to(mali: Someone, item: str, words: str) -> None:
    mali.says("/setup")
    mali.forges(f"setup.item:{item}")
    mali.says(words)


def test_every_item_is_obeyed_after_it_was_set(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=OFFICE)
    given = {
        "name_lo": "ໂຄງການ",
        "name_en": "Bamboo for all",
        "welcome_lo": "ສະບາຍດີ",
        "welcome_en": "Come in",
        "contact": "Mali 020",
        "timezone": "Asia/Tokyo",
        "quiet": "21:30-06:15",
        "morning": "7.15",
        "evening": "18:45",
        "agreement": "All members",
        "ask_second_above": "7",
        "media_person": "11",
        "media_plan": "12",
        "decision_minutes": "13",
        "return_days": "14",
    }
    assert set(given) == set(ITEMS)
    for item, words in given.items():
        set_to(mali, item, words)
    mali.says("/setup")
    assert "Name of the programme in English: Bamboo for all" in mali.sees.text
    stranger = story.somebody("New")
    stranger.says("/start")
    assert "Bamboo for all\nCome in" in stranger.sees.text
    assert "ໂຄງການ\nສະບາຍດີ" in stranger.sees.text
    held = story.runner.programme
    assert (held.contact, held.zone, held.agreement) == ("Mali 020", "Asia/Tokyo", Needed.ALL)
    assert (held.ask_second_above, held.room.person, held.room.plan) == (7, 11, 12)
    assert (held.rules.waits, held.rules.days) == (timedelta(minutes=13), 14)
    assert held.library.reminders.quiet(time(22)) is True
    assert held.library.reminders.quiet(time(21)) is False
    assert (held.library.reminders.at, held.library.reminders.later) == (time(7, 15), time(18, 45))
    assert story.runner.languages.zone.key == "Asia/Tokyo"


@pytest.mark.parametrize("language", ["en", "lo"])
def test_the_page_says_which_value_holds_and_why(story: Story, language: str) -> None:
    mali = story.known("Mali", language=language, roles=OFFICE)
    mali.says("/setup")
    mali.forges("setup.item:media_plan")
    assert "PHAEN_MEDIA_PLAN" in mali.sees.text
    mali.says("77")
    mali.forges("setup.item:media_plan")
    assert "77" in mali.sees.text
    assert "Mali" in mali.sees.text
    back = next(label for label in mali.sees.buttons() if "500" in label)
    mali.taps(back)
    mali.forges("setup.item:media_plan")
    assert "PHAEN_MEDIA_PLAN" in mali.sees.text


def test_what_makes_no_sense_is_refused_and_asked_again(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=OFFICE)
    set_to(mali, "return_days", "many")
    assert "Write a number from 1 to 365" in mali.sees.text
    mali.says("20")
    assert story.runner.programme.rules.days == 14
    mali.says("/menu")
    assert story.runner.programme.rules.days == 20


def test_staff_set_nothing(story: Story) -> None:
    staff = story.known("Seng", language="en", roles=(Role.STAFF,))
    staff.says("/setup")
    staff.forges("setup.item:contact")
    staff.says("mine")
    staff.forges("setup.item!choose:agreement;none")
    assert story.runner.programme.contact == ""


def test_no_page_has_more_than_eight_buttons_and_every_item_is_found(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=OFFICE)
    mali.says("/setup")
    first, sections = mali.sees.buttons(), [one for one in mali.sees.buttons() if one.endswith("▶")]
    found = set(first)
    assert len(first) <= 8
    for one in sections:
        mali.taps(one)
        assert len(mali.sees.buttons()) <= 8
        found |= set(mali.sees.buttons())
        mali.taps("◀ Back")
    others = {"◀ Back", "Hold all messages", "Who did what", *sections}
    assert len(found - others) == len(ITEMS), found - others
    mali.taps("Limits")
    mali.taps("MB of a plan")
    mali.says("77")
    assert "MB of a plan: 77" in mali.sees.text
    assert "Time zone" not in mali.sees.text
    mali.forges("setup.page:moon")
    assert mali.sees.text
