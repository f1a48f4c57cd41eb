"""Texts made to fit: what is longer than Telegram takes is cut into parts where a reader would pause.

Lengths are UTF-16 units of the words without the marks of HTML, as Telegram counts them (Bot API, sendMessage).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.i18n import Html, plain
from bot.understand import lao

TEXT = 4096  # of a message
CAPTION = 1024  # of the words below a picture, voice or file
TOAST = 200  # of the answer to a tap
LABEL = 64  # of a button; phones show less
PART = 3000  # of one part of a long text: a line that says what just happened stands above it
NOTE = TEXT - PART - 2  # of that line

_PIECE = re.compile(r"</?[a-z][^>]*>|&(?:[a-z]{2,6}|#x?[0-9a-fA-F]{1,6});|[^<&]+|.", re.S)
_STOPS = ("\n\n", "\n", ". ", " ")  # the later one in the list only where there is none of those before it
_NEAR = 120  # characters before a cut in which syllables are looked for


def units(words: str) -> int:
    """How long a text without HTML is, as Telegram counts."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=8)  # whoever turns the parts of one text does not have it cut anew for each
def parts(text: Html, most: int = PART) -> tuple[Html, ...]:
    """The text in parts of at most `most` units, each with balanced marks; together they are the text, none is empty.

    A part ends at a paragraph, else a line, a sentence, a word, a syllable: the first of these in its second half.
    """
    words, marks = _taken_apart(text)
    found: list[Html] = []
    still: list[str] = []  # marks that are open where a part ends
    start = done = 0
    for end in _ends(words, most):
        source, at = "".join(still), start
        while done < len(marks) and (marks[done][0] < end or (marks[done][0] == end and _closes(marks[done][1]))):
            place, mark = marks[done]
            source, at, done = source + words[at:place] + mark, place + _is_letter(mark), done + 1
            if _closes(mark):
                del still[-1:]
            elif not _is_letter(mark):
                still.append(mark)
        source += words[at:end] + "".join(f"</{_name(mark)}>" for mark in reversed(still))
        if plain(Html(source)).strip():
            found.append(Html(source.strip()))
        start = end
    return tuple(found) or (text,)


def brief(words: str, most: int) -> str:
    """The beginning of a text without HTML in at most `most` units, cut where a syllable ends, with … behind it."""
    words = words.strip()
    if units(words) <= most:
        return words
    return words[: _end(words, 0, most - 1, stops=())].rstrip() + "…" if most > 1 else "…"


def _taken_apart(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The words of an HTML text, an & for each entity; and where in them entities and marks stand."""
    words: list[str] = []
    marks: list[tuple[int, str]] = []
    at = 0
    for piece in _PIECE.findall(text):
        if len(piece) > 1 and piece[0] in "<&":
            if _closes(piece) and marks and marks[-1][0] == at and marks[-1][1][0] == "<" and not _closes(marks[-1][1]):
                marks.pop()  # nothing stands between
                continue
            marks.append((at, piece))
            if _is_letter(piece):
                words.append("&")
                at += 1
        else:
            words.append(piece)
            at += len(piece)
    return "".join(words), marks


def _closes(mark: str) -> bool:
    return mark.startswith("</")


def _is_letter(mark: str) -> bool:
    return mark.startswith("&")


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
    last = min(start + most, len(words))
    while (over := units(words[start:last]) - most) > 0:
        last -= -(-over // 2)  # a character has two units at most
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
