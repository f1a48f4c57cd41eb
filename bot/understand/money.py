"""Amounts of kip as people write them, and as they are read out: 1,5 ລ້ານ, 500k, ຫ້າແສນກີບ, one million kip.

Kip have no smaller coin and the smallest note in use is 500, so an amount under 1,000 is asked back: thousands are
often left out in speech.
"""

import re
from decimal import Decimal

from bot.understand import lao, numbers
from bot.understand.readings import Unclear, Unsure

LARGEST = 1_000_000_000_000  # kip; beyond what any plan can mean

_SMALLEST_NOTE = 500  # kip
_KIP = re.compile(r"ກີບ(?:ລາວ)?|₭|(?<![a-z])(?:lao )?(?:kips?|lak)(?![a-z])|[.,][-–=]+$")
_FOREIGN = re.compile(
    r"[$€£¥฿₫]|ບາດ|ໂດລາ|ໂດລ່າ|ດອນລາ|ຢວນ|ດົງ|ເອີໂລ|ເຢນ|"
    r"(?<![a-z])(?:baht|thb|bath|usd?|us dollars?|dollars?|yuan|rmb|cny|dong|vnd|euros?|eur|yen|pounds?)(?![a-z])"
)
_LEAD = re.compile(
    r"^(?:(?:ເປັນ|ຈຳນວນ|ເງິນ|ລາຄາ|ມູນຄ່າ|ລວມ|ທັງໝົດ|ງົບປະມານ|ຕ້ອງ|ໃຊ້|total|sum|cost|price|budget|money)[\s:=]*)+|[\s.!]+$"
)
_SHORT = re.compile(r"(?<=\d) ?(k|m|mil|mln|mn|mio|bn)(?![a-z])")  # a bare b may be baht
_LONG = {"k": "thousand", "bn": "billion"}  # all others are millions
_KIP_OR_THOUSAND = re.compile(r"(\d{4,}|\d{1,3}(?:[.,]\d{3})+) ?k")
_NONE = {"ບໍ່ມີ", "ບໍ່ເສຍເງິນ", "ບໍ່ໃຊ້ເງິນ", "ຟລີ", "none", "nothing", "free", "no cost", "nil"}
_SLIP = re.compile(r"(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)\2(\d{1,2})")

Amount = int | Unsure[int] | Unclear


def read(text: str) -> Amount:
    """Whole kip. Nought is an amount; anything that could mean thousands, or two amounts, is asked back."""
    folded, about = numbers.unhedge(_LEAD.sub("", lao.fold(text)))
    if _FOREIGN.search(folded):
        return Unclear("currency")
    if folded in _NONE:
        return Unsure((0,), "vague")
    if (either := _KIP_OR_THOUSAND.fullmatch(folded)) and (kip := int(re.sub(r"\D", "", either[1]))) <= LARGEST:
        return Unsure((kip, kip * 1_000) if kip >= 10_000 else (kip * 1_000, kip), "vague")
    folded = " ".join(_SHORT.sub(lambda short: f" {_LONG.get(short[1], 'million')} ", _KIP.sub(" ", folded)).split())
    amount = _range(folded) or _slip(folded) or _amount(folded)
    return Unsure((amount,), "about") if about and isinstance(amount, int) else amount


def _amount(folded: str) -> Amount:
    found = tuple(numbers.meanings(folded)) or tuple(numbers.products(folded))
    kip = tuple(int(value) for value in found if value == int(value))
    if not found:
        return Unclear()
    if not kip or (len(kip) == 1 and 0 < kip[0] < 1_000):
        return _scaled(found[0])
    if max(kip) > LARGEST:
        return Unclear("large")
    bare = re.fullmatch(r"\d{8,}", folded)  # a phone number, or noughts miscounted
    if bare and (len(folded) >= 10 or kip[0] % _SMALLEST_NOTE):
        return Unsure(kip, "large")
    return kip[0] if len(kip) == 1 else Unsure(kip, "vague")


def _scaled(value: Decimal) -> Amount:
    """Choices for 50 (thousand? million? kip?) and for 1.5."""
    if value >= 1_000:
        return Unclear()
    scales = (1_000, 1_000_000, 1) if value == int(value) else (1_000_000, 1_000)
    return Unsure(tuple(int(value * scale) for scale in scales), "small" if value == int(value) else "vague")


def _range(folded: str) -> Amount | None:
    """1-2 ລ້ານ: the two ends as choices."""
    both = [_amount(end) for end in numbers.ends(folded) or ()]
    kip = tuple(amount for amount in both if isinstance(amount, int))
    return Unsure(kip, "range") if len(kip) == 2 and kip[0] < kip[1] else None


def _slip(folded: str) -> Amount | None:
    """1.500.00: a nought was lost, or the last two are decimals."""
    slip = _SLIP.fullmatch(folded)
    if slip is None or slip[2] not in slip[1]:
        return None
    head = re.sub(r"\D", "", slip[1])
    return Unsure((int(head + slip[3].ljust(3, "0")), int(head)), "vague")


def words(kip: int, language: str) -> str:
    """The amount in words of Lao ("lo") or English ("en"), without the word kip; ValueError below nought."""
    if kip < 0:
        raise ValueError(f"an amount cannot be below nought: {kip}")
    return _lao(kip) or "ສູນ" if language == "lo" else " ".join(_english(kip)) or "zero"


_LAO_DIGITS = ("", "ໜຶ່ງ", "ສອງ", "ສາມ", "ສີ່", "ຫ້າ", "ຫົກ", "ເຈັດ", "ແປດ", "ເກົ້າ")
_LAO_SCALES = ((10**9, "ຕື້"), (10**6, "ລ້ານ"), (10**5, "ແສນ"), (10**3, "ພັນ"), (10**2, "ຮ້ອຍ"))


def _lao(number: int) -> str:
    """20 is ຊາວ, 21 ຊາວເອັດ; tens of thousands are counted in ພັນ, not ໝື່ນ (lao-style.md, 1.8)."""
    for scale, name in _LAO_SCALES:
        if number >= scale:
            rest = number % scale
            return _lao(number // scale) + name + ("ເອັດ" if rest == 1 else _lao(rest))
    tens, ones = divmod(number, 10)
    ten = ("", "ສິບ", "ຊາວ")[tens] if tens < 3 else _LAO_DIGITS[tens] + "ສິບ"
    return ten + ("ເອັດ" if tens and ones == 1 else _LAO_DIGITS[ones])


_ENGLISH_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH = _ENGLISH_WORDS.split()
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (10**2, "hundred"))


def _english(number: int) -> list[str]:
    for scale, name in _ENGLISH_SCALES:
        if number >= scale:
            return [*_english(number // scale), name, *_english(number % scale)]
    if number < 20:
        return [_ENGLISH[number]] if number else []
    tens, ones = _ENGLISH_TENS[number // 10 - 2], number % 10
    return [f"{tens}-{_ENGLISH[ones]}" if ones else tens]
