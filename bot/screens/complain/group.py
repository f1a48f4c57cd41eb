"""A confidential word has no place where all read it: in a group chat it is asked kindly to write alone."""

from __future__ import annotations

from bot.chat.message import Button, Link, Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, lines


class Group(Screen[str]):
    """The view is the bot's own name."""

    name = "complain.group"
    groups = True
    strangers = True
    confidential = True

    def load(self, turn: Turn) -> str:
        return turn.programme.username

    def render(self, view: str, say: Say) -> Message:
        text = lines(
            say("🤫 A confidential word is for me alone: everybody reads here"),
            say("Take away what you wrote here, and write /complain in the private chat with me"),
        )
        return Message(text, [[Button(say("💬 Open the private chat"), Link(f"https://t.me/{view}"))]])
