"""Numbers as people write them in Lao and English: 1.500.000, 2,5, ຊາວຫ້າ, 1 ລ້ານ 500 ພັນ, two and a half."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice, product
from typing import Literal

from bot.understand import lao
from bot.understand.readings import Unclear, Unsure

LONGEST = 80  # characters; a longer text is a story, not a number

_DIGITS = {
    0: "ສູນ zero", 1: "ໜຶ່ງ ໜື່ງ ໜຶງ ນຶ່ງ ນື່ງ one", 2: "ສອງ ຍີ່ two", 3: "ສາມ three", 4: "ສີ່ four", 5: "ຫ້າ five",
    6: "ຫົກ six", 7: "ເຈັດ seven", 8: "ແປດ eight", 9: "ເກົ້າ nine",
}  # fmt: skip
_TENS = {
    10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "ຊາວ twenty", 30: "thirty", 40: "forty fourty", 50: "fifty",
    60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
}  # fmt: skip
_SCALES = {
    10: "ສິບ", 100: "ຮ້ອຍ ຮອ້ຍ hundred", 1_000: "ພັນ thousand", 10_000: "ໝື່ນ ໝຶ່ນ", 100_000: "ແສນ",
    1_000_000: "ລ້ານ million millions", 1_000_000_000: "ຕື້ billion",
}  # fmt: skip
_JOINING = "ແລະ ກັບ and a an"
_COUNTED = (
    "ຄົນ ຄອບຄົວ ຫຼັງຄາເຮືອນ ໂຕ ຕົວ ຕົ້ນ ກິໂລກລາມ ກິໂລ ເຮັກຕາ ໄຮ່ ຕາແມັດ ແມັດ ໂຕນ ລິດ ກຸ່ມ ບ້ານ ເທື່ອ ມື້ ອາທິດ ເດືອນ ປີ "
    "ຄົວເຮືອນ ຜູ້ ທ່ານ ແປງ ແຫ່ງ ຫົວ ຖົງ ຫໍ່ ເບ້ຍ ຊົ່ວໂມງ hours hour "
    "people persons person members families family households pigs pig trees plants heads kg kilos kilo ha hectares "
    "hectare tons ton litres times groups villages days weeks months years"
)

Kind = Literal["figure", "digit", "one", "tens", "scale", "half", "point"]


@dataclass(frozen=True, slots=True)
class _Word:
    """One word or figure of a number; a figure such as 1.500 can mean several values."""

    kind: Kind
    values: tuple[Decimal, ...]
    english: bool = False


def _vocabulary() -> Iterator[tuple[str, _Word]]:
    kinds: tuple[tuple[Kind, dict[int, str]], ...] = (("digit", _DIGITS), ("tens", _TENS), ("scale", _SCALES))
    for kind, table in kinds:
        for value, forms in table.items():
            for form in forms.split():
                yield lao.fold(form), _Word(kind, (Decimal(value),), form.isascii())
    yield "ເອັດ", _Word("one", (Decimal(1),))
    yield from ((form, _Word("half", (Decimal("0.5"),))) for form in ("ເຄິ່ງ", "half"))
    yield from ((form, _Word("point", ())) for form in ("ຈຸດ", "point"))


def _either(forms: list[str]) -> str:
    """A pattern for any of the forms, the longest first; Latin words only as whole words."""
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(rf"(?<![a-z]){form}(?![a-z])" if form.isascii() else form for form in longest_first)


_WORDS = dict(_vocabulary())
_FIGURE = r"\d{1,3}(?:[ '’]\d{3})+(?![\d.,'’])|\d+(?:[.,'’]\d+)*"
_GROUPED = re.compile(r"(?!0)\d{1,3}(\D)\d{3}(?:\1\d{3})*")
_TOKEN = re.compile(
    rf"(?P<figure>{_FIGURE})|(?P<word>{_either(list(_WORDS))})|"
    rf"(?P<joining>{_either(_JOINING.split())}|[ ,]+|(?<=[a-z])-(?=[a-z]))"
)
_COUNTING = _either([form for form, word in _WORDS.items() if word.kind not in ("half", "point")])
_SPOKEN = re.compile(rf"(?:{_COUNTING})(?:[ -]?(?:{_COUNTING}))*")
_SPACED_GROUP = re.compile(r"(?<=\d)(?: ([.,])|([.,]) ) ?(?=\d{3}(?!\d))")
_NOUN = re.compile(f"(?<=.)(?:{_either([lao.fold(noun) for noun in _COUNTED.split()])})$")
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75", "1/2": "5", "1/4": "25", "3/4": "75"}
_SCALE = _either([form for form, word in _WORDS.items() if word.kind == "scale"])
_FRACTION = re.compile(rf"(?<![\d.,/])(?:(\d+) ?)?([½¼¾])|(?<![\d.,/])(?:(\d+) )?([13]/[24])(?= ?(?:{_SCALE}))")
_TIMES = re.compile(r" ?(?:[x×*]|ຄູນ|times|@) ?")
_ABOUT = re.compile(
    r"^(?:ປະມານ|ຮາວ|ເກືອບ|ຢ່າງໜ້ອຍ|ຫຼາຍກວ່າ|ໜ້ອຍກວ່າ|ບໍ່ເກີນ|ບໍ່ຮອດ|about|around|nearly|almost|over|under|up to|"
    r"at least|at most|more than|less than|maybe|approx\.?|[~≈<>≤≥])|(?:ກວ່າ|ປາຍ|ປະມານ|\+|or so|or more)$"
)
_BETWEEN = re.compile(r"\s*(?:[-–—]|ຫາ|ເຖິງ|ຮອດ|ຫຼື|\bto\b|\bor\b)\s*")


def read(text: str) -> Decimal | Unsure[Decimal] | Unclear:
    """A count or a measure, with or without its counting word: 12 ຄົນ, 2,5 ເຮັກຕາ, ຊາວຫ້າ, twenty-five families."""
    folded, about = unhedge(lao.fold(text))
    folded = _NOUN.sub("", folded.removesuffix(".")).strip()
    if both := ends(folded):
        values = tuple(islice(meanings(both[0]), 1)) + tuple(islice(meanings(both[1]), 1))
        if len(values) == 2 and values[0] < values[1]:
            return Unsure(values, "range")
    found = tuple(meanings(folded))
    if not found:
        return Unclear()
    if found[0] > 1_000_000_000:
        return Unclear("large")
    return found[0] if len(found) == 1 and not about else Unsure(found, "about" if about else "vague")


def unhedge(folded: str) -> tuple[str, bool]:
    """The text without words such as "about" and "more than", and whether there was one."""
    plain = _ABOUT.sub("", folded).strip()
    return plain, plain != folded


def ends(folded: str) -> tuple[str, str] | None:
    """The two ends of "1-2 ລ້ານ" or "5 to 6"; a smaller first figure borrows the unit of the second."""
    parts = _BETWEEN.split(folded)
    if len(parts) != 2 or not all(parts):
        return None
    first, second = parts
    number = re.match(_FIGURE, second)
    if number and re.fullmatch(_FIGURE, first) and figure(first) < figure(number[0]):
        first += second[number.end() :]
    return first, second


def figures(folded: str) -> str:
    """The text with its number words as figures, where they have one meaning: ອີກສອງເດືອນ becomes ອີກ 2 ເດືອນ."""
    return " ".join(_SPOKEN.sub(_as_figure, folded).split())


def _as_figure(spoken: re.Match[str]) -> str:
    values = tuple(meanings(spoken[0]))
    return f" {values[0]} " if len(values) == 1 else spoken[0]


def meanings(folded: str) -> Iterator[Decimal]:
    """Every value that a folded text of number words and figures can mean, the likeliest first; none if no number."""
    whole = _FRACTION.sub(_as_decimal, folded)
    words = _lex(_SPACED_GROUP.sub(r"\1\2", whole)) if len(whole) <= LONGEST else []
    seen: set[Decimal] = set()
    for values in islice(product(*(word.values or (Decimal(0),) for word in words)), 16):
        for value in map(_plain, _Sum().of(words, values) if words else ()):
            if value not in seen:
                seen.add(value)
                yield value


def _as_decimal(fraction: re.Match[str]) -> str:
    """1½ as 1.5; 1/2 only before a scale (ລ້ານ), elsewhere it may be a day."""
    return f"{fraction[1] or fraction[3] or 0}.{_FRACTIONS[fraction[2] or fraction[4]]}"


def products(folded: str) -> Iterator[Decimal]:
    """Every value that "2 x 500000" or "3 ຄົນ x 100.000" can mean; none where it is no multiplication."""
    factors = [_NOUN.sub("", factor).strip() for factor in _TIMES.split(folded)]
    if len(factors) == 2 and all(factors):
        yield from dict.fromkeys(_plain(a * b) for a in meanings(factors[0]) for b in meanings(factors[1]) if a * b)


def figure(text: str) -> tuple[Decimal, ...]:
    """The values that a figure can have: 1.500 is 1500 by Lao and 1.5 by English habit; 1.500.000 and 1,5 are clear."""
    joined = Decimal(re.sub(r"\D", "", text))
    if text.isdigit():
        return (joined,) if text == str(joined) else ()
    head, mark, tail = re.split(r"(\D)(?=\d+$)", text)
    if _GROUPED.fullmatch(text):
        if mark in " '’" and len(head) == 3 and tail != "000":  # "500 600" may be two numbers
            return ()
        if mark in " '’" or mark in head or tail == "000":
            return (joined,)
    if mark in " '’" or not (head.isdigit() or (mark not in head and _GROUPED.fullmatch(head))):
        return ()
    decimal = Decimal(re.sub(r"\D", "", head) + "." + tail)
    if len(tail) <= 2 or head == "0":
        return (decimal,)
    return (joined, decimal) if len(tail) == 3 and len(re.split(r"\D", head)[0]) <= 3 else ()


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the point: 1.500 is 1.5, 1500.00 is 1500."""
    return Decimal(int(value)) if value == int(value) else value.normalize()


def _lex(text: str) -> list[_Word]:
    """The words of the text; none at all if any part of it is unknown."""
    words: list[_Word] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None or (token["figure"] and not figure(token["figure"])) or (not at and text[0] in ".,"):
            return []
        if token["figure"]:
            words.append(_Word("figure", figure(token["figure"])))
        elif token["word"]:
            words.append(_WORDS[token["word"]])
        at = token.end()
    return words


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a number; what follows it must be smaller than its room."""

    value: Decimal
    room: Decimal
    kind: Kind
    exact: bool = False  # English words and ເອັດ are meant as said; a bare Lao digit after a scale may not be


# How many of a scale are said at most: "fifteen hundred", ສິບແສນ, but not ຮ້ອຍແສນ. Figures may be larger (1500 ພັນ).
_MOST = {10: 10, 100: 100, 10_000: 100, 100_000: 100}


@dataclass(slots=True)
class _Sum:
    """A number as it grows from left to right, in parts of falling size."""

    parts: list[_Part] = field(default_factory=list)
    decimal: Decimal | None = None  # the worth of the next digit after a spoken point
    unsaid: bool = False  # the text began with a scale: ລ້ານໜຶ່ງ

    def of(self, words: list[_Word], values: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        """The values that the words together can mean; none when they do not fit together."""
        fits = all(self._take(word, value) for word, value in zip(words, values, strict=True))
        return self._said() if fits else ()

    def _take(self, word: _Word, value: Decimal) -> bool:
        match word.kind:
            case "point":
                self.decimal = Decimal("0.1")
                return bool(self.parts)
            case "scale":
                return self._multiply(value)
            case "half":
                return self._halve()
            case _ if self.decimal:
                self.parts[-1] = replace(
                    self.parts[-1], value=self.parts[-1].value + value * self.decimal, room=Decimal(0)
                )
                self.decimal /= 10
                return value < 10
        room = Decimal(10) if word.kind == "tens" and value >= 20 else Decimal(1)
        return self._push(_Part(value, room, word.kind, word.english or word.kind == "one"))

    def _push(self, part: _Part) -> bool:
        fits = not self.parts or part.value < self.parts[-1].room
        self.parts.append(part)
        return fits

    def _multiply(self, scale: Decimal) -> bool:
        """Apply a scale to all that was said since something larger: (ຮ້ອຍ ຫ້າສິບ) ພັນ."""
        said: list[_Part] = []
        while self.parts and (self.parts[-1].value < scale or (not said and self.parts[-1].kind == "figure")):
            said.append(self.parts.pop())
        if not said and self.parts and scale > 10:
            return False
        self.decimal = None
        self.unsaid = self.unsaid or not (said or self.parts)
        count = sum((part.value for part in said), Decimal(0)) if said else Decimal(1)
        too_many = count >= _MOST.get(int(scale), count + 1) and (scale == 10 or said[0].kind != "figure")
        return not too_many and self._push(_Part(count * scale, scale if count == int(count) else Decimal(0), "scale"))

    def _halve(self) -> bool:
        """ເຄິ່ງ after a scale is half of the scale (ລ້ານເຄິ່ງ), otherwise a half."""
        if not self.parts:
            return self._push(_Part(Decimal("0.5"), Decimal(0), "half"))
        last = self.parts[-1]
        half = last.room / 2 if last.kind == "scale" and last.room >= 100 else Decimal("0.5")
        self.parts[-1] = replace(last, value=last.value + half, room=Decimal(0), exact=True)
        return last.room > 0

    def _said(self) -> tuple[Decimal, ...]:
        """The sum, and before it what a bare end means in speech: ລ້ານຫ້າ is 1.5 million more often than 1,000,005."""
        large = next((part for part in reversed(self.parts) if part.kind == "scale" and part.room >= 100), None)
        total = sum((part.value for part in self.parts), Decimal(0))
        if large is None or self.parts[-1].exact:
            return (total,)
        rest = sum((part.value for part in self.parts[self.parts.index(large) + 1 :]), Decimal(0))
        if rest == 1 and self.unsaid and large is self.parts[0]:
            return (total - 1, total - 1 + large.room / 10, total)
        step = large.room / 10 if rest < 10 else Decimal(1_000) if large.room >= 100_000 else Decimal(0)
        spoken = total - rest + rest * step
        return (spoken, total) if rest and step and rest * step < large.room else (total,)
