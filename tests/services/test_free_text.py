"""What people answer in their own way: words, voice or a file, and not too much of it."""

from __future__ import annotations

import pytest

from bot.domain.incoming import Answer
from bot.domain.refused import Counted, Refused
from bot.services import free_text


def test_words_are_kept_as_they_are() -> None:
    assert free_text.words(Answer("text", " ບໍ່ມີນ້ຳ ")) == "ບໍ່ມີນ້ຳ"
    assert free_text.words(Answer("voice")) == ""
    assert free_text.not_too_long("x" * free_text.LONGEST) == "x" * free_text.LONGEST


def test_what_is_no_answer_or_too_long_is_refused() -> None:
    with pytest.raises(Refused, match="not understood"):
        free_text.words(Answer("location"))
    with pytest.raises(Refused, match="too long"):
        free_text.words(Answer("text", "x" * (free_text.LONGEST + 1)))
    refused = free_text.too_long(7, 5)
    assert isinstance(refused.reason, Counted)
    assert (refused.reason.number, refused.values) == (7, {"x": 7, "max": 5})
