"""Pages that are longer than a message: they turn their pages, and every button that was ever shown still works."""

from __future__ import annotations

import pytest

from bot.chat import cut
from bot.chat.address import Go, Tap
from bot.chat.encode import BUTTONS, encode, fits, toast
from bot.chat.message import Button, Medium, Message
from bot.chat.screen import Screen, Turn
from bot.chat.stack import Page
from bot.i18n import Html, Say
from bot.store.database import Database
from tests.story import Someone, Story

TOLD = "\n\n".join(f"Paragraph {number} says what it has to say. " * 8 for number in range(24))
LONG = Page("testlong.page", {"number": 1})


class Long(Screen[int]):
    """A text of three messages and a button that does something."""

    name = "testlong.page"
    args = ("number",)
    groups = True

    def load(self, turn: Turn) -> int:
        return turn.number("number")

    def render(self, view: int, say: Say) -> Message:
        return Message(Html(TOLD), [[Button("Do it", Tap("do"))], [Button("Elsewhere", Go("home.menu"))]])

    def tap_do(self, turn: Turn, view: int) -> None:
        turn.changed.append(Go(self.name, turn.args))

    def revision(self, view: int) -> int | None:
        return None


class Acted(Long):
    """The same, where what was done is said above it."""

    name = "testlong.acted"

    def tap_do(self, turn: Turn, view: int) -> Go:  # type: ignore[override]
        return Go(self.name, dict(turn.args), note="✅ Done. " + "It was much work. " * 90)


@pytest.fixture
def noy(database: Database) -> Someone:
    return Story(database).known("Noy", language="en")


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_long_page_is_read_part_by_part_in_one_message(noy: Someone) -> None:
    noy.forges("testlong.page:1")
    told = [noy.sees.text]
    assert noy.sees.buttons()[:2] == ["1/3", "›"]
    for _ in range(2):
        noy.taps("›")
        told.append(noy.sees.text)
    assert len(noy.phone) == 1
    assert words(" ".join(told)) == words(TOLD)
    assert noy.sees.buttons() == ["‹", "3/3", "Do it", "Elsewhere"]
    noy.taps("‹")
    assert noy.sees.text == told[1]
    assert all(len(text) <= cut.TEXT for text in told)


def test_what_is_done_on_a_part_leaves_the_reader_there(noy: Someone) -> None:
    noy.forges("testlong.page:1~3")
    shown = noy.sees.text
    noy.taps("Do it")
    assert noy.sees.text == shown


def test_a_part_below_another_page_is_returned_to(noy: Someone) -> None:
    noy.forges("testlong.page:1~2")
    shown = noy.sees
    noy.says("/help")
    noy.taps("◀ Back")
    assert noy.sees.text == shown.text


def test_an_old_button_leads_to_its_part_whatever_was_opened_since(noy: Someone) -> None:
    noy.forges("testlong.page:1~3")
    third = noy.sees.text
    noy.says("/menu")
    noy.forges("testlong.page:1~3")
    assert noy.sees.text == third


def test_a_part_that_is_not_there_any_more_is_the_last_one(noy: Someone) -> None:
    noy.forges("testlong.page:1~99")
    assert "3/3" in noy.sees.buttons()


def test_what_happened_stands_above_a_part_and_takes_no_words_from_it(noy: Someone) -> None:
    noy.forges("testlong.acted:1")
    first = noy.sees.text
    outcome = noy.taps("Do it")
    assert noy.sees.text.startswith("✅ Done.")
    assert noy.sees.text.endswith(first)
    assert len(noy.sees.text) <= cut.TEXT
    assert not outcome.toast  # what changed something is said in the text


def test_a_group_turns_pages_too(noy: Someone) -> None:
    noy._take("tap", text="testlong.page:1~2", message=noy.story.next_message(), tap="1", chat=-1001)
    bubbles = noy.story.phones[-1001]
    assert bubbles[max(bubbles)].buttons()[:3] == ["‹", "2/3", "›"]


def test_more_buttons_than_one_message_takes_turn_pages_with_it() -> None:
    buttons = [[Button(f"{row}.{place}", Go("home.menu")) for place in range(12)] for row in range(20)]
    found: list[str] = []
    for part in range(1, 4):
        content = encode(Message(Html("Many"), buttons), Page("testlong.page", {"number": 1}, part=part))
        assert sum(map(len, content["rows"])) <= BUTTONS + 3
        assert max(map(len, content["rows"])) <= 8
        found += [one["label"] for row in content["rows"][1:] for one in row]
    assert found == [button.label for row in buttons for button in row]


def test_what_cannot_turn_pages_leaves_in_several_messages() -> None:
    content = encode(Message(Html(TOLD), [[Button("On", Go("home.menu"))]]), Page("home.menu", {}), turns=False)
    assert words(" ".join((*content["parts"], content["text"]))) == words(TOLD)
    assert content["rows"] == [[{"label": "On", "data": "home.menu"}]]
    brings_keyboard = encode(Message(Html(TOLD), keyboard=[["Menu"]]), LONG)
    assert len(brings_keyboard["parts"]) == 2


def test_a_page_whose_address_has_no_room_for_a_number_does_so_too() -> None:
    content = encode(Message(Html(TOLD)), Page("testlong.page", {"number": "x" * 49}))
    assert len(content["parts"]) == 2


def test_words_too_long_for_a_picture_go_before_it() -> None:
    content = encode(Message(Html("word " * 300), medium=Medium("photo", file_id="1")), LONG)
    assert (content["text"], len(content["parts"])) == ("", 1)
    kept = {"text": "word " * 200, "medium": {"kind": "voice", "file_id": "1"}}
    assert fits(kept) == kept


def test_nothing_empty_leaves() -> None:
    assert encode(Message(Html("<b> </b>"), [[Button(" ", Go("home.menu"))]]), LONG) == {
        "text": "…",
        "rows": [[{"label": "…", "data": "home.menu"}]],
    }


def test_a_toast_is_cut_where_a_syllable_ends() -> None:
    assert toast(Html("<b>ກຸ່ມ</b>") + "ຂອງພວກເຮົາ" * 40).endswith("…")
