"""A third language is a folder: no code knows it, and what it does not say yet is said in English."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.chat.runner import Runner
from bot.content.check import check
from bot.content.library import Library
from bot.domain.people import Role
from bot.i18n import LANGUAGES
from bot.settings import shipped
from tests.story import Story

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "English"
msgstr "Xixi"

msgid "Lesson {n}: {title} – page {i} of {k}"
msgstr "Xo {n}: {title} – xu {i} xe {k}"

msgid "What would you like to do?"
msgstr "Xa xu xe?"
"""
LESSON = """---
title: Xanana
goal: Xu xanana
---

## shoots

Xi xo xu **xanana**.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The shipped content, and one lesson begun in the new language."""
    folder = Path(shutil.copytree(shipped("content"), tmp_path / "content"))
    (folder / "lessons/19-banana/xx.md").write_text(LESSON, encoding="utf-8")
    return folder


@pytest.fixture
def xixi(story: Story, content: Path, tmp_path: Path) -> Iterator[Story]:
    """A story in a programme whose folders have the language."""
    locales = Path(shutil.copytree(shipped("locales"), tmp_path / "locales"))
    (locales / "xx" / "LC_MESSAGES").mkdir(parents=True)
    (locales / "xx" / "LC_MESSAGES" / "phaen.po").write_text(PO, encoding="utf-8")
    programme = replace(story.runner.programme, library=Library.load(content))
    story.runner = Runner(programme, locales, ZoneInfo("Asia/Vientiane"))
    yield story
    del LANGUAGES["xx"]


def test_noy_chooses_the_language_and_reads_what_there_is_of_it(xixi: Story) -> None:
    noy = xixi.known("Noy")
    noy.says("/language")
    assert noy.sees.buttons()[:3] == ["ລາວ", "English", "Xixi"]
    noy.taps("Xixi")
    noy.says("/start l-banana")
    assert noy.sees.text == "Xo 19: Xanana – xu 1 xe 8\n\nXi xo xu xanana."
    assert "Next ▶" in noy.sees.buttons()
    noy.taps("Next ▶")
    assert noy.sees.text.startswith("Xo 19: Xanana – xu 2 xe 8\n\nIn Samuoi, Salavan province")


def test_dates_and_numbers_of_a_language_that_nobody_knows_are_english(xixi: Story) -> None:
    noy = xixi.known("Noy", language="xx")
    xixi.group(noy)
    xixi.round()
    noy.says("/menu")
    noy.says("🧭 More")
    assert noy.sees.text == "Xa xu xe?"
    with xixi.database.begin() as uow:
        say = xixi.runner.languages.of(uow.people.get(noy.me))
    assert say.date(date(2026, 12, 23)) == "Wednesday, 23 December 2026"
    noy.forges("calculator.price:6000000,1500000")
    assert "6,000,000 kip divided by 1,500 kilos is 4,000 kip a kilo" in noy.sees.text


def test_its_words_are_found_by_searching(xixi: Story) -> None:
    noy = xixi.known("Noy", language="xx")
    noy.says("/search")
    noy.says("xanana")
    assert noy.sees.text == "🔎 xanana\nXi xo xu xanana.\nFound in 1 place. Open it?"


def test_a_person_whose_language_was_taken_away_reads_lao(story: Story) -> None:
    noy = story.known("Noy", language="xx")
    noy.says("/search")
    assert noy.sees.text.startswith("🔎 ຊອກຫາ")


def test_a_language_that_is_only_begun_is_no_fault_of_the_content(content: Path) -> None:
    assert check(content) == []


def test_the_command_menu_and_the_welcome_know_the_language(xixi: Story) -> None:
    assert set(xixi.runner.languages.catalogues) == {"lo", "en", "xx"}
    bo = xixi.somebody("Bo")
    bo.says("/start")
    assert bo.sees.buttons() == ["ລາວ", "English", "Xixi"]
    bo.says("xixi")
    assert bo.sees.text.endswith("Do you agree?")


def test_every_screen_of_the_form_and_the_plan_is_there_in_english_where_the_language_is_silent(xixi: Story) -> None:
    noy = xixi.known("Noy", language="xx")
    xixi.group(noy)
    xixi.round()
    noy.says("📝 The group's plan")
    noy.taps("Go on: item 1")
    assert "Who are we, how many families, and what do we grow, raise or make?" in noy.sees.text
    assert "💡 See an example" in noy.sees.buttons()


def test_staff_speak_the_words_of_the_language_where_it_has_some_and_lao_where_it_has_none(xixi: Story) -> None:
    mali = xixi.known("Mali", language="en", roles=(Role.STAFF,))
    mali.says("/record")
    mali.taps("Xixi")
    mali.says("xanana")
    mali.taps("▫️")
    assert "“Xi xo xu xanana.”" in mali.sees.text
    mali.taps("Next ▶")
    assert "ຢູ່ເມືອງສະມ້ວຍ" in mali.sees.text
