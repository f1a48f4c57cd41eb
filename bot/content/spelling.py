"""Lao spelling: the slips that never stand in our texts.

The rules are those of the project's Lao guide: ຳ as one letter, ໜ ໝ ຫຼ, no zero-width signs, no Thai letters.
"""

import re
from collections.abc import Iterator

from bot.understand import lao

_RULES = (
    (r"[\u0e00-\u0e7f]", "a Thai letter", "Write the Lao letter"),
    (
        r"\u0ecd[\u0ec8-\u0ecc]?\u0eb2|[\u0ec8-\u0ecc]\u0ecd\u0eb2",
        "ໍ and າ written as two signs",
        "Write the one letter ຳ",
    ),
    (r"\u0eb3[\u0ec8-\u0ecc]", "a tone mark after ຳ", "Write the tone mark before ຳ"),
    (r"\u0eab(?=[\u0e99\u0ea1])", "ຫ before ນ or ມ", "Write ໜ or ໝ"),
    (r"\u0eab\u0ea5", "ຫ before ລ", "Write ຫຼ"),
    (r"\u0ec0\u0ec0", "ເ twice", "Write the one letter ແ"),
    (r"[\u200b-\u200d\u2060\ufeff]", "a sign without width", "Remove it"),
    (
        r"[\u0e86\u0e89\u0e8c\u0e8e-\u0e93\u0e98\u0ea0\u0ea8\u0ea9\u0eac\u0eba\u0ede\u0edf\u0eca-\u0ecc\u0ece\u0eaf]",
        "a letter or mark that modern Lao does not use",
        "Write the usual letter",
    ),
    (r"\u0ea3", "the letter ຣ", "Write ລ or ຮ; ຣ stands only in ຝຣັ່ງ, ກຣາມ and foreign names"),
    (r"(?!ເເ)[ເແໂໃໄ](?![\u0e81-\u0eae\u0edc\u0edd])", "a vowel sign without a letter after it", "Write the letter"),
    (r"([\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd])\1", "the same mark twice", "Remove one"),
    (r"[\u0ec8-\u0ecc][\u0eb1\u0eb4-\u0ebc]", "a tone mark before a vowel mark", "Write the vowel mark first"),
    (
        r"(?<![\u0e81-\u0eae\u0edc\u0edd\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd])[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]",
        "a mark without a letter below",
        "Remove it",
    ),
)
_SLIPS = tuple((re.compile(pattern), problem, mend) for pattern, problem, mend in _RULES)
_ALLOWED = re.compile("ຝຣັ່ງ|ກຣາມ|ອາຟຣິກາ|ເບຣົາ")


def slips(words: str) -> Iterator[tuple[str, str]]:
    """Each kind of slip in `words`: what is wrong, with the letters concerned, and how to mend it."""
    words = _ALLOWED.sub(lambda match: " " * len(match[0]), words)
    for pattern, problem, mend in _SLIPS:
        if match := pattern.search(words):
            around = words[max(0, match.start() - 6) : match.end() + 6]
            yield f"{problem} in “{around.lstrip(lao.MARK).strip()}”", mend
