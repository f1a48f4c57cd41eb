"""The moment after sending: thanks, and the card as a picture that can be passed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, lines, mark
from bot.services import papers
from bot.services.plans import versions
from bot.services.plans.versions import SentVersion


@dataclass(frozen=True, slots=True)
class SentView:
    sent: SentVersion
    chat: bool  # the group has a chat to show the card in


class Sent(Screen[SentView]):
    name = "plan.sent"
    args = ("submission",)
    help: ClassVar[str] = mark("The experts read the plan now. The picture can be passed on to others")

    def load(self, turn: Turn) -> SentView:
        sent = versions.open_version(turn.uow, turn.library, turn.number("submission"), by=turn.person)
        return SentView(sent, sent.whole.group.chat is not None)

    def render(self, view: SentView, say: Say) -> Message:
        told = say("🎉 Version {v} of the plan is sent. Thank you, everyone in the group", v=view.sent.version.number)
        show = Button(say("👥 To the group's chat"), Tap("show")) if view.chat else None
        see = Button(say("📝 See the plan as sent"), Go("plan.version", {"submission": view.sent.submission.id}))
        told = lines(told, say("The experts answer here"))
        if say.light or not view.chat:  # who saves data has no picture above
            return Message(told, column([see, show]), asks=say("See the plan as sent?"))
        return Message(told, column([show, see]), asks=say("Send this picture to the group's chat?"))

    def tap_show(self, turn: Turn, view: SentView) -> Go:
        papers.show_group(turn.uow, view.sent.submission.id, turn.say.language, by=turn.person, now=turn.now)
        return Go(
            "plan.overview", {"plan": view.sent.whole.plan.id}, note=turn.say("✅ The picture is in the group's chat")
        )
