"""A notice: a message that somebody gets without having asked, drawn in their language when it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.chat.message import Message
from bot.chat.screen import SCREENS, Programme
from bot.chat.stack import HOME, Page
from bot.domain.people import Person
from bot.i18n import Say
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a notice is drawn from; `person` is None in a group chat."""

    uow: UnitOfWork
    programme: Programme
    args: Mapping[str, Any]
    person: Person | None
    now: datetime
    say: Say


# None: the notice is no longer needed, such as a reminder of something that was done meanwhile.
Draw: TypeAlias = Callable[[Occasion], Message | None]


@dataclass(frozen=True, slots=True)
class Notice:
    """A registered drawing, and the screen that its buttons and the replies to it belong to."""

    draw: Draw
    screen: str
    aloud: bool  # the fixed words of its screen may be read aloud

    def page_of(self, args: Mapping[str, Any]) -> Page:
        """The page behind a notice: those of its arguments that the screen knows."""
        names = SCREENS[self.screen].args
        return Page(self.screen, {name: args[name] for name in names if name in args})


NOTICES: dict[str, Notice] = {}


def notice(name: str, *, screen: str = HOME.screen, aloud: bool = False) -> Callable[[Draw], Draw]:
    """Register the drawing of a notice; two of one name are a mistake of the program.

    `Tap` buttons of the message are actions of `screen`, whose arguments are taken from the notice's.
    """

    def register(draw: Draw) -> Draw:
        if name in NOTICES:
            raise TypeError(f"two notices are called {name}")
        NOTICES[name] = Notice(draw, screen, aloud)
        return draw

    return register
