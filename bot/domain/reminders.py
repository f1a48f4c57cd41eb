"""When an action's reminders are due, in the group's own time, and what people answer to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain import zones


class CheckInAnswer(StrEnum):
    """The four answers to a reminder."""

    DONE = "done"
    STARTED = "started"
    LATE = "late"
    HELP = "help"


class Entry(StrEnum):
    """What else is kept in the history of an action."""

    SPENT = "spent"  # an amount that was spent, kip
    CORRECTED = "corrected"  # such an amount: the wrong and the right one, kip; no right one where it was struck out
    PHOTO = "photo"
    NOTE = "note"
    LATER = "later"  # somebody asked to be reminded on another day
    TAKEN = "taken"  # an expert or staff helps with a request
    REPLY = "reply"  # an expert or staff answered a help request
    SOLVED = "solved"  # the answer helped
    STILL = "still"  # it did not help yet
    REOPENED = "reopened"  # not done after all
    UNDONE = "undone"  # an answer was taken back within a day


class Told(StrEnum):
    """Where a group hears its reminders."""

    BOTH = "both"
    PRIVATE = "private"
    CHAT = "chat"  # in private all the same while the group has no Telegram chat


class About(StrEnum):
    """The day that a reminder counts from."""

    START = "start"
    DUE = "due"


class TimetableOf(StrEnum):
    """For whom a timetable may be chosen."""

    ROUND = "round"
    GROUP = "group"


class Recipient(StrEnum):
    """Who gets a reminder."""

    OWNER = "owner"  # of the action, unless somebody of the following is meant
    LEADER = "leader"
    STAFF = "staff"
    PERSON = "person"  # somebody who asked to be reminded later


ESCALATIONS = (Recipient.LEADER, Recipient.STAFF)  # who hears of silence; the others are asked how far the action is


class ReminderState(StrEnum):
    """What became of a reminder."""

    WAITING = "waiting"
    HELD = "held"  # the group rests without an end
    SENT = "sent"
    DROPPED = "dropped"


class Help(StrEnum):
    """What somebody wants help with (lao-style.md, row 97)."""

    GROWING = "growing"
    MONEY = "money"
    MARKET = "market"
    DISEASE = "disease"
    PEOPLE = "people"
    OTHER = "other"

    @property
    def for_experts(self) -> bool:
        """Whether a technical expert helps; staff help with the rest."""
        return self in (Help.GROWING, Help.DISEASE)


class Why(StrEnum):
    """Why something is late, as one tap says it."""

    WEATHER = "weather"
    MONEY = "money"
    GOODS = "goods"
    TIME = "time"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Moment:
    """One reminder of an action: `days` after the due date (negative: before), at an instant (UTC)."""

    days: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """When an action is asked about, in days from its start or due date (negative: before), and who hears of silence.

    `leader` and `staff` are days after the due date; None: they are not told.
    """

    starts: tuple[int, ...]
    moments: tuple[int, ...]
    leader: int | None
    staff: int | None


@dataclass(frozen=True, slots=True)
class Hours:
    """Somebody's time zone, and the time of the day at which they are reminded."""

    zone: ZoneInfo
    at: time


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days on which nothing is asked, the last one included. `id` is 0 for those of the content."""

    first: date
    last: date
    name: str
    id: int = 0


def moments_of(due: date, days: Iterable[int], at: time, later: time, zone: ZoneInfo) -> list[Moment]:
    """The reminders of an action that is due on `due`, in `zone`: on that day `at`, before and past it `later`."""
    return [Moment(day, morning(due + timedelta(days=day), later if day else at, zone)) for day in sorted(set(days))]


def morning(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A time of a day in `zone`, as an instant (UTC)."""
    return datetime.combine(day, at, zone).astimezone(UTC)


MIDNIGHT = time(0)


def awake(at: datetime, zone: ZoneInfo, quiet: Callable[[time], bool], until: time) -> datetime:
    """`at`, or when it falls into the quiet hours of `zone`, their end."""
    local = zones.local(at, zone)
    if not quiet(local.time()):
        return at
    end = datetime.combine(local.date(), until, zone)
    return (end if end > local else end + timedelta(days=1)).astimezone(UTC)


def working(at: datetime, zone: ZoneInfo, on: time, free: Callable[[date], bool]) -> datetime:
    """`at`, or when it falls on a `free` day, the time `on` of the next day that is not."""
    day = zones.day(at, zone)
    for later in range(_LONGEST):
        if not free(day + timedelta(days=later)):
            return morning(day + timedelta(days=later), on, zone) if later else at
    return morning(day + timedelta(days=_LONGEST), on, zone)


_LONGEST = 400  # days; holidays without an end would silence a group for good


def overdue(due_on: date, days: int, today: date) -> bool:
    """Whether a reminder comes more than a day late, such as after an outage."""
    return today > due_on + timedelta(days=days + 1)
