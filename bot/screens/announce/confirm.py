"""A second staff member lets a large announcement go, or sends it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Files, Screen, Turn
from bot.domain.announcements import DRAFT, WAITING
from bot.domain.people import STAFF
from bot.i18n import Html, Say, mark, paragraphs
from bot.screens.announce.conditions import look
from bot.screens.announce.options import options_words
from bot.screens.announce.views import AnnouncementView, announcement_id, in_groups, to_whom
from bot.screens.announce.words import preview, seen_files
from bot.screens.widgets import read_back
from bot.services.announcements import announcements, sending


@dataclass(frozen=True, slots=True)
class ConfirmView:
    shown: AnnouncementView
    mine: bool
    max_without_second: int  # people an announcement may reach without a second staff member
    revision: int


class Confirm(Screen[ConfirmView]):
    name = "announce.confirm"
    args = ("announcement",)
    roles = STAFF
    help: ClassVar[str] = mark("Look at the number once more. After “Send now” the announcement goes to all of them")

    def load(self, turn: Turn) -> ConfirmView | Go:
        item = announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person)
        if item.state not in (DRAFT, WAITING):
            return Go("announce.report", {"announcement": item.id})
        max_without_second = turn.programme.ask_second_above
        if item.state == DRAFT and len(item.languages) == 1 and not item.reason:
            return Go("announce.reason", {"announcement": item.id})
        return ConfirmView(look(turn, item), item.author == turn.me, max_without_second, item.revision)

    def render(self, view: ConfirmView, say: Say) -> Message:
        item = view.shown.item
        seen = paragraphs(
            preview(item, view.shown.author, say),
            to_whom(view.shown, say),
            options_words(item, view.shown.leaves, view.shown.now, say) if view.shown.special else "",
        )
        if item.state == DRAFT:
            back = Button(say("✖️ Not yet"), Go("announce.check", {"announcement": item.id}))
            return read_back.question(paragraphs(seen, _question(view.shown, say)), [[_send(view, "send", say)]], back)
        back = Button(say("↩️ Back to writing"), Tap("back"))
        if view.mine:
            wait = say.plural(
                "More than {n} person: waiting for a second staff member to confirm",
                "More than {n} people: waiting for a second staff member to confirm",
                view.max_without_second,
            )
            return Message(paragraphs(seen, wait), column([back, Button(say("📣 Announcements"), Go("announce.list"))]))
        asks = say("{name} asks you to confirm this announcement", name=view.shown.author)
        text = paragraphs(asks, seen, _question(view.shown, say))
        return read_back.question(text, [[_send(view, "confirm", say)]], back)

    def files(self, view: ConfirmView) -> Files:
        return seen_files(view.shown)

    def tap_send(self, turn: Turn, view: ConfirmView) -> Go:
        item = view.shown.item
        sending.send(
            turn.uow, turn.library, item.id, by=turn.person, max_without_second=view.max_without_second, now=turn.now
        )
        return Go("announce.confirm", {"announcement": item.id})  # or the report, once it is on its way

    def tap_confirm(self, turn: Turn, view: ConfirmView) -> Go:
        sending.confirm(turn.uow, turn.library, view.shown.item.id, by=turn.person, now=turn.now)
        return Go("announce.report", {"announcement": view.shown.item.id})

    def tap_back(self, turn: Turn, view: ConfirmView) -> Go:
        sending.take_back(turn.uow, view.shown.item.id, by=turn.person, now=turn.now)
        return Go("announce.check", {"announcement": view.shown.item.id})


def _question(view: AnnouncementView, say: Say) -> Html:
    """To how many it goes, and when: what is planned, or waits for the end of the night, does not leave now."""
    groups_text, people = in_groups(view.size, say), view.size.reached
    if view.leaves > view.now:
        moment = say.moment(view.leaves, weekday=True)
        if not view.size.groups:
            return say.plural(
                "It goes to {n} person on {moment}. Is it so?",
                "It goes to {n} people on {moment}. Is it so?",
                people,
                moment=moment,
            )
        return say.plural(
            "It goes to {n} person {in_groups} on {moment}. Is it so?",
            "It goes to {n} people {in_groups} on {moment}. Is it so?",
            people,
            in_groups=groups_text,
            moment=moment,
        )
    if not view.size.groups:
        return say.plural("It will go to {n} person. Send now?", "It will go to {n} people. Send now?", people)
    return say.plural(
        "It will go to {n} person {in_groups}. Send now?",
        "It will go to {n} people {in_groups}. Send now?",
        people,
        in_groups=groups_text,
    )


def _send(view: ConfirmView, action: str, say: Say) -> Button:
    later = view.shown.leaves > view.shown.now
    return Button(say("📅 Send it then") if later else say("📤 Send now"), Tap(action))
