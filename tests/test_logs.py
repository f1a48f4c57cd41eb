"""Log lines hold no token and nothing that a person wrote."""

from __future__ import annotations

import io
import json
import logging

import pytest

from bot import logs

WORDS = "ຂ້ອຍຊື່ນ້ອຍ"
TOKEN = "7000000:AAabcdefghijklmnopqrstuvwxyz012345"  # a made-up one


def _logged(*, as_json: bool) -> str:
    """What a failing turn leaves in the log."""
    before = logging.root.handlers[:]
    try:
        logs.begin(as_json=as_json)
        stream = io.StringIO()
        logging.root.handlers[0].setStream(stream)  # type: ignore[attr-defined]
        try:
            try:
                int(WORDS)
            except ValueError as error:
                raise RuntimeError(f"no number: {WORDS}") from error
        except RuntimeError:
            logging.getLogger("bot.test").exception("a call to /bot%s/sendMessage failed", TOKEN)
        return stream.getvalue()
    finally:
        logging.root.handlers[:] = before


@pytest.mark.parametrize("as_json", [False, True])
def test_an_error_is_told_without_token_and_words_but_with_its_place(as_json: bool) -> None:
    text = _logged(as_json=as_json)
    told = json.loads(text)["text"] if as_json else text
    assert TOKEN not in text
    assert WORDS not in told
    assert "<token>" in told
    assert "RuntimeError" in told
    assert "ValueError" in told
    assert "test_logs.py" in told
