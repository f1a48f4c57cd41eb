"""Which day it is where is worked out in one file."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import bot
from bot.domain import zones

HOUSE = Path(bot.__file__).parent
_HERE = HOUSE / "domain" / "zones.py"
_ZONE = re.compile(r"\bZoneInfo\(|\.astimezone\((?!UTC\))|Asia/Vientiane\"\)")


def test_a_day_begins_at_midnight_there() -> None:
    at = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
    assert zones.day(at, zones.zone_of("")) == date(2026, 12, 1)
    assert zones.day(at, zones.zone_of("Europe/Berlin")) == date(2026, 11, 30)


def test_no_other_file_makes_a_zone_or_a_local_day() -> None:
    ours = [file for file in HOUSE.rglob("*.py") if "simulator" not in file.parts and file != _HERE]
    assert _ZONE.search(_HERE.read_text())
    assert [str(file) for file in ours if _ZONE.search(file.read_text())] == []
