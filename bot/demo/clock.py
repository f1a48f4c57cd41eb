"""The demo's clock, which bot and local Telegram share."""

from datetime import UTC, datetime, timedelta


class MovableClock:
    """The system's time plus an offset that only grows."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return datetime.now(UTC) + self._offset

    @property
    def ahead(self) -> timedelta:
        """How far it was moved."""
        return self._offset

    def move(self, to: datetime) -> None:
        """Advance to an instant; an earlier one changes nothing."""
        self._offset += max(to - self.now(), timedelta())
