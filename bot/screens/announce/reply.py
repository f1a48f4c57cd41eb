"""What somebody answers to an announcement: understood, or please call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, mark, paragraphs
from bot.screens.announce.report import replies
from bot.screens.announce.views import announcement_id
from bot.screens.announce.words import announcement_text
from bot.services import announcements, numbers
from bot.store.announcements import Announcement

_NO_NUMBER = mark("Staff know that you want a call, but have no number of yours")


@dataclass(frozen=True, slots=True)
class ReplyView:
    item: Announcement
    author: str
    answer: str  # understood, call or ""
    called: bool  # there is a number to call


class Reply(Screen[ReplyView]):
    """The announcement stays where it is; an answer is added below its words and may be changed."""

    name = "announce.reply"
    args = ("announcement",)
    help: ClassVar[str] = mark("Press a button, so that the staff know that you have read it")

    def load(self, turn: Turn) -> ReplyView:
        item = announcements.open_received(turn.uow, announcement_id(turn), by=turn.person)
        return ReplyView(
            item,
            turn.uow.people.name(item.author),
            turn.uow.announcements.reply(item.id, turn.me),
            bool(turn.person.phone),
        )

    def render(self, view: ReplyView, say: Say) -> Message:
        answered = {
            "understood": say("Thank you, your answer has arrived"),
            "call": say("A staff member will call you") if view.called else say(_NO_NUMBER),
        }.get(view.answer, Html(""))
        give = Button(say("📱 My phone number"), Go("number.page", push=True))
        menu = Button(say("🏠 First page"), Go("home.menu"))
        return Message(
            paragraphs(announcement_text(view.item, view.author, say), answered),
            [*replies(say, view.answer), *([[give]] if view.answer == "call" else []), [menu]],
        )

    def tap_understood(self, turn: Turn, view: ReplyView) -> None:
        announcements.reply(turn.uow, view.item.id, "understood", by=turn.person, now=turn.now)

    def tap_call(self, turn: Turn, view: ReplyView) -> Go | None:
        announcements.reply(turn.uow, view.item.id, "call", by=turn.person, now=turn.now)
        if not numbers.wanted(numbers.CALL, by=turn.person):
            return None
        return Go("number.ask", push=True, note=turn.say("Staff know that you want a call"))
