"""What the page and the notice about an asked role share."""

from __future__ import annotations

from bot.chat.address import Tap
from bot.chat.message import Button, Message, column
from bot.i18n import Say


def asked_role(say: Say, **names: object) -> Message:
    confirm, refuse = Button(say("✅ Confirm"), Tap("confirm")), Button(say("✖️ Do not confirm"), Tap("refuse"))
    return Message(say("{name} wants to work here as: {role}. Confirm it?", **names), rows=column([confirm, refuse]))
