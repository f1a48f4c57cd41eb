"""Every button ever sent keeps working: it opens the present state, whoever presses it, and breaks nothing."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.store.database import Database
from tests import buttons, databases
from tests.story import Story

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """A programme with a group, staff, an expert and a stranger in it."""
    database = Database(databases.migrated("sqlite", tmp_path_factory.mktemp("old")))
    story = Story(database)
    story.round()
    story.group(story.known("Noy"), story.known("Seng"))
    story.known("Dr. Kham", roles=(Role.EXPERT,))
    story.known("Mali", roles=(Role.STAFF, Role.ADMIN))
    story.somebody("Bo")
    return story


@pytest.mark.parametrize("data", buttons.written())
def test_an_old_button_opens_a_page_for_everybody(told: Story, data: str) -> None:
    from tests.story import Someone

    for number, name in told.names.items():
        before = told.next_message()
        someone = Someone(told, number, name)
        someone.forges(data, before)
        assert someone.phone, f"{name} sees nothing after {data}"
        assert any(bubble.text for bubble in someone.phone.values())


@pytest.mark.parametrize(
    "data",
    [
        *(
            "x",
            "plan.step!delete:1",
            "home.menu!drop",
            "plan.step:1,2,3,4,5",
            "a.b",
            "group.hello",
            "welcome.language!x",
        ),
        *("plan.step:999999999999999999999,problem", "plan.step:-1,problem", "review.plan:1", "announce.list!send;1@0"),
    ],
)
def test_a_forged_button_changes_nothing_and_shows_the_present_page(told: Story, data: str) -> None:
    from tests.story import Someone

    bo = Someone(told, next(number for number, name in told.names.items() if name == "Bo"), "Bo")
    bo.forges(data, told.next_message())
    assert bo.sees.buttons()
