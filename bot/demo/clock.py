"""The demo's clock, which bot and local Telegram share; it begins by day, when people may be written to."""

from datetime import UTC, datetime, time, timedelta

from bot.domain.reminders import awake
from bot.domain.zones import zone_of

_MORNING, _EVENING = time(7, 30), time(19)  # in Laos; at night announcements and reminders wait


class MovableClock:
    """The system's time plus an offset that only grows; at night it begins in the next morning."""

    def __init__(self) -> None:
        now = datetime.now(UTC)
        self._offset = by_day(now) - now

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return datetime.now(UTC) + self._offset

    @property
    def ahead(self) -> timedelta:
        """How far it was moved."""
        return self._offset

    def go_on(self, ahead: timedelta) -> None:
        """Be as far ahead as an earlier run was."""
        self._offset = max(self._offset, ahead)

    def move(self, to: datetime) -> None:
        """Advance to an instant; an earlier one changes nothing."""
        self._offset += max(to - self.now(), timedelta())


def by_day(now: datetime) -> datetime:
    """An instant by day in Laos: `now`, or the next morning."""
    return awake(now, zone_of(""), lambda at: not _MORNING <= at < _EVENING, _MORNING)
