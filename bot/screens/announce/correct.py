"""The words of an announcement are corrected, also in the copies that people have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Missing
from bot.i18n import Say, bold, mark, marked, paragraphs
from bot.screens.announce.conditions import here
from bot.screens.announce.views import announcement_id
from bot.services.announcements import after
from bot.store.announcements import Announcement


@dataclass(frozen=True, slots=True)
class CorrectView:
    item: Announcement
    language: str


class Correct(Screen[CorrectView]):
    name = "announce.correct"
    args = ("announcement", "language")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write the whole text anew. It takes the place of the old one in everybody's chat")

    def load(self, turn: Turn) -> CorrectView:
        item, language = after.open_delivered(turn.uow, announcement_id(turn), by=turn.person), turn.word("language")
        if language not in item.texts:
            raise Missing
        return CorrectView(item, language)

    def render(self, view: CorrectView, say: Say) -> Message:
        words = marked(view.item.texts[view.language], view.item.marks(view.language))
        asked = bold(say("Write the whole text as it should be. All who have it will see the new one"))
        return Message(paragraphs(words, asked), [[Button(say("◀ Back"), Go("announce.more", here(view.item)))]])

    def on_answer(self, turn: Turn, view: CorrectView, answer: Answer) -> Go:
        text = only_text(answer)
        after.correct(turn.uow, view.item.id, view.language, text, by=turn.person, now=turn.now, marks=answer.marks)
        return Go("announce.report", here(view.item), note=turn.say("✍️ The correction is on its way"))
