"""What somebody answers to an announcement: understood, or please call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, mark
from bot.screens.announce.views import announcement_id
from bot.screens.announce.words import Received, answers, menu, received, shown
from bot.services import media, numbers
from bot.services.announcements import replies

_NO_NUMBER = mark("Staff know that you want a call, but have no number of yours")


@dataclass(frozen=True, slots=True)
class ReplyView:
    it: Received
    answer: str  # understood, call or ""
    called: bool  # there is a number to call


class Reply(Screen[ReplyView]):
    """The announcement stays where it is; an answer is added below its words and may be changed."""

    name = "announce.reply"
    args = ("announcement",)
    help: ClassVar[str] = mark("Press a button, so that the staff know that you have read it")

    def load(self, turn: Turn) -> ReplyView:
        item = replies.open_received(turn.uow, announcement_id(turn), by=turn.person)
        answer = turn.uow.announcements.reply(item.id, turn.me)
        return ReplyView(received(turn.uow, item, turn.say), answer, bool(turn.person.phone))

    def render(self, view: ReplyView, say: Say) -> Message:
        answered = {
            "understood": say("Thank you, your answer has arrived"),
            "call": say("A staff member will call you") if view.called else say(_NO_NUMBER),
        }.get(view.answer, Html(""))
        give = Button(say("My phone number"), Go("number.page", push=True))
        rows = [] if view.it.item.unasked else answers(say, view.answer)
        rows += [[give]] if view.answer == "call" else []
        whole = replace(shown(view.it, [*rows, menu(say)], say, answered), asks=Html())
        if not whole.before:
            return whole
        files = Button(say("📷 Pictures or voices"), Tap("files"))  # those that came with it stay above
        return replace(whole, rows=[*rows, [files], menu(say)], before=())

    def tap_understood(self, turn: Turn, view: ReplyView) -> None:
        replies.reply(turn.uow, view.it.item.id, "understood", by=turn.person, now=turn.now)

    def tap_call(self, turn: Turn, view: ReplyView) -> Go | None:
        replies.reply(turn.uow, view.it.item.id, "call", by=turn.person, now=turn.now)
        if not numbers.wanted(numbers.CALL, by=turn.person):
            return None
        return Go("number.ask", push=True, note=turn.say("Staff know that you want a call"))

    def tap_files(self, turn: Turn, view: ReplyView) -> Go:
        """Its pictures and voices once more."""
        files = view.it.item.shown_with(turn.say.language)
        media.show(turn.uow, files, turn.chat, turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)
