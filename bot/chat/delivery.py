"""What can become of a message on its way to Telegram, and the transport that tries it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; `file_id` sends the same file again without uploading it."""

    message_id: int
    file_id: str = ""
    also: tuple[int, ...] = ()  # the messages before it, where several were sent together
    how: str = ""  # what became of it, where that is something else


class NotSent(Exception):
    """It did not arrive, or nobody knows; the subclasses say which."""


class TooFast(NotSent):
    """Telegram asks to wait `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class Unreachable(NotSent):
    """The network failed. `left` says whether the message may have reached Telegram all the same."""

    def __init__(self, why: str, *, left: bool) -> None:
        super().__init__(why)
        self.left = left


class Taken(Unreachable):
    """Another program asks for this bot's updates, or a webhook takes them."""

    def __init__(self) -> None:
        super().__init__("another program asks for this bot's updates", left=False)


class Gone(NotSent):
    """It can never arrive: "blocked", "deactivated", "chat gone"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Barred(NotSent):
    """The bot may not write there at present: a group is locked for a while, or lets it send no such thing."""


class NoTopic(NotSent):
    """The topic of a group chat is closed at present, or `gone`."""

    def __init__(self, why: str, *, gone: bool) -> None:
        super().__init__(why)
        self.gone = gone


class Moved(NotSent):
    """The group has become a supergroup with another number."""

    def __init__(self, chat: int) -> None:
        super().__init__(f"moved to {chat}")
        self.chat = chat


class Malformed(NotSent):
    """Telegram does not take this message: a mistake of ours, not worth a retry."""


class NotEditable(NotSent):
    """The message cannot become this one by an edit: it is gone, too old, or of another kind."""


class Transport(Protocol):
    """The way to Telegram. Contents are those of `encode`, media resolved to a file id or bytes."""

    async def send(self, chat: int, content: dict[str, object]) -> Sent:
        """Send a new message; raises NotSent."""

    async def send_album(self, chat: int, album: list[dict[str, object]]) -> Sent:
        """Send two to ten media together, each with its words; raises NotSent."""

    async def edit(self, chat: int, message: int, content: dict[str, Any]) -> Sent:
        """Change a message, of one with a medium its words; "not modified" counts as done; raises NotSent."""

    async def strip(self, chat: int, message: int) -> None:
        """Take the buttons off a message; raises NotSent."""

    async def delete(self, chat: int, message: int) -> None:
        """Take a message of ours away; raises NotSent, NotEditable when it is gone or older than two days."""

    async def reachable(self, *, since: float) -> bool:
        """Whether Telegram has answered since a monotonic instant, or does when asked."""

    def true_time(self) -> datetime | None:
        """What Telegram's clock shows now, by its last answer; None before the first."""

    async def answer_tap(self, tap: str, text: str, *, alert: bool) -> None:
        """Answer a tap, best effort: too late or offline is no error."""

    async def fetch(self, file_id: str) -> bytes:
        """The bytes of a file; raises NotSent."""
