"""Texts: entities of HTML markup, lengths in UTF-16 units, auto-detected entities."""

from __future__ import annotations

import pytest

from bot.simulator import markup, text


def entities(source: str) -> list[tuple[str, str]]:
    """Type and words of each entity."""
    result = markup.from_html(source)
    raw = result.text.encode("utf-16-le")
    return [
        (entity["type"], raw[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le"))
        for entity in result.entities
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<b>ແຜນ</b>", [("bold", "ແຜນ")]),
        ("🌾 <strong>🐟 x</strong>", [("bold", "🐟 x")]),
        ("<b>a <i>b</i></b>", [("bold", "a b"), ("italic", "b")]),
        ("<i><b>x</b></i>", [("bold", "x"), ("italic", "x")]),
        ('<a href="https://phaen.la/?a=1&amp;b=2">here</a>', [("text_link", "here")]),
        ("<a>no address</a>", []),
        ("<a href='https://phaen.la'>single quotes</a>", [("text_link", "single quotes")]),
        ('<span class="tg-spoiler">x</span>', [("spoiler", "x")]),
        ("<tg-spoiler>x</tg-spoiler>", [("spoiler", "x")]),
        ("<blockquote expandable>long</blockquote>", [("expandable_blockquote", "long")]),
        ('<pre><code class="language-python">x = 1</code></pre>', [("pre", "x = 1")]),
        ("<b></b>x", []),
        ("<B>x</B>", [("bold", "x")]),
        ("<b >x</b >", [("bold", "x")]),
        ("  <b> x </b> ", [("bold", "x")]),
        ("&lt;b&gt;", []),
    ],
)
def test_markup_becomes_entities(source: str, found: list[tuple[str, str]]) -> None:
    assert sorted(entities(source)) == sorted(found)


def test_the_plain_text_is_what_remains() -> None:
    assert markup.from_html("&lt;1 &amp; 2&gt; &quot;x&quot; &#3713; &nbsp;").text == '<1 & 2> "x" ກ &nbsp;'


def test_a_code_block_keeps_its_language() -> None:
    (entity,) = markup.from_html('<pre><code class="language-python">x</code></pre>').entities
    assert entity == {"type": "pre", "offset": 0, "length": 1, "language": "python"}


def test_a_link_keeps_its_address() -> None:
    (entity,) = markup.from_html('<a href="https://phaen.la/?a=1&amp;b=2">x</a>').entities
    assert entity["url"] == "https://phaen.la/?a=1&b=2"


@pytest.mark.parametrize(("words", "length"), [("plan", 4), ("ແຜນ", 3), ("🌾", 2), ("👩🏽‍🌾", 7)])
def test_lengths_are_counted_in_utf_16_units(words: str, length: int) -> None:
    assert text.units(words) == length


def test_telegram_finds_commands_mentions_and_links_itself() -> None:
    found = text.from_plain("/start@phaen_bot a/b @mali_01 https://phaen.la/x 1/2").entities
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == [
        ("bot_command", 0, 16),
        ("mention", 21, 8),
        ("url", 30, 18),
    ]


def test_a_phone_number_can_be_tapped() -> None:
    found = text.from_plain("Noy, +8562055123456 or 020 5512 3456, 1+8562055123456").entities
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == [("phone_number", 5, 14)]


def test_nothing_is_found_inside_code() -> None:
    assert [entity["type"] for entity in markup.from_html("<code>/menu</code>").entities] == ["code"]
