"""What was changed in the plan since a member said what they think of it."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back
from bot.chat.message import Button, Message
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.plan.agree import Agree, AgreeView
from bot.screens.plan.words import changed, title_of

_ROOM = 2400  # UTF-16 units of what changed


class Since(Agree):
    name = "plan.since"
    args: ClassVar[tuple[str, ...]] = ("plan",)
    help: ClassVar[str] = mark("What was there when you answered, and what is there now")

    def render(self, view: AgreeView, say: Say) -> Message:
        told = changed(view.changes, view.whole.form, say, room=_ROOM)
        if view.stands or not view.voice:
            same = say("Nothing was changed since you answered") if view.voice else say("You have not answered yet")
        else:
            same = Html() if view.changes else say("The plan was changed and is as before again")
        return Message(paragraphs(bold(title_of(view.whole, say)), told), [[Button(say("◀ Back"), Back())]], asks=same)
