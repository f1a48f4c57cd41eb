"""Changing the language: the page that one was on comes back in the other one."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import LANGUAGES, Html, Say, catalogue, mark, safe
from bot.services import people
from bot.settings import shipped

_CHOOSE = mark("Choose a language")


class Choose(Screen[None]):
    name = "language.choose"
    asks = True
    frozen = True
    help = mark("Choose the language in which you want to read. You can change it any day with /language")

    def load(self, turn: Turn) -> None:
        return None

    def render(self, view: None, say: Say) -> Message:
        other = Html() if say.language == "en" else safe(_CHOOSE)
        names = [Button(label, Tap("choose", (code,))) for code, label in LANGUAGES.items()]
        return Message(other, [names, [Button(say("◀ Back"), Back())]], asks=say(_CHOOSE))

    def tap_choose(self, turn: Turn, view: None) -> Back:
        return self._choose(turn, str(turn.value()))

    def on_answer(self, turn: Turn, view: None, answer: Answer) -> Back:
        names = [*((label, code) for code, label in LANGUAGES.items()), ("Lao", "lo"), ("ພາສາລາວ", "lo")]
        return self._choose(turn, meant(answer, names) or "")

    def _choose(self, turn: Turn, language: str) -> Back:
        if language not in LANGUAGES:
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        people.choose_language(turn.uow, turn.account, language, now=turn.now)
        say = replace(turn.say, catalogue=catalogue(language, shipped("locales")))
        return Back(note=say("✅ The language is changed"))


command(Command("language", Go("language.choose", push=True), mark("Language: ລາວ / English"), groups=True, order=70))
