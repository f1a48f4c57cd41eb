"""The words in which people say days, in Lao and English, put into one small plain language that `dates` understands.

"ວັນທີ 15 ເດືອນ ມັງກອນ ປີ 2027", "15 Jan. 2027" and "15-1-2027" become "15 m1 2027" or "15 1 2027"; "ອີກສອງອາທິດ"
becomes "in 2 week"; "ວັນຈັນໜ້າ" becomes "w0 next". Names of months and their short forms are those of CLDR, and what
people make of them.
"""

import re
from datetime import date

from bot.understand import lao, numbers

LONGEST = 80  # characters; a longer text is a story, not a day

_MEANINGS = {
    "m1": "ມັງກອນ ມົກກະລາ ມ.ກ. january jan",
    "m2": "ກຸມພາ ກ.ພ. february feb",
    "m3": "ມີນາ ມີນາຄົມ ມ.ນ. march mar",
    "m4": "ເມສາ ເມສາຍົນ ມ.ສ. april apr",
    "m5": "ພຶດສະພາ ພຶດສະພາຄົມ ພຶສະພາ ພຶດສພາ ພຶສພາ ພ.ພ. may",
    "m6": "ມິຖຸນາ ມິຖຸນາຍົນ ມິ.ຖ. june jun",
    "m7": "ກໍລະກົດ ກໍລະກະດາ ກ.ລ. ກ.ກ. july jul",
    "m8": "ສິງຫາ ສິງຫາຄົມ ສ.ຫ. august aug",
    "m9": "ກັນຍາ ກັນຍາຍົນ ກ.ຍ. september sept sep",
    "m10": "ຕຸລາ ຕຸລາຄົມ ຕ.ລ. october oct",
    "m11": "ພະຈິກ ພະຈິກາ ພຶດສະຈິກາ ພ.ຈ. november nov",
    "m12": "ທັນວາ ທັນວາຄົມ ທ.ວ. december dec",
    "w0": "ວັນຈັນ ຈັນ monday mon",
    "w1": "ວັນອັງຄານ ອັງຄານ tuesday tues tue",
    "w2": "ວັນພຸດ ພຸດ wednesday wed",
    "w3": "ວັນພະຫັດ ພະຫັດ ພະຫັດສະບໍດີ ວັນພະຫັດສະບໍດີ thursday thurs thur thu",
    "w4": "ວັນສຸກ ສຸກ friday fri",
    "w5": "ວັນເສົາ ເສົາ saturday sat",
    "w6": "ວັນອາທິດ ມື້ອາທິດ ວັນທິດ sunday sun",
    "today": "ມື້ນີ້ ວັນນີ້ ມື້ນີ today",
    "tomorrow": "ມື້ອື່ນ ມື້ອຶ່ນ tomorrow tomorow tmrw tmr",
    "overmorrow": "ມື້ຮື ມື້ຮື້ ມື້ຮຶ",
    "yesterday": "ມື້ວານ ມື້ວານນີ້ yesterday",
    "in": "ອີກ ໃນອີກ ພາຍໃນອີກ ໃນ ພາຍໃນ in within",
    "day": "ມື້ ວັນ day days",
    "week": "ອາທິດ ສັບປະດາ week weeks",
    "month": "ເດືອນ month months",
    "year": "ປີ year years",
    "next": "ໜ້າ ຕໍ່ໄປ ຖັດໄປ next coming",
    "this": "ນີ້ this",
    "last": "ແລ້ວ ທີ່ແລ້ວ ຜ່ານມາ ທີ່ຜ່ານມາ last",
    "ahead": "ຂ້າງໜ້າ ຈາກນີ້ ຈາກມື້ນີ້ later",
    "ago": "ກ່ອນ ຜ່ານໄປ ago",
    "start": "ຕົ້ນ beginning start early",
    "mid": "ກາງ middle mid",
    "end": "ທ້າຍ ສິ້ນ ປາຍ ໝົດ end late",
    "end week": "weekend",
    "half": "ເຄິ່ງ half",
    "about": "ຫຼັງ ຫຼັງຈາກ before after",
    "to": "ຫາ ເຖິງ ຮອດ ຫຼື to until till or",
    "date": "ວັນທີ ວັນທີ່ date",
    "waxing": "ຂຶ້ນ ຂື້ນ waxing",
    "waning": "ແຮມ waning",
    "night": "ຄ່ຳ",
    "holy": "ວັນສິນ ວັນສີນ ມື້ສິນ ວັນພະ",
    "full": "ວັນເພັງ ເດືອນເພັງ",
    "": "ທີ ທີ່ ຂອງ ແມ່ນ ຕັ້ງແຕ່ ແຕ່ ບໍ່ໃຫ້ກາຍ ກຳນົດ ຄ.ສ. ພ.ສ. ເວລາ ຕອນເຊົ້າ ຕອນສວາຍ ຕອນທ່ຽງ ຕອນບ່າຍ ຕອນແລງ ຕອນຄ່ຳ "
    "ເຊົ້າ ບ່າຍ ແລງ on by at the of from due st nd rd th be ce ad morning noon afternoon evening night",
}
_PHRASES = {
    "day after tomorrow": "overmorrow",
    "full moon": "full",
    "from now": "ahead",
    "from today": "ahead",
    "half a": "half",
    "no later than": "",
    "not later than": "",
    "ປີກາຍ": "year last",
    "ປີກາຍນີ້": "year last",
    "fortnight": "2 week",
    "a fortnight": "2 week",
    "and a half": "half",
}


def _vocabulary() -> dict[str, str]:
    """Folded form → plain word; a short form such as ມ.ກ. also without its points."""
    words = dict(_PHRASES)
    for plain, forms in _MEANINGS.items():
        for form in map(lao.fold, forms.split()):
            words |= {form: plain, form.rstrip("."): plain, form.replace(".", ""): plain}
    return words


_WORDS = _vocabulary()
_LONGEST_FIRST = sorted(_WORDS, key=len, reverse=True)
_WORD = "|".join(
    rf"(?<![a-z]){re.escape(form)}(?![a-z])" if form.isascii() else re.escape(form) for form in _LONGEST_FIRST
)
_TOKEN = re.compile(
    rf"(?P<number>\d+)|(?P<word>{_WORD})|(?P<to>(?<=\d) ?[-–—] ?(?=\d))|[\s/.()\-–—?!'’\"“”]+|(?<!\d),|,(?!\d)"
)
_NAMES_IN_ORDER = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {name: number for number, name in enumerate(_NAMES_IN_ORDER.split(), 1)}
_ORDINAL = re.compile(rf"\b(?:(twenty|thirty)[ -])?({'|'.join(_ORDINALS)}|thirtieth)\b")
_ARTICLE = re.compile(r"\ban? (?=(?:day|week|month|year)\b)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?: ?(?:ໂມງ|am|pm))?|\d{1,2} ?(?:ໂມງ(?:ເຄິ່ງ)?|am\b|pm\b|o'clock)")
_HYPHENS = re.compile(r"(\d+) ?[-–] ?(\d+) ?[-–] ?(\d+)")
_BEFORE_NOUN = re.compile(r"\b(next|this|last) (week|month|year|full|w\d|m\d+)\b")


def plain(folded: str, today: date) -> str | None:
    """The text in the plain language, months and years such as "next month" written out; None if a word is unknown."""
    if len(folded) > LONGEST:
        return None
    words: list[str] = []
    at, text = 0, _HYPHENS.sub(r"\1 \2 \3", _counted(folded))
    if text.startswith(("-", "–", "−")):  # a number below nought, or the second half of something
        return None
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        words.append(token["number"] or ("to" if token["to"] else _WORDS.get(token["word"] or "", "")))
        at = token.end()
    return _dated(_BEFORE_NOUN.sub(r"\2 \1", " ".join(" ".join(words).split())), today)


def _counted(folded: str) -> str:
    """Number words as figures, without times of the day: the twenty-first of March, in a week."""
    words = _ARTICLE.sub("1 ", _ORDINAL.sub(_as_figure, _CLOCK.sub(" ", folded)))
    return numbers.figures(words)


def _as_figure(ordinal: re.Match[str]) -> str:
    tens = {"twenty": 20, "thirty": 30}.get(ordinal[1] or "", 0)
    return str(tens + _ORDINALS.get(ordinal[2], 30))


def _dated(words: str, today: date) -> str:
    """Next month and next year by their figures: "15 month next" on 23 Nov 2026 is "15 m12 2026"."""
    if re.fullmatch(r"\d+ month next", words):  # the third of next month, or three months from now
        return words
    for word, step in (("last", -1), ("this", 0), ("next", 1)):
        year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
        counted = r"(?<!\d )" if word == "last" else r"(?<!in \d )(?<!in \d\d )"  # "3 month last": three months ago
        words = re.sub(rf"{counted}\bmonth {word}\b", f"m{month + 1} {year}", words)
        words = re.sub(rf"{counted}\byear {word}\b", f"year {today.year + step}", words)
    return words.replace("date ", "")
