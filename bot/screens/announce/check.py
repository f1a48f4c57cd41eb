"""The last look at an announcement: as others will see it, and to how many it goes."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Files, Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.people import STAFF
from bot.i18n import Say, mark, paragraphs
from bot.screens.announce.conditions import look
from bot.screens.announce.options import options_words
from bot.screens.announce.views import AnnouncementView, announcement_id, to_whom
from bot.screens.announce.words import preview, seen_files
from bot.services.announcements import announcements


class Preview(Screen[AnnouncementView]):
    name = "announce.check"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Read it once more as others will see it. Send a test to yourself, then send it")

    def load(self, turn: Turn) -> AnnouncementView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if item.state != DRAFT:
            return Go("announce.confirm", {"announcement": item.id})
        return look(turn, item)

    def render(self, view: AnnouncementView, say: Say) -> Message:
        here = {"announcement": view.item.id}
        send = Button(say("📤 Send"), Go("announce.confirm", here)) if view.item.languages else None
        return Message(
            paragraphs(
                preview(view.item, view.author, say),
                to_whom(view, say),
                options_words(view.item, view.leaves, view.now, say) if view.special else "",
            ),
            [
                row(send, Button(say("✉️ Test to me"), Tap("test")) if send else None),
                row(*(Button(say(label), Go("announce.write", here | {"language": code})) for code, label in _EDITS)),
                row(
                    Button(say("👥 For whom"), Go("announce.audience", here)),
                    Button(say("🌐 Language"), Go("announce.choice", here | {"kind": "language"})),
                ),
                [Button(say("🧭 When, where, with buttons"), Go("announce.options", here))],
                [Button(say("📣 Announcements"), Go("announce.list"))],
            ],
        )

    def files(self, view: AnnouncementView) -> Files:
        return seen_files(view)

    def tap_test(self, turn: Turn, view: AnnouncementView) -> Go:
        announcements.test(turn.uow, view.item.id, by=turn.person, now=turn.now)
        note = turn.say("✉️ The test is on its way to you, in both languages")
        return Go("announce.check", {"announcement": view.item.id}, note=note)

    def tap_tested(self, turn: Turn, view: AnnouncementView) -> Go:
        """The buttons of a test."""
        note = turn.say("This was a test. Nobody else has seen it")
        return Go("announce.check", {"announcement": view.item.id}, note=note, fresh=True)


_EDITS = (("lo", mark("✍️ Lao text")), ("en", mark("✍️ English text")))
