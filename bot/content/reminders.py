"""When a group is reminded of an action, and who hears of it when nobody answers, in content/reminders.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.content.fault import Fault
from bot.content.page import Entry, open_page
from bot.content.text import Text
from bot.domain.reminders import Timetable, awake

NUDGED = ("lesson", "draft", "agreement")  # what rests and is called to mind after so many days


@dataclass(frozen=True, slots=True)
class Moment:
    """A reminder `days` after the due date (negative: before)."""

    key: str
    days: int


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who is told when a reminder has had no answer `days` after the due date."""

    to: str  # "leader" or "staff"
    days: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who is reminded of a question to the experts that has waited for so many hours."""

    to: str  # "experts" (whoever has taken it, else all of them) or "staff"
    hours: int


UNANSWERED = (Waiting("experts", 48), Waiting("staff", 96))
"""What a timetable without lines about questions means: two days are what a farmer was promised (issue 4)."""


@dataclass(frozen=True, slots=True)
class YearlyHoliday:
    """Days on which nothing rings, the same in every year: (month, day), the last one included."""

    first: tuple[int, int]
    last: tuple[int, int]
    name: Text

    def holds(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= (day.month, day.day) <= self.last


@dataclass(frozen=True, slots=True)
class ReviewNudges:
    """Days that an expert has for a review, before and after whose end they are reminded; then staff are told."""

    within: int
    before: int
    after: int
    staff: int


@dataclass(frozen=True, slots=True)
class Reminders:
    """The timetable of an action; times are of the group's own zone, days are counted from the start or due date."""

    hour: int  # unless the group chose its own
    quiet_from: time
    quiet_until: time
    moments: tuple[Moment, ...]
    escalations: tuple[Escalation, ...]
    questions: tuple[Waiting, ...] = UNANSWERED
    starts: tuple[Moment, ...] = ()
    rings: int = 3  # messages without a sign of life, after which the last one becomes the summary
    holidays: tuple[YearlyHoliday, ...] = ()
    nudges: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # of NUDGED → days of rest
    review: ReviewNudges | None = None
    minute: int = 0  # past that hour
    evening: time | None = None  # of new groups: lessons, and reminders before and past a day

    @property
    def at(self) -> time:
        """When reminders come to whoever is in no group, and to new groups on the day itself."""
        return time(self.hour, self.minute)

    @property
    def later(self) -> time:
        """When lessons come to whoever is in no group."""
        return self.evening or self.at

    @property
    def timetable(self) -> Timetable:
        """The timetable unless staff changed it for a round or a group."""
        told = {step.to: step.days for step in self.escalations}
        return Timetable(
            tuple(moment.days for moment in self.starts),
            tuple(moment.days for moment in self.moments),
            told.get("leader"),
            told.get("staff"),
        )

    def awake(self, at: datetime, zone: ZoneInfo) -> datetime:
        """`at`, or where that is in the quiet hours of `zone`, their end."""
        return awake(at, zone, self.quiet, self.quiet_until)

    def quiet(self, at: time) -> bool:
        """Whether nothing may ring at this time of day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until


def read_reminders(path: Path, faults: list[Fault]) -> Reminders:
    """Read the timetable."""
    with open_page(path, faults) as page:
        hours = page.entry("quiet")
        nudges = page.entry("nudges") if "nudges" in page else None
        reminders = Reminders(
            hour=page.number("hour"),
            evening=_time(page, "evening") if "evening" in page else None,
            quiet_from=_time(hours, "from"),
            quiet_until=_time(hours, "until"),
            moments=_moments(page, "moments"),
            starts=_moments(page, "starts", optional=True),
            rings=page.number("rings", 3),
            holidays=tuple(_holiday(entry) for entry in page.entries("holidays", optional=True)),
            nudges={kind: nudges.numbers(kind) for kind in NUDGED if nudges},
            review=_review(nudges.entry("review")) if nudges else None,
            escalations=tuple(
                Escalation(entry.word("to", among=("leader", "staff")), entry.number("days"))
                for entry in page.entries("escalations")
            ),
            questions=tuple(
                Waiting(entry.word("to", among=("experts", "staff")), entry.number("hours"))
                for entry in page.entries("questions", optional=True)
            )
            or UNANSWERED,
        )
        if not 0 <= reminders.hour < 24 or reminders.quiet(time(reminders.hour % 24)):
            page.fault("hour", "reminders would come in the quiet hours", "Choose an hour of the day outside them")
        if reminders.evening and reminders.quiet(reminders.evening):
            page.fault("evening", "lessons would come in the quiet hours", "Choose a time of the day outside them")
        return reminders


def _moments(page: Entry, key: str, *, optional: bool = False) -> tuple[Moment, ...]:
    return tuple(Moment(entry.word("key"), entry.number("days")) for entry in page.entries(key, optional=optional))


def _review(entry: Entry) -> ReviewNudges:
    return ReviewNudges(entry.number("within"), entry.number("before"), entry.number("after"), entry.number("staff"))


def _holiday(entry: Entry) -> YearlyHoliday:
    first, last = _day(entry, "from"), _day(entry, "until")
    if first > last:
        entry.fault("until", "this holiday ends before it begins", "Write one over New Year as two")
    return YearlyHoliday(first, last, entry.text("name"))


def _day(entry: Entry, key: str) -> tuple[int, int]:
    words = entry.word(key)
    try:
        found = date.fromisoformat(f"2028-{words}")  # a leap year: 29 February is a day
    except ValueError:
        entry.fault(
            key, f"“{words}” is not a day of the year", 'Write month and day like "04-14", with quotation marks'
        )
        return (1, 1)
    return found.month, found.day


def _time(entry: Entry, key: str) -> time:
    words = entry.word(key)
    try:
        return time.fromisoformat(words)
    except ValueError:
        entry.fault(key, f"“{words}” is not a time", 'Write it like "20:00", with quotation marks')
        return time()
