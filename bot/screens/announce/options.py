"""How an announcement leaves: when, at night too, in which chats, with buttons to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT, Ways
from bot.domain.people import STAFF
from bot.i18n import Html, Say, lines, mark
from bot.screens.announce.conditions import here
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements, sending
from bot.store.announcements import Announcement

WAYS: dict[Ways, str] = {
    Ways.PRIVATE: mark("In private chats"),
    Ways.CHATS: mark("In the groups' chats"),
    Ways.BOTH: mark("In private and in the groups' chats"),
}


@dataclass(frozen=True, slots=True)
class OptionsView:
    item: Announcement
    leaves: datetime
    now: datetime


class Options(Screen[OptionsView]):
    name = "announce.options"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Press a line to change it. Nobody gets an announcement twice unless you want that")

    def load(self, turn: Turn) -> OptionsView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if item.state != DRAFT:
            return Go("announce.confirm", here(item))
        return OptionsView(item, sending.leaves_at(turn.uow, turn.library, item, turn.now), turn.now)

    def render(self, view: OptionsView, say: Say) -> Message:
        item, place = view.item, here(view.item)
        now = Button(say("📅 As soon as it is sent"), Tap("now")) if item.starts_at else None
        night = say("⏰ Wait for the morning") if item.at_night else say("⏰ Also at night, it is urgent")
        answers = say("✍️ With buttons to answer") if item.unasked else say("✍️ Without buttons to answer")
        ways = [Button(say(label), Tap("ways", (way.value,))) for way, label in WAYS.items() if way is not item.ways]
        return Message(
            options_words(item, view.leaves, view.now, say),
            column(
                [
                    Button(say("📅 Choose day and hour"), Go("announce.when", place)),
                    now,
                    Button(night, Tap("night", (0 if item.at_night else 1,))),
                    Button(answers, Tap("ask", (1 if item.unasked else 0,))),
                    *ways,
                    Button(say("◀ Back"), Go("announce.check", place)),
                ]
            ),
        )

    def tap_now(self, turn: Turn, view: OptionsView) -> None:
        sending.plan(turn.uow, view.item.id, None, by=turn.person, now=turn.now)

    def tap_night(self, turn: Turn, view: OptionsView) -> None:
        sending.wake(turn.uow, view.item.id, bool(turn.choice()), by=turn.person)

    def tap_ask(self, turn: Turn, view: OptionsView) -> None:
        announcements.ask(turn.uow, view.item.id, bool(turn.choice()), by=turn.person)

    def tap_ways(self, turn: Turn, view: OptionsView) -> None:
        announcements.choose_ways(turn.uow, view.item.id, str(turn.value()), by=turn.person)


def options_words(item: Announcement, leaves: datetime, now: datetime, say: Say) -> Html:
    """When it leaves, where it goes, and what else is set."""
    asked = item.starts_at or now
    later = say("📅 It leaves on {moment}", moment=say.moment(leaves, weekday=True)) if leaves > now else ""
    return lines(
        later or say("📅 It leaves as soon as it is sent"),
        say("It is night then: it waits for the morning") if leaves > asked else "",
        say(WAYS.get(item.ways, WAYS[Ways.PRIVATE])),
        say("Without buttons to answer") if item.unasked else "",
        say("In one language only: {reason}", reason=item.reason) if item.reason and len(item.languages) == 1 else "",
    )
