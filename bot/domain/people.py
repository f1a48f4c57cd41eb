"""People, the roles they have, and the Telegram accounts they speak through."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.domain.ids import AccountId, PersonId

FORMER = "👤"  # written where the name of somebody stood who was erased; `Say.who` says it in words


class Role(StrEnum):
    """What somebody may do beyond being a person with a group."""

    STAFF = "staff"
    EXPERT = "expert"
    ADMIN = "admin"


# For whom a page or an action is.
STAFF = frozenset({Role.STAFF})
EXPERTS = frozenset({Role.EXPERT})
ADMINS = frozenset({Role.ADMIN})
ADVISERS = STAFF | EXPERTS  # they answer questions and calls for help
OFFICE = STAFF | ADMINS  # they decide who belongs to what


class RoleState(StrEnum):
    """Whether somebody has the role that they were invited to."""

    WAITING = "waiting"  # an administrator has to confirm
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    TAKEN = "taken"  # they had it, and it was taken away


class Sex(StrEnum):
    """What somebody said of themselves."""

    WOMAN = "woman"
    MAN = "man"


class Youth(StrEnum):
    """Whether somebody is between 18 and 35."""

    YES = "yes"
    NO = "no"


class AccountState(StrEnum):
    """Whether an account can be written to."""

    OK = "ok"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    CHAT_GONE = "chat-gone"
    LOCKED = "locked"  # an administrator locked it out: it opens nothing until a link brings somebody to it


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known to the programme; the Telegram account is a separate thing."""

    id: PersonId
    name: str
    language: str  # "" until chosen
    listens: bool | None  # wants texts read aloud; None until asked
    light: bool  # media are announced with their size and fetched on a tap
    voice: str = ""  # the language in which texts are read to them, "" for their own
    sex: Sex | Literal[""] = ""  # "": not said
    youth: Youth | Literal[""] = ""  # "": not said
    ethnic: str = ""
    phone: str = ""
    asked: str = ""  # the skippable questions that were put already, comma-separated
    consented_at: datetime | None = None
    consent_version: int = 0  # of the privacy notice that they agreed to; 0: before versions were kept
    frozen: bool = False  # two phones say that they are this person: neither speaks for them until somebody has looked
    projects: Sequence[str] = field(default=(), hash=False)  # of whose groups they look after as staff; none: of all
    roles: frozenset[Role] = field(default_factory=frozenset)

    @property
    def known(self) -> bool:
        """Whether the person chose a language, consented and has a name: what every other screen needs."""
        return bool(self.language and self.consented_at and self.name)

    @property
    def own_projects(self) -> frozenset[str]:
        """The projects whose groups alone somebody sees and acts for as staff; empty for all, as for administrators."""
        return frozenset() if Role.ADMIN in self.roles else frozenset(self.projects)

    def looks_after(self, project: str) -> bool:
        """Whether somebody sees and acts for the groups of a project by their work, not by being in one."""
        return bool(self.roles & OFFICE) and (not self.own_projects or project in self.own_projects)


@dataclass(frozen=True, slots=True)
class Account:
    """A Telegram account; `person` is who speaks through it at present."""

    id: AccountId
    person: PersonId | None
    state: AccountState
