"""Days as people write them in Lao and English, day first: 15/1/2027, ວັນທີ 15 ມັງກອນ, ອີກ 3 ມື້, next Monday, ທ້າຍເດືອນ.

What has more than one meaning comes back as choices; a season word ("after the harvest") is not a day and is `Unclear`.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.understand import day_words, lao, moon, numbers
from bot.understand.readings import Doubt, Unclear, Unsure

Expected = Literal["future", "past", "any"]
Day = date | Unsure[date] | Unclear

BUDDHIST = range(2540, 2621)  # years of the Buddhist Era, 543 ahead of ours (lao.md)
FAR = 10  # years; a day further away is asked back

_NAMED = {"yesterday": -1, "today": 0, "tomorrow": 1, "overmorrow": 2}
_WEEKS = {"last": -1, "this": 0, "next": 1}
# What to offer for a part of a month (days), a year (months, by their last day) and a week (weekdays), likeliest first.
_DAYS_OF = {None: (1, 15, 31), "start": (1, 5, 10), "mid": (15, 10, 20), "end": (31, 25, 20)}
_MONTHS_OF = {None: (3, 6, 9, 12), "start": (1, 2, 3), "mid": (6, 5, 7), "end": (12, 11, 10)}
_WEEKDAYS_OF = {None: range(7), "start": (0, 1, 2), "mid": (2, 1, 3), "end": (4, 5, 6)}


def read(text: str, *, today: date, expect: Expected = "future") -> Day:
    """The day that is meant; one on the wrong side of today is `Unsure` ("past", "future"), the likely one first."""
    folded, about = numbers.unhedge(lao.fold(text))
    words = day_words.plain(folded, today)
    day = understand(words, today=today, expect=expect) if words else Unclear()
    return _doubted(day, "about") if about else day


def understand(words: str, *, today: date, expect: Expected = "future") -> Day:
    """The same for words in the plain language of `day_words`."""
    return _Reader(today, expect).read(words)


def add_months(day: date, months: int) -> date:
    """The same day of a later or earlier month, or its last day: a month after 31 January is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _clipped(year, month + 1, day.day)


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _doubted(day: Day, why: Doubt) -> Day:
    return Unsure((day,), why) if isinstance(day, date) else day


def _choices(days: Iterable[Day], why: Doubt) -> Day:
    clear = tuple(day for day in days if isinstance(day, date))
    return Unsure(clear, why) if clear else Unclear()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Understands the plain language of `day_words`, as written today, of days to come, gone by, or any."""

    today: date
    expect: Expected

    def read(self, words: str) -> Day:
        for pattern, understand in _RULES:
            if match := pattern.fullmatch(words):
                return understand(self, **match.groupdict())
        return Unclear()

    def day_month_year(self, day: str, month: str, year: str) -> Day:
        found = self._year(year)
        if int(month) > 12 >= int(day):
            return _doubted(self.day_month_year(month, day, year), "order")
        if found is None or not (0 < int(day) <= 31 and 0 < int(month) <= 12):
            return Unclear()
        that = _clipped(found, int(month), int(day))
        if that.day != int(day):
            return Unsure((that, that + timedelta(1)), "no_such_day")
        return self._expected(that) if str(found).endswith(year) else Unsure((that,), "era")

    def day_month(self, day: str, month: str) -> Day:
        """Without a year: the nearest on the expected side of today; asked where both sides are possible."""
        if int(month) > 12 >= int(day):
            return _doubted(self.day_month(month, day), "order")
        if not (0 < int(day) <= 31 and 0 < int(month) <= 12):
            return Unclear()
        near = self._nearest(int(month), int(day))
        if near[0].day != int(day):
            return Unsure((near[0], near[0] + timedelta(1)), "no_such_day")
        return near[0] if len(near) == 1 else Unsure(near, "vague")

    def month_day(self, month: str, day: str) -> Day:
        """Jan 15; but "ມັງກອນ 27" may be a year."""
        found, year = self.day_month(day, month), self._year(day)
        return Unsure((found, *_month(year, int(month))), "vague") if isinstance(found, date) and year else found

    def day_only(self, day: str) -> Day:
        """ວັນທີ 15: of this month or of the next that has such a day."""
        steps = range(0, -4, -1) if self.expect == "past" else range(4)
        months = [add_months(self.today.replace(day=1), step) for step in steps]
        days = [
            month.replace(day=int(day)) for month in months if 0 < int(day) <= monthrange(month.year, month.month)[1]
        ]
        return _choices([that for that in days if self._fits(that)][:2], "vague")

    def day_or_length(self, count: str) -> Day:
        """3 ເດືອນໜ້າ: the third of next month, or three months from now."""
        month = add_months(self.today, 1)
        that = self.day_month_year(count, str(month.month), str(month.year))
        return _choices([that, self._moved(int(count), "month")], "vague")

    def month_number(self, month: str, year: str | None) -> Day:
        """ເດືອນ 5 may be May, or the fifth month of the Lao year, which is April (seasons.md, 5)."""
        found = self.part_of_month(month, year)
        if not isinstance(found, Unsure):
            return found
        return Unsure((*found.choices, add_months(found.choices[0], -1).replace(day=15)), found.why)

    def part_of_month(self, month: str, year: str | None, part: str | None = None) -> Day:
        """Days of a month with or without its year: ມັງກອນ, ທ້າຍມັງກອນ, end of January 2027."""
        known = self._year(year) if year else self.today.year
        if not known or not 0 < int(month) <= 12:
            return Unclear()
        days = _month(known, int(month), part)
        if not year and not any(map(self._fits, days)):
            days = _month(known + (-1 if self.expect == "past" else 1), int(month), part)
        return self._offer(days, "era" if year and not str(known).endswith(year) else "vague")

    def part_of_this_month(self, part: str) -> Day:
        other = add_months(self.today, -1 if self.expect == "past" else 1)
        days = _month(self.today.year, self.today.month, part) + _month(other.year, other.month, part)
        return self._offer([day for day in days if self._fits(day)][:3])

    def part_of_year(self, part: str | None, year: str | None = None) -> Day:
        known = self._year(year) if year else self.today.year
        if not known:
            return Unclear()
        days = [_clipped(known, month, 31) for month in _MONTHS_OF[part]]
        if not year and not any(map(self._fits, days)):
            other = known + (-1 if self.expect == "past" else 1)
            days = [_clipped(other, month, 31) for month in _MONTHS_OF[part]]
        return self._offer(days, "era" if year and not str(known).endswith(year) else "vague")

    def part_of_week(self, part: str | None, which: str = "this") -> Day:
        return self._offer([self._monday(which) + timedelta(day) for day in _WEEKDAYS_OF[part]])

    def night(self, night: str, side: str, month: str | None = None) -> Day:
        """ຂຶ້ນ 15 ຄ່ຳ, perhaps of a Lao month, which runs about one ahead; always asked, for it may be a day off."""
        behind = 0 if side == "waxing" else moon.FULL
        return self._nights([behind + int(night)], month) if 0 < int(night) <= moon.FULL else Unclear()

    def holy_day(self) -> Day:
        """ວັນສິນ comes four times a moon."""
        return self._nights(moon.HOLY)

    def full_moon(self) -> Day:
        return self._nights([moon.FULL])

    def _nights(self, wanted: Sequence[int], month: str | None = None) -> Day:
        if month and not 0 < int(month) <= 12:
            return Unclear()
        reach = timedelta(400 if month else 100)
        first = self.today - reach if self.expect != "future" else self.today
        last = self.today + reach if self.expect != "past" else self.today
        days = moon.nights(wanted, first=first, last=last)
        near = [day for day in days if not month or (day.month - int(month)) % 12 in (11, 0)]
        return _choices(sorted(near, key=lambda day: abs(day - self.today))[:3], "vague")

    def named(self, name: str) -> Day:
        return self._moved(_NAMED[name], "day")

    def after(self, unit: str, count: str | None = None) -> Day:
        """ອີກ 3 ມື້, in two weeks, ອີກເດືອນໜຶ່ງ."""
        return self._moved(int(count or 1), unit)

    def within(self, unit: str) -> Day:
        """ອີກອາທິດ is a week from today; ພາຍໃນປີ is in this year."""
        sunday, month = self._monday("this") + timedelta(6), add_months(self.today.replace(day=1), 1) - timedelta(1)
        last = {"day": self.today, "week": sunday, "month": month, "year": self.today.replace(month=12, day=31)}
        return _choices([self._moved(1, unit), last[unit]], "vague")

    def before(self, unit: str, count: str) -> Day:
        return self._moved(-int(count), unit)

    def after_half(self, unit: str, count: str | None) -> Day:
        """ອີກເດືອນເຄິ່ງ, ອີກ 2 ປີເຄິ່ງ."""
        whole = self._moved(int(count or 1), unit)
        if not isinstance(whole, date):
            return whole
        half = add_months(whole, 6) if unit == "year" else whole + timedelta({"week": 4, "month": 15}[unit])
        return Unsure((half,), "vague")

    def between_lengths(self, first: str, last: str, unit: str) -> Day:
        return _choices([self._moved(int(count), unit) for count in (first, last)], "range")

    def weekday(self, number: str, which: str | None) -> Day:
        """The coming one; "next Friday" on a Monday may be this week's or the week after's."""
        coming = self.today + timedelta((int(number) - self.today.weekday()) % 7)
        earlier, later = coming - timedelta(7), coming + timedelta(7)
        if which == "last":
            return self._sided(earlier)
        if coming == self.today:
            return self._sided(later) if which == "next" else Unsure((coming, later), "vague")
        if which == "next" and coming < self._monday("next"):
            return Unsure((coming, later), "vague")
        if which is None and self.expect != "future":
            return earlier if self.expect == "past" else Unsure((coming, earlier), "vague")
        return self._sided(coming)

    def weekday_of_week(self, number: str, which: str) -> Day:
        return self._sided(self._monday(which) + timedelta(int(number)))

    def weekday_and_day(self, number: str, words: str) -> Day:
        """ວັນສຸກ 15/1/2027, checked: 15/1/2027 is a Friday."""
        day = self.read(words)
        if not isinstance(day, date) or day.weekday() == int(number):
            return day
        near = (day + timedelta(step) for step in range(-3, 4))
        return Unsure((day, *(that for that in near if that.weekday() == int(number))), "weekday")

    def range(self, first: str, last: str) -> Day:
        """Two ends; "15 to 20 m1" borrows the month of the second."""
        if first.isdigit():
            first = re.sub(r"^\d+", first, last)
        days = tuple(day for day in (self.read(first), self.read(last)) if isinstance(day, date))
        return Unsure(days, "range") if len(days) == 2 else Unclear()

    def _year(self, written: str) -> int | None:
        """2027, 27, 2570 or 70; None for what is no year of this or the next generation."""
        year = int(written)
        if len(written) == 4:
            return year - 543 if year in BUDDHIST else year if 1900 <= year < 2200 else None
        near = range(self.today.year - FAR, self.today.year + FAR + 1)
        return next((y for y in (2000 + year, 2500 + year - 543) if y in near), None) if len(written) == 2 else None

    def _fits(self, day: date) -> bool:
        return self.expect == "any" or (day >= self.today if self.expect == "future" else day <= self.today)

    def _nearest(self, month: int, day: int) -> tuple[date, ...]:
        """The nearest such day on the expected side; where any is expected, the nearest on both sides."""
        days = (_clipped(self.today.year + step, month, day) for step in (-1, 0, 1))
        near = sorted((that for that in days if self._fits(that)), key=lambda that: abs(that - self.today))
        return tuple(near[: 2 if self.expect == "any" and near[0] != self.today else 1])

    def _sided(self, day: date) -> Day:
        """A day said from today on; on the wrong side of today it is asked back."""
        return day if self._fits(day) else Unsure((day,), "past" if day < self.today else "future")

    def _expected(self, day: date) -> Day:
        """A day of the calendar; on the wrong side of today the year may be wrong."""
        if not self._fits(day):
            return Unsure((*self._nearest(day.month, day.day), day), "past" if day < self.today else "future")
        return Unsure((day,), "far") if abs(day.year - self.today.year) > FAR else day

    def _offer(self, days: list[date], why: Doubt = "vague") -> Day:
        return Unsure(tuple(filter(self._fits, days)) or tuple(days), why)

    def _monday(self, which: str) -> date:
        return self.today + timedelta(7 * _WEEKS[which] - self.today.weekday())

    def _moved(self, count: int, unit: str) -> Day:
        if abs(count) > {"day": 365, "week": 52, "month": 12, "year": 1}[unit] * FAR:
            return Unclear("far")
        if unit in ("month", "year"):
            return self._sided(add_months(self.today, count * {"month": 1, "year": 12}[unit]))
        return self._sided(self.today + timedelta(count * {"day": 1, "week": 7}[unit]))


def _month(year: int, month: int, part: str | None = None) -> list[date]:
    return [_clipped(year, month, day) for day in _DAYS_OF[part]]


def _asked(understand: Callable[..., Day], why: Doubt = "vague") -> Callable[..., Day]:
    """The same reading, but even one clear day is asked back."""
    return lambda reader, **said: _doubted(understand(reader, **said), why)


_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?:month )?m?(?P<month>\d{1,2})", r"(?:year )?(?P<year>\d{2,4})"
_NAME, _IN_YEAR = r"(?:month )?m(?P<month>\d{1,2})", r"(?: (?:year )?(?P<year>\d{4}))?"
_PART, _WHICH, _WEEKDAY = "(?P<part>start|mid|end)", "(?P<which>this|next|last)", r"w(?P<number>\d)"
_COUNT, _UNIT, _WORDS = r"(?P<count>\d+)", "(?P<unit>day|week|month|year)", "(?P<words>.+)"
_ENDS = r"(?P<first>\d+) to (?P<last>\d+)"

_RULES: tuple[tuple[re.Pattern[str], Callable[..., Day]], ...] = tuple(
    (re.compile(pattern), understand)
    for pattern, understand in (
        (f"(?P<name>{'|'.join(_NAMED)})", _Reader.named),
        (rf"(?P<year>\d{{4}}) {_MONTH} {_DAY}", _Reader.day_month_year),
        (f"{_DAY} {_MONTH} {_YEAR}", _Reader.day_month_year),
        (f"{_NAME} {_DAY} {_YEAR}", _Reader.day_month_year),
        (r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})", _asked(_Reader.day_month_year)),
        (f"{_DAY} {_MONTH}", _Reader.day_month),
        (f"{_DAY} to {_MONTH}", _asked(_Reader.day_month)),  # 5-10 is 5 October, or from the 5th to the 10th
        (f"{_NAME} {_DAY}", _Reader.month_day),
        (f"{_DAY}(?: this)?", _Reader.day_only),
        (rf"month (?P<month>\d{{1,2}}){_IN_YEAR}", _Reader.month_number),
        (f"{_NAME}(?: this| next)?{_IN_YEAR}", _Reader.part_of_month),
        (r"(?P<month>\d{1,2}) (?:year )?(?P<year>\d{4})", _Reader.part_of_month),
        (rf"{_PART} {_MONTH}{_IN_YEAR}", _Reader.part_of_month),
        (f"{_PART} month", _Reader.part_of_this_month),
        (r"(?P<side>waxing|waning) (?P<night>\d{1,2})(?: night)?(?: month (?P<month>\d{1,2}))?", _Reader.night),
        ("holy(?: next)?", _Reader.holy_day),
        ("full(?: next)?", _Reader.full_moon),
        (rf"(?:{_PART} )?(?:year )?(?P<year>\d{{4}})", _Reader.part_of_year),
        (f"{_PART} year", _Reader.part_of_year),
        (f"(?:{_PART} )?week {_WHICH}", _Reader.part_of_week),
        (f"{_PART} week", _Reader.part_of_week),
        (f"in {_COUNT} {_UNIT}(?: ahead| next)?", _Reader.after),
        (f"in {_UNIT}(?: ahead| next)?", _Reader.within),
        (f"in {_UNIT} (?P<count>1)(?: ahead)?", _Reader.after),
        ("(?P<unit>week|year) (?P<count>1)", _asked(_Reader.after)),  # ອາທິດໜຶ່ງ; ເດືອນໜຶ່ງ is January, too
        (f"{_COUNT} {_UNIT} ahead", _Reader.after),
        (f"{_COUNT} month next", _Reader.day_or_length),
        (f"{_COUNT} {_UNIT} (?:ago|last)", _Reader.before),
        (f"{_COUNT} {_UNIT}", _asked(_Reader.after)),  # a length of time; perhaps meant from today
        (f"in (?:{_COUNT} )?(?P<unit>week|month|year) half", _Reader.after_half),
        ("(?:in )?half (?P<unit>week|month|year)", lambda reader, unit: reader.after_half(unit, "0")),
        (f"(?:in )?{_ENDS} {_UNIT}", _Reader.between_lengths),
        (f"(?:day )?{_WEEKDAY}(?: {_WHICH})?", _Reader.weekday),
        (f"{_WEEKDAY} week {_WHICH}", _Reader.weekday_of_week),
        (f"week {_WHICH} {_WEEKDAY}", _Reader.weekday_of_week),
        (f"week {_WEEKDAY} {_WHICH}", _Reader.weekday_of_week),  # ອາທິດໜ້າວັນຈັນ
        (f"{_WEEKDAY} {_WORDS}", _Reader.weekday_and_day),
        (f"{_WORDS} {_WEEKDAY}", _Reader.weekday_and_day),
        (f"(?:in|to|day) {_WORDS}", _Reader.read),
        (f"(?:ago|about) {_WORDS}", _asked(_Reader.read, "about")),
        ("(?P<first>.+) to (?P<last>.+)", _Reader.range),
    )
)
