"""Texts made to fit: what is longer than Telegram takes is cut into parts where a reader would pause.

Lengths are UTF-16 units of the words without the marks of HTML, as Telegram counts them (Bot API, sendMessage).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.i18n import Html, plain
from bot.understand import lao

TEXT = 4096  # of a message
CAPTION = 1024  # of the words below a picture, voice or file
TOAST = 200  # of the answer to a tap
LABEL = 64  # of a button; phones show less
PART = 3000  # of one part of a long text: a line that says what just happened stands above it
NOTE = TEXT - PART - 2  # of that line

_ATOM = re.compile(r"</?[a-z][^>]*>|&(?:[a-z]{2,6}|#x?[0-9a-fA-F]{1,6});|.", re.S)
_STOPS = ("\n\n", "\n", ". ", " ")  # the later one in the list only where there is none of those before it
_NEAR = 120  # letters before a cut in which syllables are looked for


@dataclass(slots=True)
class _Letter:
    """One letter: the source that makes it, marks of HTML that open before it, and those that close behind it."""

    source: str
    opens: tuple[str, ...]
    closes: tuple[str, ...] = ()


def units(words: str) -> int:
    """How long a text without HTML is, as Telegram counts."""
    return len(words) + sum(letter > "\uffff" for letter in words)


def parts(text: Html, most: int = PART) -> list[Html]:
    """The text in parts of at most `most` units, each with balanced marks; together they are the text, none is empty.

    A part ends at a paragraph, else a line, a sentence, a word, a syllable: the first of these in its second half.
    """
    letters = _taken_apart(text)
    found: list[Html] = []
    still: list[str] = []  # marks that are open where a part ends
    start = 0
    for end in _ends("".join(one.source if len(one.source) == 1 else "&" for one in letters), most):
        source = "".join(still)
        for one in letters[start:end]:
            source += "".join((*one.opens, one.source, *one.closes))
            still += one.opens
            del still[len(still) - len(one.closes) :]
        source += "".join(f"</{_name(mark)}>" for mark in reversed(still))
        if plain(Html(source)).strip():
            found.append(Html(source.strip()))
        start = end
    return found or [text]


def brief(words: str, most: int) -> str:
    """The beginning of a text without HTML in at most `most` units, cut where a syllable ends, with … behind it."""
    words = words.strip()
    if units(words) <= most:
        return words
    return words[: _end(words, 0, most - 1, stops=())].rstrip() + "…" if most > 1 else "…"


def _taken_apart(text: str) -> list[_Letter]:
    """The letters of an HTML text with the marks around them. An entity is one letter."""
    letters: list[_Letter] = []
    opens: list[str] = []
    for atom in _ATOM.findall(text):
        if len(atom) == 1 or atom[0] == "&":
            letters.append(_Letter(atom, tuple(opens)))
            opens = []
        elif not atom.startswith("</"):
            opens.append(atom)
        elif opens:
            opens.pop()  # nothing stands between
        elif letters:
            letters[-1].closes += (atom,)
    return letters


def _name(mark: str) -> str:
    return mark.strip("</>").split()[0]


def _ends(words: str, most: int) -> Iterator[int]:
    """Where each part ends."""
    start = 0
    while start < len(words):
        start = _end(words, start, most)
        yield start


def _end(words: str, start: int, most: int, stops: Sequence[str] = _STOPS) -> int:
    """Where a part that begins at `start` ends, so that it has at most `most` units."""
    room, last = most, start
    while last < len(words) and (room := room - units(words[last])) >= 0:
        last += 1
    if last == len(words):
        return last
    half = start + (last - start) // 2
    for stop in stops:
        place = words.rfind(stop, half, last)
        if place >= 0:
            return place + len(stop)
    near = max(half, last - _NEAR)
    ends, place = [], near
    for piece in lao.syllables(words[near : last + _NEAR]):
        place += len(piece)
        ends.append(place)
    return max((end for end in ends if near < end <= last), default=max(last, start + 1))
