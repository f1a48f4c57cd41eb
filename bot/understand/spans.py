"""Stretches of days as people write them: 1/12 – 15/12/2026, ມັງກອນ ຫາ ມີນາ, in March, ທ້າຍເດືອນໜ້າ, 2027.

A single day is a stretch of one. What has more than one meaning comes back as choices; season words are not read here
(`bot.services.seasons`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TypeAlias

from bot.understand import dates, day_words, lao, numbers
from bot.understand.readings import Unclear, Unsure

Span: TypeAlias = tuple[date, date]
Reading: TypeAlias = Span | Unsure[Span] | Unclear

_DAYS_OF = {"": (1, 31), "start": (1, 10), "mid": (11, 20), "end": (21, 31)}
_MONTHS_OF = {"": (1, 12), "start": (1, 3), "mid": (5, 8), "end": (10, 12)}  # ຕົ້ນປີ, ກາງປີ, ທ້າຍປີ
_LONGEST = timedelta(days=334)  # of a stretch that passes the new year unsaid
_WHICH = {"last": -1, "this": 0, "next": 1}
_MONTH = re.compile(
    r"(?:in )?(?:(?P<part>start|mid|end) )?(?:month )?(?P<named>m)?(?P<month>\d{1,2})(?: (?:year )?(?P<year>\d{4}))?"
)
_YEAR = re.compile(r"(?:in )?(?:(?P<part>start|mid|end) )?(?:year )?(?P<year>\d{4})")
_WEEK = re.compile(r"week (?P<which>last|this|next)")
_SPOKEN_TO = re.compile(r"(?<=\S) ?[-–—] ?(?=\S)")


def read(text: str, *, today: date) -> Reading:
    """The first and the last day that are meant, of days to come."""
    folded, about = numbers.unhedge(lao.fold(text))
    words = day_words.plain(_SPOKEN_TO.sub(_to, folded), today)
    if not words:
        return Unclear()
    found = _between(words, today) if " to " in words else _whole(words, today)
    if not found:
        return Unclear()
    return found[0] if len(found) == 1 and not about else Unsure(tuple(found), "about" if about else "vague")


def _to(sign: re.Match[str]) -> str:
    """A hyphen between a word and anything is "to"; the hyphens of 15-1-2027 and 1-3 are `day_words`' own affair."""
    before, after = sign.string[sign.start() - 1], sign.string[sign.end()]
    return sign[0] if before.isdigit() and after.isdigit() and " " not in sign[0] else " to "


def _between(words: str, today: date) -> list[Span]:
    """Two ends; the first borrows what only the second says: "15 to 20 m1", "m1 to m3 2027", "month 1 to 3"."""
    first, to, last = words.partition(" to ")
    if not to or " to " in last or not first or not last:
        return []
    if re.fullmatch(r"\d{1,2}", last) and (month := re.match(r"(?:in )?(month )\d", first)):
        last = month[1] + last
    ends = [_whole(_lent(first, last), today) or _whole(first, today), _whole(last, today)]
    if not all(ends):
        return []
    begin, end = ends[0][0][0], ends[1][0][1]
    if begin > end and not (re.search(r"\d{4}", first) and re.search(r"\d{4}", last)):
        end = dates.add_months(end, 12)  # "December to February"
        if end - begin > _LONGEST:  # "20 to 15 January": a slip
            return []
    return [(begin, end)] if begin <= end <= dates.add_months(begin, 12 * dates.FAR) else []


def _lent(first: str, last: str) -> str:
    """The first end with the month and the year of the second."""
    if re.fullmatch(r"\d{1,2}", first):
        return re.sub(r"^\d+", first, last)
    year = re.search(r"\b(\d{4})$", last)
    return f"{first} {year[1]}" if year and not re.search(r"\d{4}", first) else first


def _whole(words: str, today: date) -> list[Span]:
    """A month, a part of one, a year, a week, or a day."""
    if week := _WEEK.fullmatch(words):
        monday = today + timedelta(7 * _WHICH[week["which"]] - today.weekday())
        return [(monday, monday + timedelta(6))]
    if (year := _YEAR.fullmatch(words)) and (known := _christian(year["year"])):
        first, last = _MONTHS_OF[year["part"] or ""]
        return [(date(known, first, 1), date(known, last, monthrange(known, last)[1]))]
    if (month := _MONTH.fullmatch(words)) and ("m" in words or month["year"]):
        return _months(month, today)
    match dates.understand(words, today=today):
        case Unclear():
            return []
        case Unsure(choices):
            return [(day, day) for day in choices]
        case day:
            return [(day, day)]


def _months(said: re.Match[str], today: date) -> list[Span]:
    """The month; a number may be that of the Lao year, which runs one ahead (seasons.md, 5)."""
    number, known = int(said["month"]), _christian(said["year"]) if said["year"] else today.year
    if not 0 < number <= 12 or not known:
        return []
    first, last = _DAYS_OF[said["part"] or ""]
    months = [date(known, number, 1)]
    if not said["named"] and "month" in said.string:
        months.append(dates.add_months(months[0], -1))
    spans = [(month.replace(day=first), _day(month, last)) for month in months]
    if not said["year"]:
        spans = [span if span[1] >= today else (_later(span[0]), _day(_later(span[0]), last)) for span in spans]
    return spans


def _later(day: date) -> date:
    return dates.add_months(day, 12)


def _day(month: date, day: int) -> date:
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _christian(written: str) -> int | None:
    year = int(written)
    return year - 543 if year in dates.BUDDHIST else year if 1900 <= year < 2200 else None
