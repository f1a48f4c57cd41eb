"""A screen: one page of the conversation. It loads what it shows, draws it, and reacts to what people do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeVar

from bot.chat import address
from bot.chat.address import Address, Back, Go, Value
from bot.chat.message import Message
from bot.content.library import Library
from bot.content.pieces import Piece
from bot.domain import zones
from bot.domain.agreements import Needed
from bot.domain.ids import AccountId, ChatId, PersonId
from bot.domain.incoming import Answer, Incoming
from bot.domain.people import Person, Role
from bot.domain.refused import Missing, Refused, Stale
from bot.domain.rounds import Rules
from bot.i18n import Catalogue, Say
from bot.services import media
from bot.store.database import UnitOfWork

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Programme:
    """What every turn may look at besides the database: content, and the bot's own name for links."""

    library: Library
    username: str
    admins: frozenset[int]  # Telegram accounts that become administrators (PHAEN_ADMINS)
    ask_second_above: int  # people an announcement may reach without a second staff member (PHAEN_ASK_SECOND_ABOVE)
    rules: Rules  # PHAEN_DECISION_MINUTES, PHAEN_RETURN_DAYS
    room: media.Room = field(default_factory=media.Room)  # of files (PHAEN_MEDIA_PERSON, PHAEN_MEDIA_PLAN)
    contact: str = ""  # whom people ask to see or erase what is kept about them (PHAEN_CONTACT)
    zone: str = zones.DEFAULT  # of whoever is in no group (PHAEN_TIMEZONE)
    agreement: Needed = Needed.HALF  # of the members, in rounds that are new
    names: Mapping[str, str] = field(default_factory=dict)  # of the programme, by language
    welcome: Mapping[str, str] = field(default_factory=dict)  # what strangers read first, by language
    base: Programme | None = None  # without what was set in the chat (chat/setup.py)
    back_ups: int = 0  # days for which back-ups hold what was erased; 0: nobody knows (PHAEN_BACKUP)


@dataclass(slots=True)
class Turn:
    """One update being answered: who, where, when, and the transaction it happens in."""

    uow: UnitOfWork
    programme: Programme
    now: datetime
    incoming: Incoming
    say: Say
    chat: ChatId
    account: AccountId
    person_or_none: Person | None
    args: Mapping[str, Value] = field(default_factory=dict)
    values: tuple[Value, ...] = ()
    below: str = ""  # the screen that this page returns to
    seen: int | None = None
    continues: bool = False  # a later piece of an answer that was given already
    beside: Go | None = None  # the page that is open while such a piece is added
    flows: bool = False  # nothing was tapped since the last answer: the next may still belong to it
    changed: list[Go] = field(default_factory=list)  # pages that look different now to others (chat/following.py)
    locked: bool = False  # an administrator locked this phone out
    read_aloud: bool = False  # the page is to be read aloud, because somebody asked for it
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)  # the texts of every language

    @property
    def person(self) -> Person:
        """Who speaks; a stranger is refused."""
        if self.person_or_none is None:
            raise Refused("Press /start to begin")
        return self.person_or_none

    @property
    def me(self) -> PersonId:
        return self.person.id

    @property
    def library(self) -> Library:
        return self.programme.library

    @property
    def frozen(self) -> bool:
        """Whether this phone speaks for nobody until somebody has looked: only pages that say so are open to it."""
        return self.locked or bool(self.person_or_none and self.person_or_none.frozen)

    def has(self, roles: frozenset[Role]) -> bool:
        """Whether the speaker has one of `roles`."""
        return bool(self.person_or_none and roles & self.person_or_none.roles)

    def number(self, name: str) -> int:
        """An argument of the page that has to be a number; a forged one is refused."""
        value = self.args.get(name)
        if not isinstance(value, int):
            raise Missing
        return value

    @property
    def page(self) -> int:
        """Which part of a list is open, from 0; `paged` brings one that is not there to the nearest."""
        value = self.args.get("page", 0)
        return value if isinstance(value, int) else 0

    def word(self, name: str) -> str:
        """An argument of the page as text."""
        return str(self.args.get(name, ""))

    def day(self, name: str) -> date:
        """An argument of the page that has to be a day; a forged one is refused."""
        found = address.day(self.word(name))
        if found is None:
            raise Missing
        return found

    def value(self, index: int = 0) -> Value:
        """A value that the tapped button carries; a forged button without it is refused."""
        if index >= len(self.values):
            raise Stale
        return self.values[index]

    def choice(self, index: int = 0) -> int:
        """The same, as a number."""
        value = self.value(index)
        if not isinstance(value, int):
            raise Stale
        return value


@dataclass(frozen=True, slots=True)
class Files:
    """Files that stand above a page in messages of their own; the same `key` is not sent again while it stands."""

    key: str = ""
    contents: Sequence[Mapping[str, Any]] = ()


class Screen(Generic[View]):
    """One page. Subclasses set `name` and `args` and are found by name; methods tap_<action> answer its buttons."""

    name: ClassVar[str] = ""
    args: ClassVar[tuple[str, ...]] = ()  # the page's arguments in the order in which buttons carry them
    roles: ClassVar[frozenset[Role]] = frozenset()  # empty: everybody
    strangers: ClassVar[bool] = False  # may be shown before somebody has a name and has consented
    frozen: ClassVar[bool] = False  # may be shown where two phones say that they are one person, or one is locked out
    groups: ClassVar[bool] = False  # lives in group chats too
    personal: ClassVar[bool] = False  # speaks for one person: a phone that several share asks first who it is
    appends: ClassVar[bool] = False  # later pieces of an answer are added to it
    pieces: ClassVar[bool] = False  # and it opens another by itself, so that the next piece may come after that one
    confidential: ClassVar[bool] = False  # what is said and shown here is kept in its own place and nowhere else
    asks: ClassVar[bool] = False  # typed input is an answer to this page
    help: ClassVar[str] = ""  # how to use this page: two short lines in English, marked for the catalogues
    aloud: ClassVar[tuple[str, ...]] = ()  # texts of this page that staff may speak, in English, marked as well

    def load(self, turn: Turn) -> View | Go:
        """Read exactly what the page shows, or say where to look instead."""
        raise NotImplementedError

    def render(self, view: View, say: Say) -> Message:
        """A view becomes a message; nothing is read here."""
        raise NotImplementedError

    def revision(self, view: View) -> int | None:
        """At which revision the view stands; taps that saw another one change nothing."""
        found: int | None = getattr(view, "revision", None)
        return found

    def spoken(self, turn: Turn, view: View) -> Piece | None:
        """The text of the content that this page shows, when staff may have spoken it."""
        return None

    def picture(self, view: View) -> str:
        """The lesson whose picture comes above this page, "" where none does (chat/above.py)."""
        return ""

    def files(self, view: View) -> Files:
        """What is to be seen or heard above this page (chat/above.py)."""
        return Files()

    def keys(self, turn: Turn) -> list[str]:
        """The labels of the large keyboard, which the first page has; asked in every turn, so this is cheap."""
        return []

    def keyboard(self, turn: Turn) -> Message | None:
        """The large keyboard with the line that brings it."""
        return None

    def tap_hear(self, turn: Turn, view: View) -> None:
        """Read this page aloud (chat/aloud.py)."""
        turn.read_aloud = True

    def on_answer(self, turn: Turn, view: View, answer: Answer) -> Go | Back | None:
        """Text, voice or photo for this page; only called where `asks` is True."""
        raise NotImplementedError

    def __init_subclass__(cls, **kw: object) -> None:
        super().__init_subclass__(**kw)
        if cls.name:
            if cls.name in SCREENS:
                raise TypeError(f"two screens are called {cls.name}")
            SCREENS[cls.name] = cls()


SCREENS: dict[str, Screen[Any]] = {}


def page_of(claim: Address | None) -> Go | None:
    """The page that a button's data names; None when no screen of this version takes it."""
    screen = SCREENS.get(claim.screen) if claim else None
    if claim is None or screen is None or len(claim.args) > len(screen.args):
        return None
    return Go(claim.screen, dict(zip(screen.args, claim.args, strict=False)), push=claim.push, part=claim.part)
