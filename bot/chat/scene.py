"""One turn in the making, and what it leaves besides its rows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.screen import SCREENS, Turn
from bot.chat.stack import Stack
from bot.store.bookmarks import Bookmark

WHO = "speakers.ask"  # the page that asks who is speaking


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a turn leaves besides its rows: the words that answer a tap."""

    toast: str = ""
    alert: bool = False
    forget: bool = False  # what was said is kept in its own place alone: the update is not to keep it


@dataclass(slots=True)
class Scene:
    """The turn, its stack of pages, and how its page is to be shown."""

    turn: Turn
    stack: Stack
    bookmark: Bookmark
    note: str = ""
    unchanged: bool = False  # the note says why nothing changed: it answers the tap as well
    regrets: tuple[tuple[str, Tap], ...] = ()  # buttons that undo what the note says
    edits_message: int | None = None
    edits_row: int | None = None
    fresh: bool = False  # the page comes as a new message, and the one that it would have edited is taken away
    language: str = ""  # in which the person was spoken to when the turn began
    repeats: bool = False  # what came is seldom an answer, and comes in numbers: the same word about it is said once
    secret: bool = False  # what was said is for a page that keeps it alone

    @property
    def shared(self) -> bool:
        """Whether the top page speaks for one person on a phone that serves several."""
        screen = SCREENS.get(self.stack.top.screen)
        return bool(screen and screen.personal and self.turn.uow.people.shared(self.turn.account))

    def go(self, go: Go, *, reset: bool = False) -> bool:
        """Put a page on the stack; True when a shared phone has to say first who is speaking.

        That is asked where something is opened: by a notice, a command, a link, an old button. Who goes on from page to
        page is still the same; each of these pages shows the name, with a button for somebody else.
        """
        self.stack.go(go, reset=reset)
        if not (go.push or reset) or not self.shared:
            return False
        self.stack.go(Go(WHO, push=True))
        return True
