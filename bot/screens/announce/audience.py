"""Whom an announcement is for: all groups, leaders, a province, a project, experts, staff; which languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.people import STAFF
from bot.domain.refused import Stale
from bot.i18n import Say, bold, mark
from bot.screens.announce.views import announcement_id
from bot.services import announcements
from bot.services.announcements import EVERYBODY
from bot.store.announcements import Announcement

LEADERS, EXPERTS, OFFICE = ("who", "leaders"), ("role", "expert"), ("role", "staff")


@dataclass(frozen=True, slots=True)
class AudienceView:
    item: Announcement


class Audience(Screen[AudienceView]):
    name = "announce.audience"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Choose who gets this announcement. Nothing is sent yet")

    def load(self, turn: Turn) -> AudienceView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        return AudienceView(item) if item.state == DRAFT else Go("announce.confirm", {"announcement": item.id})

    def render(self, view: AudienceView, say: Say) -> Message:
        here = view.item.id
        return Message(
            bold(say("Who is it for?")),
            column(
                [
                    Button(say("👥 Everybody in groups"), Tap("to", EVERYBODY)),
                    Button(say("⭐ Group leaders only"), Tap("to", LEADERS)),
                    Button(say("📍 One province"), Go("announce.choice", {"announcement": here, "kind": "province"})),
                    Button(say("🏷 One project"), Go("announce.choice", {"announcement": here, "kind": "project"})),
                    Button(say("🔬 Experts"), Tap("to", EXPERTS)),
                    Button(say("💼 Staff"), Tap("to", OFFICE)),
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def tap_to(self, turn: Turn, view: AudienceView) -> Go:
        kind, value = str(turn.value(0)), str(turn.value(1))
        if (kind, value) not in (EVERYBODY, LEADERS, EXPERTS, OFFICE):
            raise Stale
        announcements.address(turn.uow, view.item.id, kind, value, by=turn.person)
        return Go("announce.check", {"announcement": view.item.id})
