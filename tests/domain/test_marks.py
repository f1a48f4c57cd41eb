"""Marks of a text become HTML that Telegram reads as the same marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.domain.marks import TAGS, Mark, moved, read, units, written
from bot.i18n import marked, plain
from bot.simulator.markup import TAGS as NAMES
from bot.simulator.markup import from_html


@pytest.mark.parametrize(
    ("words", "marks", "found"),
    [
        ("a <b> & c", (), "a &lt;b&gt; &amp; c"),
        ("ນ້ຳ 💧 ສະອາດ", (Mark("b", 4, 2),), "ນ້ຳ <b>💧</b> ສະອາດ"),
        (
            "see here",
            (Mark("a", 4, 4, 'https://x.la/?a=1&b="2"'),),
            'see <a href="https://x.la/?a=1&amp;b=&quot;2&quot;">here</a>',
        ),
        ("see here", (Mark("a", 4, 4, "javascript:x"), Mark("script", 0, 3)), "see here"),
        ("abcdef", (Mark("b", 0, 4), Mark("i", 2, 4)), "<b>ab<i>cd</i></b><i>ef</i>"),
        ("abc", (Mark("b", 1, 99), Mark("i", -5, 2)), "a<b>bc</b>"),
    ],
)
def test_marks_are_written_as_html(words: str, marks: tuple[Mark, ...], found: str) -> None:
    assert marked(words, marks) == found
    assert plain(marked(words, marks)) == words


@settings(max_examples=200, deadline=None)
@given(
    some.text(alphabet='ab<&>"ກ💧 ', min_size=1, max_size=12),
    some.lists(
        some.builds(
            Mark,
            some.sampled_from([tag for tag in TAGS if tag not in ("pre", "code")]),
            some.integers(-2, 14),
            some.integers(0, 14),
            some.sampled_from(("", "https://x.la/", 'https://x.la/">')),
        ),
        max_size=4,
    ),
)
def test_whatever_the_marks_telegram_reads_the_same_words(words: str, marks: list[Mark]) -> None:
    html = marked(words, marks)
    assert plain(html) == words
    assert from_html(html).text == words.replace("\r", "").strip()


def test_marks_are_kept_and_read_and_move_with_their_words() -> None:
    marks = (Mark("a", 2, 3, "https://x.la"), Mark("b", 0, 9))
    assert read(written(marks)) == marks
    assert moved(marks, 2, 4) == (Mark("a", 0, 3, "https://x.la"), Mark("b", 0, 4))
    assert moved(marks, 5, 4) == (Mark("b", 0, 4),)
    assert units("💧ນ້ຳ") == 5


def test_telegram_knows_every_tag() -> None:
    assert {*TAGS} <= {*NAMES}
