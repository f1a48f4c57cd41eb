"""Lao letters: codings made one, syllables, the places where a line may break, and the room that a text takes.

The script is written without spaces between words, and the same word can be coded in several ways that look alike,
which no Unicode normal form unifies: ນ້ຳ has four.
"""

import re
import unicodedata
from functools import cache, lru_cache

from bot.understand.lao_words import WORDS

CONSONANT = "ກ-ຮໜໝ"
VOWEL_MARK = "ັິີຶືຸູົໍ"
TONE = "່້໊໋"
BEFORE = "ເແໂໃໄ"  # vowel letters that stand before their consonant
MARK = f"{VOWEL_MARK}{TONE}ຼ໌"

BLOCK = "\u0e80-\u0eff"

# Joiners inside an emoji stay.
_INVISIBLE = re.compile(
    r"[\u200b\u2060\ufeff\u00ad]|(?<=[\u0e80-\u0eff])[\u200c\u200d]|[\u200c\u200d](?=[\u0e80-\u0eff])"
)
_CLUSTER = re.compile(f"(?<=[{CONSONANT}])[{MARK}າຳ]{{2,}}")
_REPEATED = re.compile(f"([{MARK}])\\1+")
_LIGATURES = (("ຫນ", "ໜ"), ("ຫມ", "ໝ"), ("ຫລ", "ຫຼ"), ("ຫຣ", "ຫຼ"), ("ຣ", "ລ"))


def spell(text: str) -> str:
    """The text in the project's coding: ຳ one letter after its tone, ແ one letter, nothing invisible inside words.

    What the reader sees stays as typed.
    """
    return _CLUSTER.sub(_in_order, _INVISIBLE.sub("", text).replace("ເເ", "ແ"))


def _in_order(marks: re.Match[str]) -> str:
    """The marks of one consonant in the order ຼ, vowel, tone, ending, with ໍ and າ joined to ຳ."""
    order = {"ຼ": 0, **dict.fromkeys(VOWEL_MARK, 1), "າ": 3, "ຳ": 3}
    ordered = "".join(sorted(marks[0], key=lambda mark: order.get(mark, 2)))
    return ordered.replace("ໍ", "").replace("າ", "ຳ") if "ໍ" in ordered and "າ" in ordered else ordered


def fold(text: str) -> str:
    """The text for comparing and searching, never for showing: one coding, spelling, kind of digits, case, space."""
    text = "".join(str(unicodedata.decimal(character, character)) for character in spell(text))
    for old, new in _LIGATURES:
        text = text.replace(old, new)
    return " ".join(_REPEATED.sub(r"\1", text).casefold().split())


def skeleton(text: str) -> str:
    """The letters and vowel signs of a text alone: the same for two texts that differ only in marks and spaces."""
    return "".join(character for character in fold(text) if character.isalnum() or character in _SIGNS)


_SIGNS = frozenset(chr(code) for code in range(0x0EB1, 0x0ECE))  # Lao vowels and tones above and below are no letters


def wide(text: str) -> int:
    """How many letters take room on a line; marks above and below a letter take none."""
    return sum(unicodedata.category(character) not in _ROOMLESS for character in text)


_ROOMLESS = frozenset(("Mn", "Me", "Cf"))


# A syllable by its shape: I is what it begins with, T a tone mark or none, F one of the eight finals.
_INITIAL = f"(?:ຫ[ງຍນມລວຣ]ວ?|[{CONSONANT}]ຼວ?|[ກຂຄງຈຊສຕຖທລຮຍອ]ວ|[ກຂຄປຜພຟຝບ]ລ|[ກຂຄປຜພຟຝບຕຖທດສ]ຣ|[{CONSONANT}])"
_FINAL = "(?:[ງດນມຍວ]|[ກບ](?!ຣ))"  # ກິໂລ|ກຣາມ
_SHAPES = (
    "ເIົTາ", "ເITາະ", "ເI[ຶື]TອF?", "ເI[ິີ]TF?", "ເIັTຽF?", "[ເແ]IັTF", "[ເແໂ]ITະ", "[ເແໂ]ITF?", "[ໄໃ]ITຍ?",
    "I[ັົ]Tວະ", "IົTF", "IັTອF", "IັTຽF", "IັTF", "I[ິີຶືຸູ]TF?", "IໍTຍ?", "ITຳ", "ITາF?", "ITະ", "ITຽF?", "IT[ວອ]F", "I[ວອ]TF",
)  # fmt: skip
_FOLLOWS = f"[{MARK}ະາຳຽ]"  # vowels and marks that follow their consonant
# A syllable ends where another can begin or Lao ends: ໃຈ|ວັນ, because ັ begins nothing; ມາ|ນອນ, because ອນ is nothing.
_BEGIN = (
    f"[{BEFORE}][{CONSONANT}]|{_INITIAL}[{VOWEL_MARK}]|{_INITIAL}[{TONE}]?[າະຳຽ]|"
    f"{_INITIAL}[{TONE}]?[ວອ][{TONE}]?{_FINAL}(?!{_FOLLOWS})"
)
_END = rf"(?=$|[^{BLOCK}]|[ໆຯ໐-໙]|{_BEGIN})"
_SHAPE = "|".join(shape.replace("I", _INITIAL).replace("T", f"[{TONE}]?").replace("F", _FINAL) for shape in _SHAPES)
_COMPARED = "(?:ດີ|ຊ້າ|ແກ່)(?=ກວ່າ)"  # "better than" would also read as ດີກ|ວ່າ
_SYLLABLE = (
    rf"{_COMPARED}|(?:{_SHAPE}){_END}|(?:{_SHAPE})|[{BEFORE}]?[{CONSONANT}]{_FOLLOWS}*|[໐-໙]+|\s+|[^\s{BLOCK}]+|."
)
_LEANING = re.compile(rf"{_FOLLOWS}|[ໆຯ]|[{CONSONANT}]໌?$")  # cannot stand alone: belongs to what is before it


@cache
def _syllable() -> re.Pattern[str]:
    """Compiled when it is first needed: that takes a thirtieth of the time of a whole start."""
    return re.compile(_SYLLABLE)


def syllables(text: str) -> list[str]:
    """The syllables of Lao and whatever is between them; joined they are the text again. Clusters stay whole."""
    found: list[str] = []
    for match in _syllable().finditer(text):
        after_lao = bool(found) and "\u0e80" <= found[-1][-1] <= "\u0eff"
        if after_lao and (_LEANING.match(match[0]) or found[-1][-1] in BEFORE):
            found[-1] += match[0]
        else:
            found.append(match[0])
    return found


# A letter with what cannot be parted from it: marks, the Thai vowel before it, Khmer signs below it, an emoji's parts.
_JOINED = f"[{MARK}ະາຳຽ\u0300-\u036fัาำะิ-ฺๅ็-๎\u17b4-\u17d1\u17d3\u17dd\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
CLUSTER = f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[{BEFORE}เ-ไ]?.)(?:{_JOINED}|\u17d2.|\u200d.)*"
_CLUSTERS = re.compile(CLUSTER, re.S)
_LONG_WORD = 12  # letters: a longer one that is not Lao (a web address, Thai without spaces) is cut inside
_LONGEST_WORD = 6  # syllables
_HANGING = " \n,.:;–-("  # never stands before …


def short(text: str, widest: int) -> str:
    """The text, or its beginning with …, at most `widest` letters that take room, cut where a word or syllable ends."""
    text = text.strip()
    head = _head(text, widest)
    return text if len(head) == len(text) and wide(text) <= widest else _cut(head, widest)


def _head(text: str, widest: int) -> str:
    """What of a text, which may be a hundred times as long, says where it is cut: a longest word more than has room."""
    room = widest + _LONGEST_WORD * _LONG_WORD
    text = text[: 6 * room]  # no letter carries more than five marks
    for at, character in enumerate(text):
        room -= unicodedata.category(character) not in _ROOMLESS
        if room < 0:
            return text[:at]
    return text


@lru_cache(maxsize=1024)  # a list shows the same titles after each tap
def _cut(head: str, widest: int) -> str:
    kept, room = "", widest - 1
    for piece in pieces(head):
        if wide(piece.rstrip()) > room:
            kept += _start(piece, room) if wide(piece) > _LONG_WORD or not kept else ""
            break
        kept, room = kept + piece, room - wide(piece)
    return kept.rstrip(_HANGING) + "…"


def _start(piece: str, room: int) -> str:
    """As much of a piece that is too long as fits; in Lao whole syllables, as long as they are no slip of the thumb."""
    start = ""
    for part in syllables(piece):
        whole = "\u0e80" <= part[0] <= "\u0eff" and wide(part) <= _LONG_WORD
        for cluster in [part] if whole else _CLUSTERS.findall(part):
            if wide(start + cluster) > room:
                return start
            start += cluster
    return start


_CLOSING = re.compile(r"[\s.,:;!?%)\]}”’»/…-]")  # never begins a line
_OPENING = re.compile(r"[(\[{“‘«-]$")  # never ends one


def pieces(text: str) -> list[str]:
    """The parts between which a line may break: known words, otherwise syllables; joined they are the text again."""
    parts = syllables(text)
    found: list[str] = []
    at = 0
    while at < len(parts):
        lengths = range(min(_LONGEST_WORD, len(parts) - at), 1, -1)
        length = next((n for n in lengths if "".join(parts[at : at + n]) in WORDS), 1)
        piece = "".join(parts[at : at + length])
        if found and (_CLOSING.match(piece) or _OPENING.search(found[-1])):
            found[-1] += piece
        else:
            found.append(piece)
        at += length
    return found
