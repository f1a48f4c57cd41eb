"""Writing an announcement, in Lao and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Refused
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.announce.views import announcement_id
from bot.services import announcements
from bot.store.announcements import Announcement


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
        item, language = (
            announcements.open_announcement(turn.uow, announcement_id(turn), by=turn.person),
            turn.word("language"),
        )
        if language not in self._asked:
            raise Missing
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
        announcements.write(turn.uow, view.item.id, view.language, answer.text, by=turn.person, marks=answer.marks)
        item = announcements.open_draft(turn.uow, view.item.id, by=turn.person)
        return Go(*_next(item, view.language), note=turn.say("✅ Saved"))

    def tap_clear(self, turn: Turn, view: WriteView) -> None:
        announcements.write(turn.uow, view.item.id, view.language, "", by=turn.person)


def _next(item: Announcement, language: str) -> tuple[str, dict[str, int | str]]:
    """What follows a text: the other language, then the audience, then the check."""
    if language == "lo" and "en" not in item.texts:
        return "announce.write", {"announcement": item.id, "language": "en"}
    return "announce.check" if item.audience else "announce.audience", {"announcement": item.id}
