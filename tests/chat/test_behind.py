"""What stands behind 🧭: the same page with other buttons, from which everything leads back to it."""

from zoneinfo import ZoneInfo

from bot.chat import behind
from bot.chat.address import BEHIND, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.stack import Page, Stack
from bot.i18n import Html, Say, bold, catalogue, lines
from bot.settings import shipped
from tests.screens.test_plan_step import begun, said
from tests.story import Story

SAY = Say(catalogue("en", shipped("locales")), ZoneInfo("Asia/Vientiane"))
PAGE = Page("plan.step", {"plan": 7, "step": "problem"})


def page(*rows: list[str], more: tuple[str, ...] = ("A", "B")) -> Message:
    shown = [[Button(label, Tap("x")) for label in row] for row in rows]
    text = lines(bold("Item 2"), "a question")
    return Message(text, shown, asks=Html("Well?"), more=[Button(label, Tap("x")) for label in more])


def labels(message: Message) -> list[list[str]]:
    return [[str(button.label) for button in row] for row in message.rows]


def test_it_stands_at_the_right_of_an_arrow_else_in_a_row_of_its_own() -> None:
    assert labels(behind.drawn(page(["Go"], ["Skip ▶"]), PAGE, SAY)) == [["Go"], ["Skip ▶", "🧭 More"]]
    assert labels(behind.drawn(page(["Go"], ["Send"]), PAGE, SAY)) == [["Go"], ["Send"], ["🧭 More"]]
    assert labels(behind.drawn(page(["A long way to go ▶"]), PAGE, SAY)) == [["A long way to go ▶"], ["🧭 More"]]
    assert labels(behind.drawn(page(["Go"], more=()), PAGE, SAY)) == [["Go"]]


def test_behind_it_are_the_others_and_the_way_back_under_the_first_line() -> None:
    drawn = behind.drawn(page(["Go"]), Page(PAGE.screen, PAGE.args, part=BEHIND), SAY)
    assert labels(drawn) == [["A"], ["B"], ["◀ Back"]]
    assert (drawn.text, drawn.asks) == ("<b>Item 2</b>", "What would you like to do?")
    many = behind.drawn(page(["Go"], more=tuple("ABCDEF")), Page(PAGE.screen, PAGE.args, part=BEHIND), SAY)
    assert labels(many) == [["A", "B"], ["C", "D"], ["E", "F"], ["◀ Back"]]


def test_what_is_pushed_above_it_returns_to_the_page_itself() -> None:
    stack = Stack([])
    stack.go(Go(PAGE.screen, PAGE.args, part=BEHIND))
    stack.go(Go("help.page", push=True))
    assert (stack.below.screen, stack.below.part) == (PAGE.screen, 1)


def test_what_is_typed_there_answers_the_page_and_a_tap_shows_it_again(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.taps("🧭 More")
    assert "💡 Why is this asked?" in noy.sees.buttons()
    noy.says("It wilts")
    assert said(story, plan) == "It wilts"
    noy.taps("🧭 More")
    noy.taps("◀ Item before")
    noy.taps("🧭 More")
    noy.taps("🗑 Empty it")
    assert noy.sees.buttons()[-1] == "🧭 More"
