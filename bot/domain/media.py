"""The kinds of things that people send as words, voices, pictures and files."""

from enum import StrEnum


class MediumKind(StrEnum):
    """What a message of somebody holds; words are no file, but stand beside files in stories."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"
