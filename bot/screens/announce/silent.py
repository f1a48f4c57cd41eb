"""The people who got an announcement and answered nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.announce.calls import CALLERS, caller
from bot.screens.announce.views import announcement_id, reported
from bot.services.announcements import announcements, replies
from bot.store.announcements import Announcement, Caller


@dataclass(frozen=True, slots=True)
class SilentView:
    item: Announcement
    people: tuple[Caller, ...]


class Silent(Screen[SilentView]):
    name = "announce.silent"
    args = ("announcement",)
    roles = STAFF
    confidential = True
    help: ClassVar[str] = mark("These people got the announcement and have not pressed a button yet")

    def load(self, turn: Turn) -> SilentView:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        return SilentView(item, tuple(replies.silent(turn.uow, item.id, by=turn.person, limit=CALLERS)))

    def render(self, view: SilentView, say: Say) -> Message:
        people = lines(*(caller(one, say) for one in view.people))
        file = Button(say("📄 The whole list as a file"), Tap("file")) if view.people else None
        text = paragraphs(bold(say("Who has not answered")), people or say("Nobody"))
        return Message(text, column([file, Button(say("◀ Back"), reported(view.item.id))]))

    def tap_file(self, turn: Turn, view: SilentView) -> None:
        language, chat = turn.say.language, turn.chat
        replies.send_callers(
            turn.uow, view.item.id, language, chat=chat, by=turn.person, now=turn.now, which=replies.SILENT
        )
