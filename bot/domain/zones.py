"""Time zones: the only file that makes one from its name, and tells which day it is where."""

import re
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

DEFAULT = "Asia/Vientiane"  # where nothing else is said; PHAEN_TIMEZONE says otherwise


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of a name such as Asia/Vientiane, the default one for "". Raises ZoneInfoNotFoundError or ValueError."""
    return ZoneInfo(name or DEFAULT)


def turned(name: str) -> bool:
    """Whether a name says the opposite of what it seems to: Etc/GMT-7 lies east of Greenwich, as Laos does."""
    return bool(re.fullmatch(r"(Etc/)?GMT[+-][1-9]\d?", name))


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """An instant as clocks show it there."""
    return at.astimezone(zone)


def end(of: date, zone: ZoneInfo) -> datetime:
    """The last second of a day there."""
    return datetime.combine(of, time(23, 59, 59), zone)


def day(at: datetime, zone: ZoneInfo) -> date:
    """The day of an instant there."""
    return local(at, zone).date()
