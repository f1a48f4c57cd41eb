"""What may become of an update, of a message that leaves, and of a job."""

from enum import StrEnum


class UpdateState(StrEnum):
    """How far an update is."""

    WAITING = "waiting"
    DONE = "done"
    ASIDE = "aside"  # it failed twice: somebody has to look


class Method(StrEnum):
    """What a row of the outbox does to a chat."""

    SEND = "send"
    EDIT = "edit"
    FOLLOW = "follow"  # edit, or leave it
    STRIP = "strip"  # take the buttons off
    DELETE = "delete"
    AMEND = "amend"  # edit what was announced, or leave it
    RECALL = "recall"  # delete what was announced; what is too old for that becomes a line that says so


class SendState(StrEnum):
    """How far a row of the outbox is."""

    PENDING = "pending"
    SENDING = "sending"  # claimed
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"  # it may have arrived
    SUPERSEDED = "superseded"
    PAUSED = "paused"  # of an announcement that waits for its hour, or for somebody to go on with it
    HELD = "held"  # its person speaks through no phone until somebody has looked; then it comes


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
