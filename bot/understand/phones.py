"""Phone numbers of Laos as people write them, kept in the international form (+8562055123456).

Lengths and area codes: the national plan as published by ITU (E.164, country code 856): mobile 20 + 8 digits, wireless
home phones 30 + 7, fixed lines two digits of the area + 6.
"""

import re

from bot.understand import lao
from bot.understand.readings import Unclear, Unsure

_AREAS = "21|23|31|34|36|38|41|51|54|61|64|71|74|81|84|86|88"
_NATIONAL = re.compile(rf"20[2-9]\d{{7}}|30\d{{7}}|(?:{_AREAS})\d{{6}}")
_LABEL = re.compile(
    r"^(?:ເບີໂທລະສັບ|ເບີໂທ|ໂທລະສັບ|ເບີ|ໂທ|phone|telephone|tel|mobile|call|whatsapp)[\s.:]*(?:ແມ່ນ|is)?[\s.:]*"
)
_BETWEEN = re.compile(r"\s*(?:[/,;]|ຫຼື|ແລະ|\bor\b|\band\b)\s*")
_WRITTEN = re.compile(r"\(?\+?[\d\s().\-–]+")
_APP = re.compile(r"\s*\(?(?:whatsapp|telegram|wa)\)?$")

Phone = str | Unsure[str] | Unclear


def read(text: str) -> Phone:
    """The number in international form; choices when its first digits are missing or there are two numbers."""
    folded = _APP.sub("", _LABEL.sub("", lao.fold(text)))
    found = [_phone(part) for part in _BETWEEN.split(folded)]
    if len(found) == 1:
        return found[0]
    phones = tuple(dict.fromkeys(phone for phone in found if isinstance(phone, str)))
    return Unsure(phones, "several") if len(phones) == len(found) else Unclear()


def _phone(written: str) -> Phone:
    if not _WRITTEN.fullmatch(written):
        return Unclear()
    digits = re.sub(r"\D", "", written)
    abroad = "+" in written or digits.startswith("00")
    digits = digits.removeprefix("00")
    if abroad and not digits.startswith("856"):
        return Unsure(("+" + digits,), "foreign") if 8 <= len(digits) <= 15 and digits[0] != "0" else Unclear("length")
    abroad = abroad or (digits.startswith("856") and len(digits) > 10)
    national = digits.removeprefix("856") if abroad else digits
    return _lao_phone(national.removeprefix("0"), complete=abroad or national.startswith("0"))


def _lao_phone(national: str, *, complete: bool) -> Phone:
    """The country code or a first 0 makes it complete; eight digits else may be a mobile number without its 020."""
    whole = [national] if _NATIONAL.fullmatch(national) else []
    if whole and (complete or len(national) > 8):
        return f"+856{national}"
    shortened = [prefix + national for prefix in ("20", "30") if _NATIONAL.fullmatch(prefix + national)]
    choices = tuple(f"+856{number}" for number in shortened + whole)
    return Unsure(choices, "length") if choices else Unclear("length")
