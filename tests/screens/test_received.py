"""Received beside spent: typed, read back, kept by saying from whom, with a receipt; nothing of it in group chats."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.follow_up import action, approved
from tests.story import Story

WORDS = {
    "lo": ("💰 ເງິນທີ່ໄດ້ຮັບ", "ຂຽນຈຳນວນເງິນ", "5.000.000 ກີບ", "ລາງວັນ", "ໄດ້ຮັບ 5.000.000 ກີບ", "🗑"),
    "en": ("💰 Received", "Write how much", "5,000,000 kip", "A prize", "received 5,000,000 kip", "🗑"),
}


@pytest.mark.parametrize("language", ["lo", "en"])
def test_received_beside_spent(story: Story, language: str) -> None:
    received, asked, sum_, prize, shown, strike = WORDS[language]
    noy, seng = story.known("Noy", language=language), story.known("Seng", language=language)
    group = story.group(noy, seng)
    plan = approved(story, group)
    action(story, plan, story.now.date() + timedelta(days=9), noy)
    seng.says("/money")
    seng.taps(received)
    assert asked in seng.sees.text
    seng.says("5 ລ້ານ" if language == "lo" else "5 million")
    assert sum_ in seng.sees.text
    with story.database.begin() as uow:
        assert uow.incomes.of_plan(plan) == [], "not before it was read back"
    seng.taps(prize)
    assert prize in seng.sees.text
    seng.sends("photo")
    assert "📷" in seng.sees.text
    seng.says("/money")
    assert shown in seng.sees.text
    noy.says("/money")
    noy.taps(received)
    noy.taps("📷 5")
    noy.taps(strike)
    noy.taps(strike)
    noy.says("/money")
    assert shown not in noy.sees.text


def test_a_stranger_and_a_forged_source_keep_nothing(story: Story) -> None:
    noy, other = story.known("Noy", language="en"), story.known("Other", language="en")
    plan = approved(story, story.group(noy))
    noy.says("/money")
    noy.taps("💰 Received")
    noy.says("5000")
    noy.forges("money.receive!take:1,1388;5000,moon,0")
    other.forges("money.receive!take:1,1388;5000,prize,0")
    other.forges("money.received:1")
    with story.database.begin() as uow:
        assert uow.incomes.of_plan(plan) == []
