"""/report in the chat: figures in words, the groups behind each, a filter, pictures and papers, and every Monday."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.domain.report import Figure
from bot.papers import figures
from tests.story import Story


@pytest.mark.parametrize("language", ["en", "lo"])
def test_every_figure_leads_to_its_groups(story: Story, language: str) -> None:
    mali, noy = story.known("Mali", language=language, roles=(Role.STAFF,)), story.known("Noy")
    story.group(noy, name="Bamboo")
    mali.says("/report")
    say = story.runner.languages.of(None)
    page = mali.sees
    for figure in Figure:
        data = next(
            button["data"] for row in page.rows for button in row if f":{figure.value}," in button.get("data", "")
        )
        mali.forges(data)
        if figure is Figure.GROUPS:
            assert "👥 Bamboo" in mali.sees.buttons()
    if language == "lo":
        assert str(say(figures.NAMES[Figure.OVERDUE])) in page.text


def test_a_filter_is_kept_on_the_way_to_the_groups(story: Story) -> None:
    mali, noy = story.known("Mali", language="en", roles=(Role.STAFF,)), story.known("Noy")
    story.group(noy, name="Bamboo")
    mali.says("/report")
    assert "Groups: 1 group – women 0, men 0, not said 1" in mali.sees.text
    mali.taps("🔎 Whose figures")
    mali.taps("Provinces")
    mali.taps("Attapeu")
    assert mali.sees.text.startswith("Attapeu")
    mali.taps("Groups")
    mali.taps("👥 Bamboo")
    assert "Bamboo" in mali.sees.text


def test_pictures_come_with_their_figures_in_words(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.says("/report")
    mali.taps("📷 Pictures")
    sent = [bubble for bubble in mali.phone.values() if bubble.medium]
    assert [bubble.medium["kind"] for bubble in sent if bubble.medium] == ["photo"] * 3
    assert "Overdue work: 0 in 0 groups" in sent[1].text
    assert "Money spent: 0 kip" in sent[2].text
    mali.says("/report")
    mali.taps("Excel")
    medium = next(bubble.medium for bubble in reversed(list(mali.phone.values())) if bubble.medium)
    assert (medium["kind"], medium["name"]) == ("document", "phaen-report-2026-11-23-en.xlsx")
    assert medium["recipe"] == {"paper": "report", "what": "workbook", "scope": "all", "for": mali.me, "language": "en"}


def test_every_monday_can_be_asked_for_and_ended(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.says("/report")
    mali.taps("⏰ Every Monday")
    assert "They come first on 30 November 2026, 08:00" in mali.sees.text
    assert "come by themselves" in mali.sees.text
    mali.taps("⏰ No longer every week")
    with story.database.begin() as uow:
        assert uow.weekly_reports.next_at() is None


def test_who_is_staff_no_more_gets_nothing_that_was_on_its_way(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.says("/report")
    story.delivering = False
    mali.taps("📄 PDF")
    with story.database.begin() as uow:
        uow.people.put_role(mali.me, Role.STAFF, "taken", now=story.now)
    story.now += timedelta(minutes=1)
    story.deliver()
    assert not [bubble for bubble in mali.phone.values() if bubble.medium]


def test_others_see_no_figures(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/report")
    noy.forges("report.page!send;workbook")
    noy.forges("report.groups:groups,all")
    assert not [bubble for bubble in noy.phone.values() if bubble.medium or "All groups" in bubble.text]
