"""A confidential word has no place where all read it: in a group chat it is asked kindly to write alone."""

from __future__ import annotations

from bot.chat.message import Button, Link, Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Say


class Group(Screen[str]):
    """The view is the bot's own name."""

    name = "complain.group"
    groups = True
    strangers = True
    confidential = True

    def load(self, turn: Turn) -> str:
        return turn.programme.username

    def render(self, view: str, say: Say) -> Message:
        told = say("🤫 A confidential word is for me alone: everybody reads here")
        ask = say("Take away what you wrote here, and write /complain in the private chat with me")
        return Message(told, [[Button(say("💬 Open the private chat"), Link(f"https://t.me/{view}"))]], asks=ask)
