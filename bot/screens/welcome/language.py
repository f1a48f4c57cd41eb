"""The first question of all: ລາວ or English."""

from __future__ import annotations

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import LANGUAGES, Say, lines, mark, paragraphs
from bot.screens.welcome.views import UNCLEAR, missing, onward
from bot.services import people

_HELLO = mark("Hello! Here your group will learn and write a plan together")
_CHOOSE = mark("Choose a language")


class Language(Screen[None]):
    name = "welcome.language"
    strangers = True
    asks = True
    aloud = (_HELLO, _CHOOSE)
    help = mark("Choose the language in which you want to read. You can change it any day with /language")

    def load(self, turn: Turn) -> Go | None:
        wanted = missing(turn, turn.person_or_none)
        if wanted is None:
            return Go("home.menu")
        return None if wanted.screen == self.name else wanted

    def render(self, view: None, say: Say) -> Message:
        both = paragraphs(lines(say(_HELLO), say(_CHOOSE)), lines(_HELLO, _CHOOSE))
        return Message(both, rows=[[Button(label, Tap("choose", (code,))) for code, label in LANGUAGES.items()]])

    def tap_choose(self, turn: Turn, view: None) -> Go | Back:
        language = str(turn.value())
        if language not in LANGUAGES:
            raise Refused(UNCLEAR)
        people.choose_language(turn.uow, turn.account, language, now=turn.now)
        return onward(turn)

    def on_answer(self, turn: Turn, view: None, answer: Answer) -> Go | Back:
        names = [*((label, code) for code, label in LANGUAGES.items()), ("Lao", "lo"), ("ພາສາລາວ", "lo")]
        turn.values = (meant(answer, names) or "",)
        return self.tap_choose(turn, view)
