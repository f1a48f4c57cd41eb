"""Leaving a flow: it only says that nothing is lost and gives way to the first page."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Message
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, mark

command(Command("cancel", Go("home.cancel"), mark("Leave what I am doing"), order=90))


class Cancel(Screen[None]):
    name = "home.cancel"

    def load(self, turn: Turn) -> Go:
        return Go("home.menu", note=turn.say("Nothing is lost. What you answered is kept, and you can go on any day"))

    def render(self, view: None, say: Say) -> Message:
        raise AssertionError("it always gives way")
