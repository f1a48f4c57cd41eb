"""`phaen screens`: every screen in both languages, side by side, as one page for reviewers."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bot.content.library import Library
from bot.demo.clock import by_day
from bot.gallery.fixture import Fixture
from bot.gallery.page import page
from bot.gallery.walk import Album, walk
from bot.settings import shipped
from bot.store.database import Database


def album(*, now: datetime) -> Album:
    """Every screen, drawn from the demo's programme as it stands at `now`, in a database of its own."""
    with tempfile.TemporaryDirectory(prefix="phaen-screens-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'phaen.sqlite'}")
        try:
            database.upgrade()
            with database.begin() as uow:
                return walk(Fixture.create(uow, Library.load(shipped("content")), now=now))
        finally:
            database.close()


def write(file: Path) -> str:
    """Write the page; returns how many screens it shows, and which it cannot."""
    found = album(now=by_day(datetime.now(UTC)))
    file.write_text(page(found), encoding="utf-8")
    missing = "".join(f"\n✗ {name}: {why}" for name, why in sorted(found.missing.items()))
    return f"{len(found.screens)} screens in {file}, {len(found.wide)} labels too wide{missing}"
