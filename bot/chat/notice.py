"""A notice: a message that somebody gets without having asked, drawn in their language when it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from bot.chat.message import Message
from bot.chat.screen import SCREENS, Programme
from bot.chat.stack import HOME, Page
from bot.domain import renamed
from bot.domain.notices import Notice, read
from bot.domain.people import Person
from bot.i18n import Say
from bot.store.database import UnitOfWork
from bot.store.outbox import Outgoing

What_co = TypeVar("What_co", bound=Notice, covariant=True)
Kind = TypeVar("Kind", bound=Notice)


@dataclass(frozen=True, slots=True)
class Occasion(Generic[What_co]):
    """What a notice is drawn from; `person` is None in a group chat."""

    uow: UnitOfWork
    programme: Programme
    what: What_co
    person: Person | None
    now: datetime
    say: Say


# None: the notice is no longer needed, such as a reminder of something that was done meanwhile.
Draw: TypeAlias = Callable[[Occasion[Kind]], Message | None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A registered drawing, and the screen that its buttons and the replies to it belong to."""

    kind: type[Notice]
    draw: Draw[Any]
    screen: str
    aloud: bool  # the fixed words of its screen may be read aloud
    frozen: bool  # comes also while two phones say that they are the person

    def page_of(self, what: Notice) -> Page:
        """The page behind a notice: those of its arguments that the screen knows."""
        args = what.args
        return Page(self.screen, {name: args[name] for name in SCREENS[self.screen].args if name in args})


NOTICES: dict[str, Drawing] = {}


def notice(
    kind: type[Kind], *, screen: str = HOME.screen, aloud: bool = False, frozen: bool = False
) -> Callable[[Draw[Kind]], Draw[Kind]]:
    """Register the drawing of a notice; two of one name are a mistake of the program.

    `Tap` buttons of the message are actions of `screen`, whose arguments are taken from the notice's.
    """

    def register(draw: Draw[Kind]) -> Draw[Kind]:
        if kind.notice in NOTICES:
            raise TypeError(f"two notices are called {kind.notice}")
        NOTICES[kind.notice] = Drawing(kind, draw, screen, aloud, frozen)
        return draw

    return register


def of_row(row: Outgoing) -> tuple[Drawing, Notice] | None:
    """What a row tells and how it is drawn; None when it names a notice, or lacks an argument, that nobody knows."""
    name = renamed.now("notice", row.notice)
    drawing = NOTICES.get(name)
    if drawing is None:
        return None
    try:
        return drawing, read(drawing.kind, renamed.arguments("notice argument", name, row.args))
    except ValueError:
        return None
