"""The last day of a round, read as people write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.domain.refused import Refused
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.rounds.views import DAYS, ask_sure, open_to_set
from bot.screens.rounds.words import title
from bot.understand import dates
from bot.understand.readings import Unclear, Unsure


@dataclass(frozen=True, slots=True)
class DeadlineView:
    round: Round


class Deadline(Screen[DeadlineView]):
    name = "rounds.deadline"
    args = ("round",)
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Write the last day on which groups can send their plans. It is read back to you first")

    def load(self, turn: Turn) -> DeadlineView | Go:
        found = open_to_set(turn)
        return found if isinstance(found, Go) else DeadlineView(found)

    def render(self, view: DeadlineView, say: Say) -> Message:
        asked = say("Until which day can groups send their plans? For example 15/1/2027 or in 30 days")
        return Message(paragraphs(bold(title(view.round, say)), asked), [[Button(say("◀ Back"), Back())]])

    def on_answer(self, turn: Turn, view: DeadlineView, answer: Answer) -> Go:
        today = turn.say.today(turn.now)
        match dates.read(only_text(answer), today=today, expect="future"):
            case Unclear():
                raise Refused("This date is not understood yet. Try it like this: 15/1/2027")
            case Unsure(choices):
                return ask_sure(view.round, *choices[:DAYS])
            case day:
                return ask_sure(view.round, day)
