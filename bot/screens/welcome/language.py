"""The first question of all: ລາວ or English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import LANGUAGES, Html, Say, bold, lines, mark, safe
from bot.screens.welcome.views import UNCLEAR, missing, onward
from bot.services import people

_HELLO = mark("Hello! Here your group will learn and write a plan together")
_CHOOSE = mark("Choose a language")


@dataclass(frozen=True, slots=True)
class Hello:
    """What the programme is called and says to strangers, by language; nothing where nobody has set it."""

    names: Mapping[str, str]
    welcome: Mapping[str, str]

    def told(self, language: str, usual: str) -> Html:
        """The name above the welcome, or above what is usual."""
        name = self.names.get(language, "")
        return lines(bold(name) if name else "", self.welcome.get(language) or usual)


class Language(Screen[Hello]):
    name = "welcome.language"
    strangers = True
    asks = True
    aloud = (_HELLO, _CHOOSE)
    help = mark("Choose the language in which you want to read. You can change it any day with /language")

    def load(self, turn: Turn) -> Go | Hello:
        wanted = missing(turn, turn.person_or_none)
        if wanted is None:
            return Go("home.menu")
        return Hello(turn.programme.names, turn.programme.welcome) if wanted.screen == self.name else wanted

    def render(self, view: Hello, say: Say) -> Message:
        names = [Button(label, Tap("choose", (code,))) for code, label in LANGUAGES.items()]
        text = lines(view.told("en", _HELLO), view.told(say.language, say(_HELLO)))
        return Message(text, [names], asks=Html(f"{say(_CHOOSE)} · {safe(_CHOOSE)}"))

    def tap_choose(self, turn: Turn, view: Hello) -> Go | Back:
        language = str(turn.value())
        if language not in LANGUAGES:
            raise Refused(UNCLEAR)
        people.choose_language(turn.uow, turn.account, language, now=turn.now)
        return onward(turn)

    def on_answer(self, turn: Turn, view: Hello, answer: Answer) -> Go | Back:
        names = [*((label, code) for code, label in LANGUAGES.items()), ("Lao", "lo"), ("ພາສາລາວ", "lo")]
        turn.values = (meant(answer, names) or "",)
        return self.tap_choose(turn, view)
