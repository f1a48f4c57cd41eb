"""When a group is reminded of an action, and who hears of it when nobody answers, in content/reminders.yaml."""

from dataclasses import dataclass
from datetime import time
from pathlib import Path

from bot.content.fault import Fault
from bot.content.page import Entry, open_page


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
class Reminders:
    """The timetable of an action; times are of the group's own zone, days are counted from the due date."""

    hour: int  # unless the group chose its own
    quiet_from: time
    quiet_until: time
    moments: tuple[Moment, ...]
    escalations: tuple[Escalation, ...]
    questions: tuple[Waiting, ...] = UNANSWERED

    def quiet(self, at: time) -> bool:
        """Whether nothing may ring at this time of day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until


def read_reminders(path: Path, faults: list[Fault]) -> Reminders:
    """Read the timetable."""
    with open_page(path, faults) as page:
        hours = page.entry("quiet")
        reminders = Reminders(
            hour=page.number("hour"),
            quiet_from=_time(hours, "from"),
            quiet_until=_time(hours, "until"),
            moments=tuple(Moment(entry.word("key"), entry.number("days")) for entry in page.entries("moments")),
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
        return reminders


def _time(entry: Entry, key: str) -> time:
    words = entry.word(key)
    try:
        return time.fromisoformat(words)
    except ValueError:
        entry.fault(key, f"“{words}” is not a time", 'Write it like "20:00", with quotation marks')
        return time()
