"""Text made ready for paper: lines of words of pieces, in characters that our fonts have.

Typst alone may break Lao inside a syllable; so the template boxes each piece and allows a break only between pieces
(lao.md).
"""

import re
import unicodedata
from functools import lru_cache

from bot.understand import lao

Lines = list[list[list[str]]]

_LONGEST = 14  # characters of a piece; a longer one (a web address, a slip of the thumb) is cut to fit a table column
_SHORT = 80  # characters of a text that is likely to be printed again
_STAND_INS = {"→": "›", "➡": "›", "←": "‹", "\t": " "}
_COVERED = re.compile(  # what Noto Sans Lao has (its character map), and behind it Noto Sans, Thai and Khmer
    r"[ -~\u00a0-\u00a3\u00a5\u00a7-\u00ab\u00ae-\u00b0\u00b4\u00b6-\u00b8\u00ba\u00bb\u00bf-\u0107\u010a-\u0113"
    r"\u0e81-\u0edf\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2039\u203a\u20ac\u20ad\u2122\u2212"
    r"\u0108-\u024f\u0300-\u036f\u1e00-\u1ef9\u0e01-\u0e3a\u0e3f-\u0e5b\u1780-\u17dd\u17e0-\u17e9\u17f0-\u17f9]"
)
_CHUNK = re.compile(f"(?:{lao.CLUSTER}){{1,{_LONGEST}}}")
# Thai and Khmer have no spaces between words either; Typst knows their words and breaks there (paper.typ).
_SAME = re.compile(r"(.)\1{9}")  # a slip of the thumb is no word, and Typst would not break it
_FOREIGN = re.compile("([\u0e00-\u0e7f\u1780-\u17ff]+)")


def lines(text: str) -> Lines:
    """The text, as `shown`, in lines of words of unbreakable pieces. Not to be changed by whoever gets it."""
    return _again(text) if len(text) <= _SHORT else _lines(text)


def _lines(text: str) -> Lines:
    return [[_pieces(word) for word in line.split()] for line in shown(text).splitlines()] or [[]]


_again = lru_cache(1_000)(_lines)  # the words of the paper itself are the same on every one


def shown(text: str) -> str:
    """The text as it can be printed: emoji dropped, accents that the fonts lack dropped, other scripts as ·."""
    text = unicodedata.normalize("NFC", text)
    return "\n".join(" ".join("".join(map(_sign, line)).split()) for line in lao.spell(text).splitlines())


def lacking(text: str) -> str:
    """The characters and pictures of a text that no paper shows, each once in their order; "" where all are printed."""
    written = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(sign for sign in written if unicodedata.category(sign) in _SEEN and _sign(sign) in ("", "·"))


_SEEN = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl", "No", "So"))  # modifiers of emoji and joiners are not


def short(text: str, widest: int) -> str:
    """The text, or its beginning of at most `widest` characters that take room, cut between pieces, and …."""
    return lao.short(" ".join(shown(text).split()), widest)


def _pieces(word: str) -> list[str]:
    """Lao by its syllables, Thai and Khmer as they stand."""
    return [
        chunk
        for part in _FOREIGN.split(word)
        for piece in ([part] if _FOREIGN.match(part) else lao.pieces(part))
        for chunk in ([piece] if _FOREIGN.match(piece) and not _SAME.search(piece) else _chunks(piece))
    ]


def _chunks(piece: str) -> list[str]:
    return [piece] if lao.wide(piece) <= _LONGEST else _CHUNK.findall(piece)


def _sign(sign: str) -> str:
    if _COVERED.match(sign):
        return sign
    plain = unicodedata.normalize("NFKD", _STAND_INS.get(sign, sign))[0]
    if _COVERED.match(plain):
        return plain
    return "·" if unicodedata.category(sign)[0] in "LN" else ""
