"""/health: an administrator sees how the system is, and looks again."""

from __future__ import annotations

from bot.domain.people import Role
from bot.services import backups
from tests.story import Story


def test_an_administrator_sees_how_the_system_is(story: Story) -> None:
    dana = story.known("Dana", language="en", roles=(Role.ADMIN, Role.STAFF))
    dana.says("/health")
    assert "There is no back-up" in dana.sees.text
    assert "Not answered yet: 0, set aside: 0" in dana.sees.text
    with story.database.begin() as uow:
        backups.succeeded(uow, now=story.now)
        uow.key_values.set(backups.WHY, "the disk is full")
    dana.taps("Look again")
    assert "Last back-up:" in dana.sees.text
    assert "The one after it failed: the disk is full" in dana.sees.text


def test_nobody_else_has_the_command(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.says("/health")
    assert "There is no command /health" in mali.sees.text
    mali.forges("health.page")
    assert "How the system is" not in mali.sees.text
