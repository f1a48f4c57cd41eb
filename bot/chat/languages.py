"""The languages of the catalogues, and who is spoken to in which."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.groups import Group
from bot.domain.people import Person
from bot.i18n import Say, catalogues, learn

FIRST = "lo"  # until somebody chose


class Languages:
    """Every catalogue below a folder, read once."""

    def __init__(self, texts: Path, zone: ZoneInfo) -> None:
        self.zone = zone
        learn(texts)
        self.catalogues = catalogues(texts)

    def of(self, person: Person | None) -> Say:
        """How somebody is spoken to."""
        return self._say(person.language if person else FIRST, light=bool(person and person.light))

    def of_chat(self, group: Group | None) -> Say:
        """How a whole group chat is spoken to."""
        return self._say(group.chat_language if group else FIRST)

    def _say(self, language: str, *, light: bool = False) -> Say:
        return Say(self.catalogues.get(language) or self.catalogues[FIRST], self.zone, light)
