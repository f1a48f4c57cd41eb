"""In which language somebody is read to; also changed from the settings page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.chat.typed import meant
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, mark
from bot.services import narrations
from bot.services.narrations import Share, Tongue


@dataclass(frozen=True, slots=True)
class VoiceView:
    tongues: tuple[Tongue, ...]  # in which something is recorded
    shares: tuple[Share, ...]  # what can be heard in each of them
    chosen: str


class Voice(Screen[VoiceView]):
    name = "welcome.voice"
    strangers = True
    asks = True
    aloud = (mark("In which language shall it be read to you?"),)
    help: ClassVar[str] = mark("Choose the language that you like to hear. What is not recorded in it is read in Lao")

    def load(self, turn: Turn) -> VoiceView | Go:
        if turn.person_or_none is None:
            return Go("welcome.language")
        person = turn.person
        heard = narrations.heard(turn.uow, turn.library)
        shares = tuple(narrations.share(turn.uow, turn.library, (tongue.key,)) for tongue in heard)
        return VoiceView(heard, shares, person.voice or person.language)

    def render(self, view: VoiceView, say: Say) -> Message:
        back = [Button(say("◀ Back"), Back())]
        if not view.tongues:
            told = say("Nothing is recorded yet. You hear it as soon as staff have spoken it")
            return Message(told, [back], asks=Html())
        buttons = [
            Button(self._label(tongue, share, view, say), Tap("choose", (tongue.key,)))
            for tongue, share in zip(view.tongues, view.shares, strict=True)
        ]
        about = say("What is not recorded in it yet is read in Lao")
        return Message(about, [*grid(buttons, 2), back], asks=say(self.aloud[0]))

    def _label(self, tongue: Tongue, share: Share, view: VoiceView, say: Say) -> str:
        return f"{'✅' if tongue.key == view.chosen else '🔊'} {tongue.name(say.language)}: {share.n}/{share.of}"

    def tap_choose(self, turn: Turn, view: VoiceView) -> Back:
        return self._choose(turn, view, str(turn.value()))

    def on_answer(self, turn: Turn, view: VoiceView, answer: Answer) -> Back:
        names = [(name, tongue.key) for tongue in view.tongues for name in tongue.name.by_language.values()]
        key = meant(answer, names)
        if key is None:
            raise Refused("Sorry, this is not understood yet. Choose a button below")
        return self._choose(turn, view, key)

    def _choose(self, turn: Turn, view: VoiceView, key: str) -> Back:
        narrations.choose(turn.uow, key, view.tongues, by=turn.me)
        return Back(note=turn.say("It is changed") if turn.person.known else "")
