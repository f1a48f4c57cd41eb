"""What changed from one version of the plan to the next."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, mark
from bot.screens.plan.words import version_changed
from bot.services.plans import versions
from bot.services.plans.versions import SentVersion


class Changes(Screen[SentVersion]):
    name = "plan.changes"
    args = ("submission",)
    help: ClassVar[str] = mark("What was there before, and what is there in this version")

    def load(self, turn: Turn) -> SentVersion | Go:
        found = versions.open_version(turn.uow, turn.library, turn.number("submission"), by=turn.person)
        return found if found.version.number > 1 else Go("plan.version", dict(turn.args))

    def render(self, view: SentVersion, say: Say) -> Message:
        number = view.version.number
        back = Button(say("📝 Version {n}", n=number), Go("plan.version", {"submission": view.submission.id}))
        return Message(version_changed(number, view.changes, view.whole.form, say), [[back]], asks=Html())
