"""The public words of a question or answer, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.ids import QuestionId
from bot.domain.incoming import Answer
from bot.domain.people import ADVISERS
from bot.i18n import Say, bold, mark, paragraphs, safe
from bot.screens.questions.views import NAMES
from bot.services.questions import published


@dataclass(frozen=True, slots=True)
class WordingView:
    question: QuestionId
    language: str
    part: str
    words: str


class Wording(Screen[WordingView]):
    """What is typed replaces what stands there."""

    name = "questions.wording"
    args = ("question", "language", "part")
    roles = ADVISERS
    asks = True
    help: ClassVar[str] = mark("Write the words anew, as everybody may read them: no name, no village, no phone number")

    def load(self, turn: Turn) -> WordingView | Go:
        key, language, part = QuestionId(turn.number("question")), turn.word("language"), turn.word("part")
        _, public = published.open_public(turn.uow, key, by=turn.person)
        if (language, part) not in NAMES:
            return Go("questions.publish", {"question": key})
        return WordingView(key, language, part, public.words.get(language, {}).get(part, ""))

    def render(self, view: WordingView, say: Say) -> Message:
        ask = say("Write it as everybody may read it: no name, no village, no phone number")
        back = Button(say("◀ Back"), Go("questions.publish", {"question": view.question}))
        now = safe(shortened(view.words, 2000)) if view.words else ""
        return Message(paragraphs(bold(say(NAMES[view.language, view.part])), now, ask), [[back]])

    def on_answer(self, turn: Turn, view: WordingView, answer: Answer) -> Go:
        text = only_text(answer)
        published.write(turn.uow, view.question, view.language, view.part, text, by=turn.person, now=turn.now)
        return Go("questions.publish", {"question": view.question})
