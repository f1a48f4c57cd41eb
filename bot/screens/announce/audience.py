"""Whom an announcement is for: begun with one choice, narrowed by conditions, counted, kept under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.audiences import Kind
from bot.domain.people import STAFF
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.announce.conditions import AND, KINDS, NOT, here, told
from bot.screens.announce.views import announcement_id, how_many
from bot.services.announcements import announcements, audiences
from bot.services.announcements.audiences import EVERYBODY
from bot.store.announcements import Announcement
from bot.store.audiences import NOBODY, Hearer, Size

LEADERS, EXPERTS, OFFICE = ("who", "leaders"), ("role", "expert"), ("role", "staff")


@dataclass(frozen=True, slots=True)
class AudienceView:
    item: Announcement
    named: bool  # audiences have names
    told: str = ""
    size: Size = NOBODY
    examples: tuple[Hearer, ...] = ()


class Audience(Screen[AudienceView]):
    name = "announce.audience"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Choose who gets this announcement. Nothing is sent yet")

    def load(self, turn: Turn) -> AudienceView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if item.state != DRAFT:
            return Go("announce.confirm", {"announcement": item.id})
        named = bool(audiences.named(turn.uow, by=turn.person))
        if not item.audience.chosen:
            return AudienceView(item, named)
        size = audiences.size(turn.uow, item.id, by=turn.person, now=turn.now)
        some = audiences.examples(turn.uow, item.id, by=turn.person, now=turn.now)
        return AudienceView(item, named, told(turn, item.audience), size, tuple(some))

    def render(self, view: AudienceView, say: Say) -> Message:
        return self._made(view, say) if view.item.audience.chosen else self._begin(view, say)

    def _begin(self, view: AudienceView, say: Say) -> Message:
        place = {"announcement": view.item.id}
        return Message(
            bold(say("Who is it for?")),
            column(
                [
                    Button(say("👥 Everybody in groups"), Tap("to", EVERYBODY)),
                    Button(say("⭐ Group leaders only"), Tap("to", LEADERS)),
                    Button(say(KINDS[Kind.GROUP]), Go("announce.choice", place | {"kind": "group"})),
                    Button(say(KINDS[Kind.PROVINCE]), Go("announce.choice", place | {"kind": "province"})),
                    Button(say(KINDS[Kind.PROJECT]), Go("announce.choice", place | {"kind": "project"})),
                    Button(say("🧭 Other conditions"), Go("announce.conditions", place | {"sign": AND})),
                    self._named(view, say),
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def _made(self, view: AudienceView, say: Say) -> Message:
        place = here(view.item)
        some = lines(
            say("For example:"), *(say.names(filter(None, (one.name, one.group_name))) for one in view.examples)
        )
        rows = [
            [Button(say("✅ That is right"), Go("announce.check", place))],
            [Button(say("Only those who also …"), Go("announce.conditions", place | {"sign": AND}))],
            [Button(say("But not those who …"), Go("announce.conditions", place | {"sign": NOT}))],
            row(Button(say("🗑 The last one"), Tap("drop")), Button(say("🗑 All of it"), Tap("anew"))),
            row(Button(say("Keep under a name"), Go("announce.name", place)), self._named(view, say)),
        ]
        text = paragraphs(
            bold(say("Who is it for?")), view.told, how_many(view.size, say), some if view.examples else ""
        )
        return Message(text, rows)

    def _named(self, view: AudienceView, say: Say) -> Button | None:
        return Button(say("Those with a name"), Go("announce.named", here(view.item))) if view.named else None

    def tap_to(self, turn: Turn, view: AudienceView) -> Go:
        kind, value = str(turn.value(0)), str(turn.value(1))
        if (kind, value) not in (EVERYBODY, LEADERS, EXPERTS, OFFICE):
            raise Stale
        audiences.address(turn.uow, view.item.id, kind, value, by=turn.person)
        return Go("announce.check", {"announcement": view.item.id})

    def tap_drop(self, turn: Turn, view: AudienceView) -> None:
        audiences.drop(turn.uow, view.item.id, by=turn.person)

    def tap_anew(self, turn: Turn, view: AudienceView) -> None:
        audiences.begin_anew(turn.uow, view.item.id, by=turn.person)
