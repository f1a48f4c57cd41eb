"""The people who answered an announcement with “call me”, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements, replies
from bot.store.announcements import Announcement, Caller

CALLERS = 40  # names in one message; those called first make room for the next by hand, so nobody is hidden for long


@dataclass(frozen=True, slots=True)
class CallsView:
    item: Announcement
    callers: tuple[Caller, ...]


class Calls(Screen[CallsView]):
    name = "announce.calls"
    args = ("announcement",)
    roles = STAFF
    confidential = True
    help: ClassVar[str] = mark("These people asked for a call. Whoever asked first stands first")

    def load(self, turn: Turn) -> CallsView:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        return CallsView(item, tuple(replies.callers(turn.uow, item.id, by=turn.person, limit=CALLERS)))

    def render(self, view: CallsView, say: Say) -> Message:
        people = (caller(one, say) for one in view.callers)
        file = Button(say("📄 The whole list as a file"), Tap("file")) if view.callers else None
        back = Button(say("◀ Back"), Go("announce.report", {"announcement": view.item.id}))
        return Message(
            paragraphs(bold(say("📞 Who wants a call")), lines(*people) or say("Nobody yet")), column([file, back])
        )

    def tap_file(self, turn: Turn, view: CallsView) -> None:
        language = turn.say.language
        replies.send_callers(turn.uow, view.item.id, language, chat=turn.chat, by=turn.person, now=turn.now)


def caller(one: Caller, say: Say) -> Html:
    """Somebody's name, group and number, which Telegram makes a link that calls."""
    return say.names(filter(None, (bold(one.name), one.group, one.phone or say("no phone number"))))
