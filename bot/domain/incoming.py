"""What came from Telegram, in our own words: the transport translates updates into these."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import AccountId, ChatId, MediumId
from bot.domain.marks import Mark


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody sent, still at Telegram; size in bytes, length in seconds."""

    kind: str  # photo, voice, audio, video, document
    file_id: str
    unique_id: str = ""
    mime: str = ""
    name: str = ""
    size: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update.

    `kind` is one of: command, text, file, contact, location, other, tap, edited, blocked, unblocked, joined (the bot
    came into a group chat), removed (it was taken out), migrated, ignored.
    """

    kind: str
    chat: ChatId
    account: AccountId
    at: datetime
    private: bool = True
    first_name: str = ""
    message: int = 0
    text: str = ""  # a text, a caption, a command's name or a button's data
    payload: str = ""  # what stands behind a command
    file: File | None = None
    album: str = ""
    reply_to: int | None = None
    tap: str = ""  # Telegram's id of the tap, to answer it
    new_chat: int | None = None
    own: bool = False  # a contact is the sender's own number, as Telegram says
    anonymous: bool = False  # sent as a channel or as an anonymous administrator
    title: str = ""  # of a group chat
    sent: datetime | None = None  # by Telegram's clock, whole seconds; `at` is when it reached us, by ours
    marks: tuple[Mark, ...] = ()  # of a text
    thread: int | None = None  # the topic of a group chat in which it is
    addressee: str = ""  # the bot that a command names: /plan@phaen_bot

    def to(self, username: str) -> bool:
        """Whether it is meant for the bot of this name."""
        return self.addressee.lower() in ("", username.lower())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answers to a page: a text, or a file that is kept already."""

    kind: str  # text, voice, photo, video, document, contact, other
    text: str = ""
    medium: MediumId | None = None
    seconds: int = 0
    values: Mapping[str, str] = field(default_factory=dict)
    own: bool = False  # a contact that is the sender's own number
    marks: tuple[Mark, ...] = ()  # how a text is marked, for those who pass it on as it is

    @property
    def is_text(self) -> bool:
        return self.kind == "text"


_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # characters and signs that show nothing


def says_something(text: str) -> bool:
    """Whether a text has a letter, a number or a sign such as 👍: dots, dashes and what cannot be seen say nothing."""
    return any(unicodedata.category(character)[0] in "LNS" and character not in _BLANK for character in text)
