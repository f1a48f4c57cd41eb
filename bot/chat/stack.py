"""The pages that a person is on: a short stack, so that help, a lesson or a reminder returns to where one was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.chat.address import BEHIND, Go, Value
from bot.chat.screen import SCREENS
from bot.domain import renamed

DEPTH = 6  # deeper than anybody can remember; older pages below are forgotten


@dataclass(frozen=True, slots=True)
class Page:
    """A screen with its arguments, the revision at which it was drawn, and which part of it is shown."""

    screen: str
    args: Mapping[str, Value]
    seen: int | None = None
    part: int = 1

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Page:
        """A page as it was written down, under the names of today."""
        screen = renamed.now("screen", raw["screen"])
        return cls(
            screen, renamed.arguments("argument", screen, raw.get("args", {})), raw.get("seen"), raw.get("part", 1)
        )

    def written(self) -> dict[str, Any]:
        part = {"part": self.part} if self.part > 1 else {}
        return {"screen": self.screen, "args": dict(self.args), "seen": self.seen} | part

    @property
    def address(self) -> str:
        """The same for all who have the page open: its screen and arguments, without the revision."""
        return f"{self.screen}:{self._told}"

    @property
    def addresses(self) -> list[str]:
        """Its address under every name that its screen ever had: bookmarks are not written anew."""
        return [f"{name}:{self._told}" for name in renamed.ever("screen", self.screen)]

    @property
    def _told(self) -> str:
        return ",".join(f"{name}={value}" for name, value in sorted(self.args.items()))

    @property
    def known(self) -> bool:
        """Whether this version has such a screen, and it takes these arguments."""
        screen = SCREENS.get(self.screen)
        return screen is not None and set(self.args) == set(screen.args[: len(self.args)])

    def same(self, other: Page) -> bool:
        return self.screen == other.screen and dict(self.args) == dict(other.args)


HOME = Page("home.menu", {})


class Stack:
    """Pages, the top one last; never empty. Those that no screen knows any more are left out."""

    def __init__(self, raw: list[dict[str, object]]) -> None:
        pages = [Page.read(entry) for entry in raw] or [HOME]
        self.lost = not pages[-1].known  # the page that somebody was on is one of them
        self.pages = [page for page in pages if page.known] or [HOME]

    @property
    def top(self) -> Page:
        return self.pages[-1]

    @property
    def below(self) -> Page:
        """Where the top page returns to."""
        return self.pages[-2] if len(self.pages) > 1 else HOME

    def go(self, go: Go, *, reset: bool = False) -> None:
        """Put a page on top: a page that is there already is returned to, a pushed one is added, others replace."""
        page = Page(go.screen, dict(go.args), part=go.part)
        if reset and not go.push:
            self.pages = [page]
            return
        for depth, old in enumerate(self.pages):
            if old.same(page):
                self.pages[depth:] = [replace(old, part=go.part)]
                return
        self.front()
        if not go.push:
            self.pages.pop()
        self.pages.append(page)
        del self.pages[:-DEPTH]

    def front(self) -> None:
        """The top page itself, where what stands behind its 🧭 is open."""
        if self.top.part == BEHIND:
            self.pages[-1] = replace(self.top, part=1)

    def back(self) -> None:
        """Take the top page away."""
        self.pages.pop()
        if not self.pages:
            self.pages.append(HOME)

    def redraw(self, seen: int | None) -> None:
        """Note the revision at which the top page was drawn."""
        self.pages[-1] = replace(self.top, seen=seen)

    def written(self) -> list[dict[str, Any]]:
        return [page.written() for page in self.pages]
