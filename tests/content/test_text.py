"""What a reader is shown of a text in several languages."""

from bot.content.lessons import Card
from bot.content.text import Text

BOTH = Text({"en": "Hello **all** of you", "lo": "ສະບາຍດີ **ທຸກຄົນ**"})


def test_a_text_is_shown_in_the_wanted_language() -> None:
    assert (BOTH("lo"), BOTH("en")) == ("ສະບາຍດີ ທຸກຄົນ", "Hello all of you")


def test_a_missing_language_falls_back_to_english_then_to_lao_then_to_any() -> None:
    assert BOTH("brb") == "Hello all of you"
    assert Text({"lo": "ແຜນ"})("en") == "ແຜນ"
    assert Text({"brb": "plaan"})("lo") == "plaan"
    assert Text({})("lo") == ""


def test_the_language_that_is_really_shown_can_be_asked() -> None:
    assert [BOTH.language(wanted) for wanted in ("lo", "en", "brb")] == ["lo", "en", "en"]


def test_html_has_bold_and_nothing_else_of_what_was_written() -> None:
    text = Text({"en": "**Costs** < 5 & <b>more</b>\nnext line"})
    assert text.html("en") == "<b>Costs</b> &lt; 5 &amp; &lt;b&gt;more&lt;/b&gt;\nnext line"


def test_a_card_is_had_as_html_and_as_plain_words() -> None:
    card = Card("hello", BOTH, check_before_use=False)
    assert card.html("lo") == "ສະບາຍດີ <b>ທຸກຄົນ</b>"
    assert card.plain("lo") == "ສະບາຍດີ ທຸກຄົນ"
