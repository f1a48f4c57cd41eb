"""What a screen draws: a text or one medium, with buttons under it or a keyboard below the chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.chat import cut
from bot.chat.address import Back, Go, Tap
from bot.i18n import Html, plain
from bot.understand import lao


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies a text of at most 256 characters (Bot API, CopyTextButton)."""

    text: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: one emoji and a word or two (lao-style.md, 1.7)."""

    label: str
    does: Go | Tap | Back | Link | Copy


Rows: TypeAlias = Sequence[Sequence[Button]]


@dataclass(frozen=True, slots=True)
class Medium:
    """A photo, voice or document: one that Telegram holds (`file_id`), a file below PHAEN_DATA, or a recipe.

    A recipe names a document that is made just before it leaves, such as {"paper": "plan", "submission": 3}.
    """

    kind: str  # photo, voice, document, video, audio
    file_id: str = ""
    path: str = ""
    recipe: dict[str, object] | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `keyboard` is the large keyboard below the chat and excludes `rows`.

    `hint` stands greyed out where the person types, `contact` is a first key that sends one's own phone number.
    """

    text: Html
    rows: Rows = ()
    keyboard: Sequence[Sequence[str]] | None = None
    medium: Medium | None = None
    hint: str = ""
    contact: str = ""
    before: Sequence[Mapping[str, object]] = ()  # files that leave by themselves before it (services/media.py)
    above: str = ""  # what just happened; it stands above every part of a long text
    asks: Html | None = (
        None  # what is asked: the last line, and what just happened right above it; "" for a page that tells
    )

    first: bool = False  # what just happened was on the page before: it stands above all
    more: Sequence[Button] = ()  # what stands behind 🧭 (chat/behind.py)
    more_label: str = ""  # where 🧭 has words of its own

    def under(self, note: str) -> Message:
        """The same message with a line that says what just happened."""
        return replace(self, above="\n\n".join(part for part in (note, self.above) if part)) if note else self


def column(buttons: Iterable[Button | None]) -> list[list[Button]]:
    """Buttons one below the other; None leaves a place out."""
    return [[button] for button in buttons if button]


def row(*buttons: Button | None) -> list[Button]:
    """Buttons side by side; None leaves a place out."""
    return [button for button in buttons if button]


def grid(buttons: Sequence[Button], width: int) -> list[list[Button]]:
    """Buttons in rows of `width`."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def length(text: str) -> int:
    """A text's length as Telegram counts it: UTF-16 units of its words, without the marks of HTML."""
    return cut.units(plain(Html(text)))


def shortened(text: str, letters: int) -> str:
    """The beginning of somebody's own words in at most `letters` that take room; see `lao.short`. Ours are not cut."""
    return lao.short(text, letters)
