"""The last look at an announcement: as others will see it, to how many – and then it leaves, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.announcements import DRAFT, WAITING
from bot.i18n import Html, Say, lines, mark, paragraphs
from bot.screens.announce import STAFF, announcement_id
from bot.screens.announce_text import audience_words, preview
from bot.services import announcements
from bot.store.announcements import Announcement


@dataclass(frozen=True, slots=True)
class CheckView:
    item: Announcement
    author: str
    people: int
    groups: int
    library: Library
    revision: int


def look(turn: Turn, item: Announcement) -> CheckView:
    people, groups = turn.uow.announcements.count(item.audience)
    return CheckView(item, turn.uow.people.name(item.author), people, groups, turn.library, item.revision)


class Check(Screen[CheckView]):
    name = "announce.check"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Read it once more as others will see it. Send a test to yourself, then send it")

    def load(self, turn: Turn) -> CheckView | Go:
        item = announcements.to_see(turn.uow, announcement_id(turn), by=turn.person)
        if item.state != DRAFT:
            return Go("announce.confirm", {"announcement": item.id})
        return look(turn, item)

    def render(self, view: CheckView, say: Say) -> Message:
        here = {"announcement": view.item.id}
        send = Button(say("📤 Send"), Go("announce.confirm", here)) if view.item.texts else None
        return Message(
            paragraphs(preview(view.item, view.author, say), to_whom(view, say)),
            [
                row(send, Button(say("✉️ Test to me"), Tap("test")) if send else None),
                row(*(Button(say(label), Go("announce.write", here | {"language": code})) for code, label in _EDITS)),
                row(
                    Button(say("👥 For whom"), Go("announce.audience", here)),
                    Button(say("🌐 Language"), Go("announce.choice", here | {"kind": "language"})),
                ),
                [Button(say("📣 Announcements"), Go("announce.list"))],
            ],
        )

    def tap_test(self, turn: Turn, view: CheckView) -> Go:
        announcements.test(turn.uow, view.item.id, by=turn.person, now=turn.now)
        note = turn.say("✉️ The test is on its way to you, in both languages")
        return Go("announce.check", {"announcement": view.item.id}, note=note)

    def tap_tested(self, turn: Turn, view: CheckView) -> Go:
        """The buttons of a test."""
        note = turn.say("This was a test. Nobody else has seen it")
        return Go("announce.check", {"announcement": view.item.id}, note=note, fresh=True)


_EDITS = (("lo", mark("✏️ Lao text")), ("en", mark("✏️ English text")))


def to_whom(view: CheckView, say: Say) -> Html:
    """The audience and how many it is now."""
    places = _in_groups(view, say)
    number = say.plural("👤 {n} person {in_groups}", "👤 {n} people {in_groups}", view.people, in_groups=places)
    return lines(audience_words(view.item.audience, view.library, say), number)


@dataclass(frozen=True, slots=True)
class ConfirmView:
    check: CheckView
    mine: bool
    alone: int  # people an announcement may reach without a second staff member
    revision: int


class Confirm(Screen[ConfirmView]):
    name = "announce.confirm"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Look at the number once more. After “Send now” the announcement goes to all of them")

    def load(self, turn: Turn) -> ConfirmView | Go:
        item = announcements.to_see(turn.uow, announcement_id(turn), by=turn.person)
        if item.state not in (DRAFT, WAITING):
            return Go("announce.report", {"announcement": item.id})
        alone = turn.programme.ask_second_above
        return ConfirmView(look(turn, item), item.author == turn.me, alone, item.revision)

    def render(self, view: ConfirmView, say: Say) -> Message:
        item = view.check.item
        seen = paragraphs(preview(item, view.check.author, say), to_whom(view.check, say))
        if item.state == DRAFT:
            back = Button(say("✖️ Not yet"), Go("announce.check", {"announcement": item.id}))
            return Message(paragraphs(seen, _question(view.check, say)), column([_send(say, "send"), back]))
        back = Button(say("↩️ Back to writing"), Tap("back"))
        if view.mine:
            wait = say.plural(
                "More than {n} person: waiting for a second staff member to confirm",
                "More than {n} people: waiting for a second staff member to confirm",
                view.alone,
            )
            return Message(paragraphs(seen, wait), column([back, Button(say("📣 Announcements"), Go("announce.list"))]))
        asks = say("{name} asks you to confirm this announcement", name=view.check.author)
        return Message(paragraphs(asks, seen, _question(view.check, say)), column([_send(say, "confirm"), back]))

    def tap_send(self, turn: Turn, view: ConfirmView) -> Go:
        item = view.check.item
        announcements.send(turn.uow, item.id, by=turn.person, alone=view.alone, now=turn.now)
        return Go("announce.confirm", {"announcement": item.id})  # or the report, once it is on its way

    def tap_confirm(self, turn: Turn, view: ConfirmView) -> Go:
        announcements.confirm(turn.uow, view.check.item.id, by=turn.person, now=turn.now)
        return Go("announce.report", {"announcement": view.check.item.id})

    def tap_back(self, turn: Turn, view: ConfirmView) -> Go:
        announcements.take_back(turn.uow, view.check.item.id, by=turn.person, now=turn.now)
        return Go("announce.check", {"announcement": view.check.item.id})


def _question(view: CheckView, say: Say) -> Html:
    places = _in_groups(view, say)
    if not view.groups:
        return say.plural("It will go to {n} person. Send now?", "It will go to {n} people. Send now?", view.people)
    return say.plural(
        "It will go to {n} person {in_groups}. Send now?",
        "It will go to {n} people {in_groups}. Send now?",
        view.people,
        in_groups=places,
    )


def _in_groups(view: CheckView, say: Say) -> Html:
    return say.plural("in {n} group", "in {n} groups", view.groups)


def _send(say: Say, action: str) -> Button:
    return Button(say("📤 Send now"), Tap(action))
