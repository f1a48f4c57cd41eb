"""Names of villages, groups and people: in which order they stand in a list, and which of them are one and the same."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from bot.understand import lao

# The Lao dictionary's order, as in Unicode's collation algorithm: ສ stands after ຈ, vowels after all consonants, and
# a vowel that is written before its consonant counts after it. ໜ is ຫນ, and ຫຼ is ຫລ, however they were typed.
_ALPHABET = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະັາຳິີຶືຸູົຽເແໂໃໄ"
_RANKS = {letter: chr(rank) for rank, letter in enumerate(_ALPHABET, ord("ກ"))}
_BEFORE = re.compile(f"([{lao.BEFORE}])([{lao.CONSONANT}]ຼ?)")
_TWO_LETTERS = str.maketrans({"ໜ": "ຫນ", "ໝ": "ຫມ", "ຼ": "ລ"})

_VILLAGE = re.compile(r"^(?:ບ້ານ|ບ\.|ban(?=[ .])|baan(?=[ .])|b\.)[ .]*", re.IGNORECASE)
_SIGNS = re.compile(r"[\s\-–·'’.,]+")
_SOUNDS = str.maketrans("ິຶຸໃຢ", "ີືູໄຍ", lao.TONE)  # vowels and letters that are written for each other
_ALIKE = 0.6  # how much of two names with the same consonants has to be the same
_ONE_LETTER = 0.75  # one letter more is nearer than that, another letter is not
_CLASSES = {
    **dict.fromkeys("ກຂຄkgq", "k"),
    **dict.fromkeys("ງນໜຍnñ", "n"),
    **dict.fromkeys("ຈcj", "c"),
    **dict.fromkeys("ສຊsxz", "s"),
    **dict.fromkeys("ດຕຖທdt", "t"),
    **dict.fromkeys("ບປຜພbp", "p"),
    **dict.fromkeys("ຝຟf", "f"),
    **dict.fromkeys("ມໝm", "m"),
    **dict.fromkeys("ລຣlr", "l"),
    **dict.fromkeys("ວvw", "v"),
    **dict.fromkeys("ຫຮh", "h"),
}

T = TypeVar("T")


def order(name: str) -> tuple[str, str]:
    """The key by which names are sorted, Latin ones first; tone marks decide only where all else is the same."""
    folded = unicodedata.normalize("NFD", _BEFORE.sub(r"\2\1", lao.fold(name)).translate(_TWO_LETTERS))
    return "".join(_RANKS.get(letter, letter) for letter in folded if letter.isalnum() or letter in _RANKS), folded


def fold(name: str) -> str:
    """A name as names are compared, never as it is shown: spellings made one, without spaces and signs."""
    return _SIGNS.sub("", lao.fold(name))


def village(name: str) -> str:
    """The name of a village as it is kept, without the word for village: ບ້ານ ດອນໃໝ່, ບ.ດອນໃໝ່ and Ban Don Mai."""
    return _VILLAGE.sub("", lao.spell(" ".join(name.split()))).strip()


def alike(name: str, known: Iterable[tuple[T, str]], most: int = 3) -> list[tuple[T, str]]:
    """The names that may be meant by another spelling or in other letters, the likeliest first."""
    near = ((_nearness(fold(village(name)), fold(village(other))), key, other) for key, other in known)
    good = sorted((one for one in near if one[0]), key=lambda one: (-one[0], order(one[2])))
    return [(key, other) for _, key, other in good[:most]]


def _nearness(one: str, other: str) -> float:
    """From 0 to 1: the same consonants in either script, or the same but for one letter left out."""
    mine, theirs = one.translate(_SOUNDS), other.translate(_SOUNDS)
    if mine == theirs:
        return 1
    consonants = _consonants(one)
    same = len(consonants) > 1 and consonants == _consonants(other)
    if one.isascii() is not other.isascii():
        return 0.5 if same else 0
    near = difflib.SequenceMatcher(None, mine, theirs, autojunk=False).ratio()
    return near if near >= (_ALIKE if same else 1 - _ONE_LETTER / max(len(mine), len(theirs))) else 0


def _consonants(folded: str) -> str:
    """The consonants by their sound, as far as Lao and Latin letters agree about it: ດອນໃໝ່ and Don Mai are tnm."""
    if folded.isascii():
        plain = re.sub(r"(?<=[kgptdbcs])h|(?<=^n)h|h(?![aeiou])|r(?![aeiou])|y|[vw](?![aeiou])|(?<=n)g", "", folded)
    else:
        plain = "".join(_spoken(syllable) for syllable in lao.syllables(re.sub("ຫ(?=[ງຍວ])", "", folded)))
    kept = "".join(_CLASSES.get(letter, "") for letter in plain)
    return re.sub(r"(.)\1+", r"\1", kept)


def _spoken(syllable: str) -> str:
    """A syllable without the ວ and ຍ that are vowels in it: ຫຼວງ, ແກ້ວ, ໄທຍ; a ຍ that begins it may be ny or y."""
    letters = [letter for letter in syllable if re.match(f"[{lao.CONSONANT}ຼ]", letter)]
    if "ຼ" in letters:
        letters = ["ລ", *letters[2:]]
    return "".join(letters[:1] + [letter for letter in letters[1:] if letter not in "ວຍ"]) + "ມ" * syllable.count("ຳ")
