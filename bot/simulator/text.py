"""Text as Telegram treats it: lengths in UTF-16 units, trimming, auto-detected links, mentions and commands."""

import re
from dataclasses import dataclass, field

from bot.simulator.payload import Json

_DETECTED = re.compile(
    r"(?P<url>https?://[^\s<>\"]+)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<phone_number>\+[1-9]\d{7,14})(?!\w)"
    r"|(?<![\w/])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b"
)


def units(text: str) -> int:
    """The length of a text in UTF-16 code units, in which all limits and offsets are counted."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Formatted:
    text: str
    entities: list[Json] = field(default_factory=list)


def from_plain(text: str, entities: list[Json] | None = None) -> Formatted:
    return trimmed(Formatted(text, list(entities or [])))


def trimmed(formatted: Formatted) -> Formatted:
    """Strips white space at both ends, shifts the entities, and adds the auto-detected ones."""
    text = formatted.text.replace("\r", "")
    lead = units(text[: len(text) - len(text.lstrip())])
    text = text.strip()
    entities = [_shifted(entity, lead, units(text)) for entity in formatted.entities]
    remaining = [entity for entity in entities if entity["length"] > 0]
    return Formatted(text, sorted(remaining + _detected(text, remaining), key=lambda e: (e["offset"], -e["length"])))


def _shifted(entity: Json, lead: int, length: int) -> Json:
    start = max(0, entity["offset"] - lead)
    end = min(length, entity["offset"] + entity["length"] - lead)
    return entity | {"offset": start, "length": end - start}


def _detected(text: str, taken: list[Json]) -> list[Json]:
    if not any(sign in text for sign in "/@+"):
        return []
    detected = [
        {"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match.group())}
        for match in _DETECTED.finditer(text)
    ]
    return [entity for entity in detected if not any(_overlap(entity, other) for other in taken)]


def _overlap(one: Json, other: Json) -> bool:
    hides = other["type"] in ("text_link", "code", "pre")
    return bool(
        hides and one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"]
    )
