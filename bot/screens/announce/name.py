"""An audience gets a name, to be used again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.announce.conditions import here, told
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements, audiences
from bot.store.announcements import Announcement


@dataclass(frozen=True, slots=True)
class NameView:
    item: Announcement
    told: Html


class Name(Screen[NameView]):
    """An audience gets a name."""

    name = "announce.name"
    args = ("announcement",)
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write a short name, such as “leaders without a plan”")

    def load(self, turn: Turn) -> NameView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        return NameView(item, told(turn, item.audience))

    def render(self, view: NameView, say: Say) -> Message:
        back = Button(say("◀ Back"), Go("announce.audience", here(view.item)))
        return Message(paragraphs(view.told, bold(say("Under which name is it kept? Write it"))), [[back]])

    def on_answer(self, turn: Turn, view: NameView, answer: Answer) -> Go:
        audiences.save(turn.uow, view.item.id, only_text(answer), by=turn.person, now=turn.now)
        return Go("announce.audience", here(view.item), note=turn.say("✅ Saved"))
