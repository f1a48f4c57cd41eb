"""How a proposed group is told."""

from __future__ import annotations

from bot.chat.address import Tap
from bot.chat.message import Button, Message, column
from bot.domain.groups import Group
from bot.i18n import Say


def proposal(group: Group, say: Say) -> Message:
    text = say("A new group is proposed: {group}, {village} village. Open it?", group=group.name, village=group.village)
    return Message(
        text, rows=column([Button(say("✅ Open it"), Tap("open")), Button(say("✖️ Do not open it"), Tap("refuse"))])
    )
