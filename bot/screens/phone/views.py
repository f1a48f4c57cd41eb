"""What the pages and the notices about a doubted move share."""

from __future__ import annotations

from bot.chat.address import Tap
from bot.chat.message import Button, Message, column
from bot.i18n import Say, lines, mark

NOT_ME = mark("✋ It was not me")


def looking(name: str, say: Say) -> Message:
    """The question to whoever looks at it."""
    text = lines(
        say("🔴 The old phone of {name} says: “It was not me”", name=name),
        say("Nobody can do anything as {name} until you have answered. Meet or call {name} first", name=name),
    )
    buttons = [Button(say("The new phone"), Tap("new")), Button(say("The old phone"), Tap("old"))]
    return Message(text, column(buttons), asks=say("Which phone is the one of {name}?", name=name))
