"""The button that asks the experts, from wherever one is."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button
from bot.i18n import Say


def ask_button(say: Say, **about: int | str) -> Button:
    """Asks the experts, from where one is: about="lesson" or "step", subject= and place=; the end returns there."""
    return Button(say("❓ Ask an expert"), Go("ask.page", about, push=True))
