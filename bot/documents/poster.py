"""What stands on the page of an announcement: values only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The announcement in one language: a heading, who speaks and when, the text, and what the QR code is for."""

    head: str
    office: str
    text: str
    scan: str


@dataclass(frozen=True, slots=True)
class Poster:
    """An announcement to hang up, in one language or two, with the bot's link."""

    words: tuple[Words, ...]
    link: str
