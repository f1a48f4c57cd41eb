"""Naming a new round, in Lao and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.domain.refused import Missing
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.rounds.views import round_id
from bot.services.rounds import rounds
from bot.services.rounds.rounds import DRAFT


@dataclass(frozen=True, slots=True)
class NameView:
    round: Round
    language: str


class Name(Screen[NameView]):
    name = "rounds.name"
    args = ("round", "language")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write the name that groups will see, first in Lao, then in English")
    _asked: ClassVar = {"lo": mark("What is the round called in Lao?"), "en": mark("And in English?")}

    def load(self, turn: Turn) -> NameView:
        found, language = rounds.open_whole(turn.uow, round_id(turn), by=turn.person), turn.word("language")
        if language not in self._asked:
            raise Missing
        return NameView(found, language)

    def render(self, view: NameView, say: Say) -> Message:
        written = view.round.name.get(view.language, "")
        keep = Button(say("Keep it ▶") if written else say("Skip"), _after(view))
        shown = lines(say("Written so far:"), written) if written else ""
        asked = bold(say(self._asked[view.language]))
        return Message(paragraphs(asked, shown), column([keep, Button(say("◀ Back"), Back())]))

    def on_answer(self, turn: Turn, view: NameView, answer: Answer) -> Go:
        rounds.rename(turn.uow, view.round.id, view.language, only_text(answer), by=turn.person, now=turn.now)
        return _after(view)


def _after(view: NameView) -> Go:
    """The other language, then the last day of a round that is being prepared."""
    here = {"round": view.round.id}
    if view.language == "lo":
        return Go("rounds.name", here | {"language": "en"})
    return Go("rounds.deadline" if view.round.state == DRAFT else "rounds.page", here)
