"""A recorded voice for a text, and how far it is."""

from enum import StrEnum


class NarrationState(StrEnum):
    """How far a recording is."""

    DRAFT = "draft"  # its speaker has not kept it yet
    KEPT = "kept"  # the one that is heard
    OLD = "old"  # another one replaced it
    REMOVED = "removed"
