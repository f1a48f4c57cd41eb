"""Text made ready for paper: lines of words of pieces, in letters that our font has.

Typst alone may break Lao inside a syllable; so the template boxes each piece and allows a break only between pieces
(lao.md).
"""

import re
import unicodedata
from functools import lru_cache

from bot.understand import lao

Lines = list[list[list[str]]]

_LONGEST = (
    14  # letters of a piece; a longer one (a web address, a slip of the thumb) is cut, so that it fits a table column
)
_SHORT = 80  # letters of a text that is likely to be printed again
_STAND_INS = {"→": "›", "➡": "›", "←": "‹", "\t": " "}
_COVERED = re.compile(  # what Noto Sans Lao has (its character map)
    r"[ -~\u00a0-\u00a3\u00a5\u00a7-\u00ab\u00ae-\u00b0\u00b4\u00b6-\u00b8\u00ba\u00bb\u00bf-\u0107\u010a-\u0113"
    r"\u0e81-\u0edf\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2039\u203a\u20ac\u20ad\u2122\u2212]"
)
_CHUNK = re.compile(f"(?:.[{lao.MARK}ະາຳ]*){{1,{_LONGEST}}}")


def lines(text: str) -> Lines:
    """The text, as `shown`, in lines of words of unbreakable pieces. Not to be changed by whoever gets it."""
    return _again(text) if len(text) <= _SHORT else _lines(text)


def _lines(text: str) -> Lines:
    return [[_pieces(word) for word in line.split()] for line in shown(text).splitlines()] or [[]]


_again = lru_cache(1_000)(_lines)  # the words of the paper itself are the same on every one


def shown(text: str) -> str:
    """The text as it can be printed: emoji dropped, accents that the font lacks dropped, other scripts as ·."""
    return "\n".join(" ".join("".join(map(_sign, line)).split()) for line in lao.spell(text).splitlines())


def short(text: str, widest: int) -> str:
    """The text, or its beginning of at most `widest` letters that take room, cut between pieces, and …."""
    text = " ".join(shown(text).split())
    if lao.wide(text) <= widest:
        return text
    kept = ""
    for piece in _pieces(text):
        if lao.wide(kept + piece) >= widest:
            break
        kept += piece
    return kept.rstrip(" ,.:;–-") + "…"


def _pieces(word: str) -> list[str]:
    return [chunk for piece in lao.pieces(word) for chunk in _chunks(piece)]


def _chunks(piece: str) -> list[str]:
    return [piece] if lao.wide(piece) <= _LONGEST else _CHUNK.findall(piece)


def _sign(sign: str) -> str:
    if _COVERED.match(sign):
        return sign
    plain = unicodedata.normalize("NFKD", _STAND_INS.get(sign, sign))[0]
    if _COVERED.match(plain):
        return plain
    return "·" if unicodedata.category(sign)[0] in "LN" else ""
