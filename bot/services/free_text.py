"""What people answer in their own way – words, voice, photo, file – before a verb keeps it."""

from __future__ import annotations

from bot.domain.incoming import Answer
from bot.domain.refused import Counted, Refused

PARTS = 20  # pieces of one answer: an album of photos, a text in several messages
LONGEST = 2000  # characters; more than anybody reads in a history
_KINDS = ("text", "voice", "audio", "photo", "video", "document")


def words(answer: Answer) -> str:
    """The words of an answer. Refused when it is neither text, voice nor a file, or too long. Raises: Refused."""
    if answer.kind not in _KINDS:
        raise Refused("Sorry, this is not understood yet. You can write, speak or send a photo")
    return not_too_long(answer.text.strip())


def not_too_long(text: str) -> str:
    """The text as it is. Refused above LONGEST characters. Raises: Refused."""
    if len(text) > LONGEST:
        raise too_long(len(text), LONGEST)
    return text


def added(before: str, words: str) -> str:
    """What was said before with more below it. Refused above LONGEST characters together. Raises: Refused."""
    return not_too_long("\n".join(filter(None, (before, words))))


def has_room(pieces: int) -> None:
    """Whether an answer has room for so many pieces: beyond that nobody looks through them. Raises: Refused."""
    if pieces > PARTS:
        raise Refused(
            Counted(
                "An answer has room for {n} piece. What you sent before is kept",
                "An answer has room for {n} pieces. What you sent before is kept",
                PARTS,
            )
        )


def too_long(characters: int, most: int) -> Refused:
    """The refusal of an answer that has so many characters and may have `most`."""
    return Refused(
        Counted(
            "This answer is too long ({x} letter). Please keep it under {max}, or send voice",
            "This answer is too long ({x} letters). Please keep it under {max}, or send voice",
            characters,
        ),
        x=characters,
        max=most,
    )
