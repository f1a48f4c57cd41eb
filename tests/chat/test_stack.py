"""The stack of pages: help, lessons and reminders return to where one was."""

from bot.chat.address import Go
from bot.chat.stack import DEPTH, HOME, Page, Stack


def stack(*screens: str) -> Stack:
    return Stack([Page(screen, {}).written() for screen in screens])


def screens(found: Stack) -> list[str]:
    return [page.screen for page in found.pages]


def test_a_page_replaces_the_one_before() -> None:
    found = stack("home.menu", "plan.step")
    found.go(Go("plan.review"))
    assert screens(found) == ["home.menu", "plan.review"]


def test_a_pushed_page_returns_to_the_one_below() -> None:
    found = stack("plan.step")
    found.go(Go("help.page", push=True))
    found.back()
    assert screens(found) == ["plan.step"]


def test_going_to_a_page_below_takes_away_what_is_above_it() -> None:
    found = stack("plan.step", "lessons.card", "help.page")
    found.go(Go("plan.step"))
    assert screens(found) == ["plan.step"]


def test_pushing_the_page_one_is_on_changes_nothing() -> None:
    found = stack("plan.step", "help.page")
    found.go(Go("help.page", push=True))
    assert screens(found) == ["plan.step", "help.page"]


def test_nobody_gets_lost_at_the_bottom() -> None:
    found = stack("help.page")
    found.back()
    assert found.top == HOME


def test_old_pages_below_are_forgotten() -> None:
    found = Stack([])
    for number in range(DEPTH + 3):
        found.go(Go("plan.step", {"step": number}, push=True))
    assert len(found.pages) == DEPTH
