"""People, the roles they have, and the Telegram accounts they speak through."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AccountId, PersonId


class Role(StrEnum):
    """What somebody may do beyond being a person with a group."""

    STAFF = "staff"
    EXPERT = "expert"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known to the programme; the Telegram account is a separate thing."""

    id: PersonId
    name: str
    language: str  # "" until chosen
    listens: bool | None  # wants texts read aloud; None until asked
    light: bool  # media are announced with their size and fetched on a tap
    voice: str = ""  # the language in which texts are read to them, "" for their own
    sex: str = ""  # "woman", "man" or "" (not said)
    youth: str = ""  # "yes", "no" or "" (not said): 18–35 years
    ethnic: str = ""
    phone: str = ""
    asked: str = ""  # the skippable questions that were put already, comma-separated
    consented_at: datetime | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)

    @property
    def known(self) -> bool:
        """Whether the person chose a language, consented and has a name: what every other screen needs."""
        return bool(self.language and self.consented_at and self.name)


@dataclass(frozen=True, slots=True)
class Account:
    """A Telegram account; `person` is who speaks through it at present."""

    id: AccountId
    person: PersonId | None
    state: str  # "ok", "blocked", "deactivated"
