"""The languages that can be recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, grid
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.content.pieces import Piece
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.i18n import Say, bold, lines, mark
from bot.screens.record.words import texts
from bot.services import narrations, of_all
from bot.services.narrations import State, Tongue

command(Command("record", Go("record.languages"), mark("Record voices"), roles=STAFF, order=78))


@dataclass(frozen=True, slots=True)
class LanguagesView:
    tongues: Sequence[tuple[Tongue, int]]  # and how many texts can be heard in it
    texts: int


class Languages(Screen[LanguagesView]):
    name = "record.languages"
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Choose the language that you want to speak. If it is not here, write its name")

    def load(self, turn: Turn) -> LanguagesView:
        of_all.check(by=turn.person)
        pieces, counts = texts(turn), turn.uow.narrations.counts()
        known = narrations.tongues(turn.uow, turn.library)
        far = [(one, self._ready(turn, pieces, one) if one.key in counts else 0) for one in known]
        return LanguagesView(far, len(pieces))

    def _ready(self, turn: Turn, pieces: Sequence[Piece], tongue: Tongue) -> int:
        return list(narrations.states(turn.uow, pieces, tongue.key).values()).count(State.READY)

    def render(self, view: LanguagesView, say: Say) -> Message:
        ask = say("Which language do you want to speak? If it is not here, write its name")
        buttons = [
            Button(f"{one.name(say.language)} {ready}/{view.texts}", Go("record.language", {"language": one.key}))
            for one, ready in view.tongues
        ]
        text = lines(bold(say("🎙 Record voices")), ask)
        return Message(text, [*grid(buttons, 2), [Button(say("◀ Back"), Go("home.menu"))]])

    def on_answer(self, turn: Turn, view: LanguagesView, answer: Answer) -> Go:
        typed = only_text(answer)
        tongue, new = narrations.add_language(turn.uow, turn.library, typed, by=turn.person, now=turn.now)
        note = turn.say("{name} is added to the languages", name=tongue.name(turn.say.language)) if new else ""
        return Go("record.language", {"language": tongue.key}, note=note)
