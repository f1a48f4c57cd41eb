"""What may still be done with an announcement that has left: corrected, taken back, given to other apps, printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.announce.conditions import here, told
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements
from bot.store.announcements import Announcement


@dataclass(frozen=True, slots=True)
class MoreView:
    item: Announcement
    told: Html
    author: str
    second: str


class More(Screen[MoreView]):
    name = "announce.more"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Corrections reach also those who have the announcement already")

    def load(self, turn: Turn) -> MoreView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if not item.sent_at or item.recalled_at:
            return Go("announce.report", here(item))
        names = (turn.uow.people.name(one) if one else "" for one in (item.author, item.confirmed_by))
        return MoreView(item, told(turn, item.audience), *names)

    def render(self, view: MoreView, say: Say) -> Message:
        place = here(view.item)
        second = say("Confirmed by {name}", name=view.second) if view.second else ""
        return Message(
            paragraphs(bold(say("📣 Announcement {n}", n=view.item.id)), view.told, second),
            column(
                [
                    *(
                        Button(say(label), Go("announce.correct", place | {"language": language}))
                        for language, label in _CORRECT
                        if language in view.item.texts
                    ),
                    Button(say("🗑 Take it back from all"), Go("announce.sure", place | {"what": "recall"})),
                    Button(say("◀ Back"), Go("announce.report", place)),
                ]
            ),
        )


_CORRECT = (("lo", mark("✍️ Correct the Lao text")), ("en", mark("✍️ Correct the English text")))
