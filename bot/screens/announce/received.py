"""The last twenty announcements that somebody got, to be read again: for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.i18n import Say, bold, mark, plain
from bot.store.announcements import Announcement

LAST = 20  # announcements that are listed
_LABEL = 22  # letters of a label

command(Command("announcements", Go("announce.received"), mark("Announcements that I got"), order=75))


@dataclass(frozen=True, slots=True)
class AgainView:
    items: tuple[Announcement, ...]


class Again(Screen[AgainView]):
    name = "announce.received"
    help: ClassVar[str] = mark("The newest announcement stands first. Press one to read it again")

    def load(self, turn: Turn) -> AgainView:
        return AgainView(tuple(turn.uow.announcements.received(turn.me, LAST)))

    def render(self, view: AgainView, say: Say) -> Message:
        return Message(
            bold(say("📣 Announcements that I got")),
            column([*(self._button(item, say) for item in view.items), Button(say("◀ Back"), Back())]),
            asks=say("Which one do you want to read again?") if view.items else say("There is none yet"),
        )

    def _button(self, item: Announcement, say: Say) -> Button:
        day = say.day(say.today(item.sent_at or item.created_at))
        words = " ".join(say.pick(item.texts).split()) if item.texts else plain(say("📷 Pictures or voices"))
        return Button(f"{day}: {shortened(words, _LABEL)}", Go("announce.reply", {"announcement": item.id}, push=True))
