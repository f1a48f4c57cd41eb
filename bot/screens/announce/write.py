"""Writing an announcement, in Lao and in English: words, pictures, voices, films and files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.announcements import DRAFT
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Missing
from bot.i18n import Say, bold, lines, mark, marked, paragraphs
from bot.screens.announce.views import announcement_id
from bot.services.announcements import announcements
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
    appends = True  # the pictures of an album
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
        written, files = view.item.texts.get(view.language, ""), len(view.item.media(view.language))
        text = paragraphs(
            bold(say(self._asked[view.language])),
            lines(say("Written so far:"), marked(written, view.item.marks(view.language))) if written else "",
            say.plural("With {n} file", "With {n} files", files) if files else "",
            say("Pictures, voices, videos and files may be added: send them here"),
            say("It may be skipped: then everybody gets the other language"),
        )
        keep = Button(say("Keep it ▶") if written or files else say("Skip"), Go(*_next(view.item, view.language)))
        away = row(
            Button(say("🗑 Take this text away"), Tap("clear")) if written else None,
            Button(say("🗑 Take the files away"), Tap("detach")) if files else None,
        )
        return Message(text, [[keep], away, [Button(say("◀ Back"), Back())]])

    def on_answer(self, turn: Turn, view: WriteView, answer: Answer) -> Go:
        here: dict[str, int | str] = {"announcement": view.item.id, "language": view.language}
        if not answer.is_text:  # more may follow: the page stays
            announcements.attach(turn.uow, view.item.id, view.language, answer, by=turn.person)
            return Go(self.name, here, note=turn.say("✅ Saved"))
        before = f"{view.item.texts.get(view.language, '')}\n" if turn.continues else ""
        marks = () if before else answer.marks
        announcements.write(turn.uow, view.item.id, view.language, before + answer.text, by=turn.person, marks=marks)
        item = announcements.open_draft(turn.uow, view.item.id, by=turn.person)
        return Go(*_next(item, view.language), note=turn.say("✅ Saved"))

    def tap_clear(self, turn: Turn, view: WriteView) -> None:
        announcements.write(turn.uow, view.item.id, view.language, "", by=turn.person)

    def tap_detach(self, turn: Turn, view: WriteView) -> None:
        announcements.detach(turn.uow, view.item.id, view.language, by=turn.person)


def _next(item: Announcement, language: str) -> tuple[str, dict[str, int | str]]:
    """What follows a text: the other language, then the audience, then the check."""
    if language == "lo" and "en" not in item.languages:
        return "announce.write", {"announcement": item.id, "language": "en"}
    return "announce.check" if item.audience.chosen else "announce.audience", {"announcement": item.id}
