"""The latest announcements with their state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Files, Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, plain
from bot.screens.announce.views import STATES
from bot.services.announcements import announcements
from bot.store.announcements import Announcement

command(Command("announce", Go("announce.list"), mark("Announcements"), roles=STAFF, order=70))


@dataclass(frozen=True, slots=True)
class ListView:
    items: tuple[Announcement, ...]


class Listed(Screen[ListView]):
    name = "announce.list"
    roles = STAFF
    help: ClassVar[str] = mark("The latest announcements stand first. Open one to see who got it, or write a new one")

    def load(self, turn: Turn) -> ListView:
        return ListView(tuple(announcements.listed(turn.uow, by=turn.person)))

    def render(self, view: ListView, say: Say) -> Message:
        listed = lines(*(self._line(item, say) for item in view.items))
        return Message(
            paragraphs(bold(say("📣 Announcements")), listed or say("There is none yet")),
            column(
                [
                    Button(say("✍️ New announcement"), Tap("new")),
                    *(self._button(item, say) for item in view.items),
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def files(self, view: ListView) -> Files:
        """Whoever opens an announcement from here sees its files again."""
        return Files("announce.list")

    def _line(self, item: Announcement, say: Say) -> Html:
        day = say.day(say.today(item.sent_at or item.created_at))
        return lines(f"{item.id}. {day} – {say(STATES.get(item.state, '?'))}")

    def _button(self, item: Announcement, say: Say) -> Button:
        written = " ".join(say.pick(item.texts).split()) if item.texts else ""
        words = written or plain(say("📷 Pictures or voices") if item.languages else say("(empty)"))
        page = "announce.check" if item.state == DRAFT else "announce.report"
        return Button(f"{item.id}. {shortened(words, 24)}", Go(page, {"announcement": item.id}, push=True))

    def tap_new(self, turn: Turn, view: ListView) -> Go:
        new = announcements.begin(turn.uow, by=turn.person, now=turn.now)
        return Go("announce.write", {"announcement": new, "language": "lo"}, push=True)
