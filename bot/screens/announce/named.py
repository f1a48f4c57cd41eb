"""The audiences that have a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.announce.conditions import here, told
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements, audiences
from bot.store.announcements import Announcement
from bot.store.audiences import Saved


@dataclass(frozen=True, slots=True)
class NamedView:
    item: Announcement
    saved: tuple[Saved, ...]
    told: tuple[Html, ...]


class Named(Screen[NamedView]):
    """The audiences that have a name: one is taken, or its name is taken away."""

    name = "announce.named"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Press a name, and the announcement is for those people")

    def load(self, turn: Turn) -> NamedView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if item.state != DRAFT:
            return Go("announce.confirm", {"announcement": item.id})
        saved = audiences.named(turn.uow, by=turn.person)
        return NamedView(item, tuple(saved), tuple(told(turn, one.audience) for one in saved))

    def render(self, view: NamedView, say: Say) -> Message:
        each = (lines(bold(one.name), words) for one, words in zip(view.saved, view.told, strict=True))
        rows = [
            row(Button(one.name, Tap("use", (one.id,))), Button(say("🗑 Take away"), Tap("forget", (one.id,))))
            for one in view.saved
        ]
        back = Button(say("◀ Back"), Go("announce.audience", here(view.item)))
        return Message(paragraphs(*each) or say("There is none yet"), [*rows, [back]])

    def tap_use(self, turn: Turn, view: NamedView) -> Go:
        audiences.use(turn.uow, view.item.id, turn.choice(), by=turn.person)
        return Go("announce.audience", here(view.item))

    def tap_forget(self, turn: Turn, view: NamedView) -> None:
        audiences.forget(turn.uow, turn.choice(), by=turn.person)
