"""The people who answered an announcement with “call me”, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.announce.views import announcement_id
from bot.services import announcements
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
    help: ClassVar[str] = mark("These people asked for a call. Whoever asked first stands first")

    def load(self, turn: Turn) -> CallsView:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        return CallsView(item, tuple(turn.uow.announcements.callers(item.id, limit=CALLERS)))

    def render(self, view: CallsView, say: Say) -> Message:
        people = (say.names(filter(None, (bold(one.name), one.group, one.phone))) for one in view.callers)
        back = Button(say("◀ Back"), Go("announce.report", {"announcement": view.item.id}))
        return Message(paragraphs(bold(say("📞 Who wants a call")), lines(*people) or say("Nobody yet")), [[back]])
