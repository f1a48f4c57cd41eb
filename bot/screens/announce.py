"""The announcements of staff: the latest ones with their state, and writing one in Lao and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.ids import AnnouncementId
from bot.domain.incoming import Answer
from bot.domain.people import Role
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, plain
from bot.services import announcements
from bot.store.announcements import Announcement

STAFF = frozenset({Role.STAFF})
command(Command("announce", Go("announce.list"), mark("Announcements"), roles=STAFF, order=70))

STATES = {
    "draft": mark("✏️ not sent yet"),
    "waiting": mark("⏳ waits for a second staff member"),
    "sending": mark("📤 being sent"),
    "sent": mark("✅ sent"),
    "stopped": mark("⏹ stopped"),
}


def announcement_id(turn: Turn) -> AnnouncementId:
    return AnnouncementId(turn.number("announcement"))


@dataclass(frozen=True, slots=True)
class ListView:
    items: tuple[Announcement, ...]


class Listed(Screen[ListView]):
    name = "announce.list"
    roles = STAFF
    help: ClassVar[str] = mark("The latest announcements stand first. Open one to see who got it, or write a new one")

    def load(self, turn: Turn) -> ListView:
        return ListView(tuple(turn.uow.announcements.newest()))

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

    def _line(self, item: Announcement, say: Say) -> Html:
        day = say.day(say.today(item.sent_at or item.created_at))
        return lines(f"{item.id}. {day} – {say(STATES[item.state])}")

    def _button(self, item: Announcement, say: Say) -> Button:
        words = " ".join(say.pick(item.texts).split()) or plain(say("(empty)"))
        page = "announce.check" if item.state == DRAFT else "announce.report"
        return Button(f"{item.id}. {shortened(words, 24)}", Go(page, {"announcement": item.id}, push=True))

    def tap_new(self, turn: Turn, view: ListView) -> Go:
        new = announcements.begin(turn.uow, by=turn.person, now=turn.now)
        return Go("announce.write", {"announcement": new, "language": "lo"}, push=True)


@dataclass(frozen=True, slots=True)
class WriteView:
    item: Announcement
    language: str


class Write(Screen[WriteView]):
    name = "announce.write"
    args = ("announcement", "language")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark(
        "Write the text in this language. If you skip it, everybody gets the text of the other language"
    )
    _asked: ClassVar = {"lo": mark("Write the announcement in Lao"), "en": mark("Write the announcement in English")}

    def load(self, turn: Turn) -> WriteView | Go:
        item, language = announcements.to_see(turn.uow, announcement_id(turn), by=turn.person), turn.word("language")
        if language not in self._asked:
            raise Refused("This page is not there any more")
        if item.state != DRAFT:
            return Go("announce.confirm", {"announcement": item.id})
        return WriteView(item, language)

    def render(self, view: WriteView, say: Say) -> Message:
        written = view.item.texts.get(view.language, "")
        text = paragraphs(
            bold(say(self._asked[view.language])),
            lines(say("Written so far:"), written) if written else "",
            say("It may be skipped: then everybody gets the other language"),
        )
        keep = Button(say("Keep it ▶") if written else say("Skip"), Go(*_next(view.item, view.language)))
        away = Button(say("🗑 Take this text away"), Tap("clear")) if written else None
        return Message(text, column([keep, away, Button(say("◀ Back"), Back())]))

    def on_answer(self, turn: Turn, view: WriteView, answer: Answer) -> Go:
        if not answer.is_text:
            raise Refused("Please write the announcement as text. Everybody can open it, also with weak internet")
        announcements.write(turn.uow, view.item.id, view.language, answer.text, by=turn.person)
        item = announcements.draft(turn.uow, view.item.id, by=turn.person)
        return Go(*_next(item, view.language), note=turn.say("✅ Saved"))

    def tap_clear(self, turn: Turn, view: WriteView) -> None:
        announcements.write(turn.uow, view.item.id, view.language, "", by=turn.person)


def _next(item: Announcement, language: str) -> tuple[str, dict[str, int | str]]:
    """What follows a text: the other language, then the audience, then the check."""
    if language == "lo" and "en" not in item.texts:
        return "announce.write", {"announcement": item.id, "language": "en"}
    return "announce.check" if item.audience else "announce.audience", {"announcement": item.id}
