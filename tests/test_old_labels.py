"""Every word that ever led somewhere leads there still: labels of the large keyboard, commands, links behind /start."""

from __future__ import annotations

import pytest

from bot.chat import registry
from bot.chat.address import Go
from bot.domain import renamed
from bot.store.database import Database
from tests import labels
from tests.story import Story

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return labels.programme(Database(f"sqlite:///{tmp_path_factory.mktemp('labels') / 'phaen.sqlite'}"))


def today(page: str) -> str:
    """A page of the file under the names of this version: a page, or the pages of the group's buttons."""
    screens, colon, told = page.partition(":")
    page = ",".join(renamed.now("screen", screen) for screen in screens.split(","))
    pairs = [pair.partition("=") for pair in told.split(",") if pair]
    args = sorted(f"{renamed.part('argument', page, ':', name)}={value}" for name, _, value in pairs)
    return page + colon + ",".join(args)


@pytest.mark.parametrize("said", labels.written())
def test_it_leads_where_it_led(told: Story, said: str) -> None:
    pages = [today(page) for page in labels.written()[said]]
    assert [labels.led(told, reader, said) for reader in labels.READERS] == pages


def test_without_the_table_retired_words_are_lost(told: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """The replay sees what it is there for."""
    monkeypatch.setattr(renamed, "RENAMED", {})
    retired = [said for said in labels.written() if said not in labels.spoken() and not said.startswith("/start ")]
    assert retired
    for said in retired:
        assert labels.led(told, "Noy", said) != labels.written()[said][0]


def test_every_label_command_and_link_is_written_down() -> None:
    """One that is not would not be replayed by later versions: python -m tests.labels TEXT …"""
    assert labels.unwritten() == []


def test_a_new_word_is_found_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.LABELS, "🪴 Nursery", Go("home.more"))
    monkeypatch.setitem(registry.PAYLOADS, "n", lambda rest: Go("home.more"))
    assert labels.unwritten() == ["/start n-", "🪴 Nursery"]
