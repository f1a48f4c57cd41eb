"""How many agreements for others one phone may give: a rule of the round."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.agreements import FOR_OTHERS, MOST_FOR_OTHERS
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.domain.refused import Refused
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.rounds.views import open_to_set
from bot.screens.rounds.words import title
from bot.services.rounds import rounds
from bot.understand import numbers

_OFFERED = (0, 1, FOR_OTHERS, 5, 10)


@dataclass(frozen=True, slots=True)
class PhonesView:
    round: Round


class Phones(Screen[PhonesView]):
    name = "rounds.phones"
    args = ("round",)
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Leaders count those without a phone; people who share a phone answer there")

    def load(self, turn: Turn) -> PhonesView | Go:
        found = open_to_set(turn)
        return found if isinstance(found, Go) else PhonesView(found)

    def render(self, view: PhonesView, say: Say) -> Message:
        chosen = view.round.for_others
        numbers = sorted({*_OFFERED, chosen})
        offered = [Button(f"{'✅' if n == chosen else '▫️'} {n}", Tap("take", (n,))) for n in numbers]
        ask = say("For how many others may one phone agree? Choose, or write a number up to {n}", n=MOST_FOR_OTHERS)
        return Message(
            paragraphs(bold(title(view.round, say)), ask), [*grid(offered, 3), [Button(say("◀ Back"), Back())]]
        )

    def tap_take(self, turn: Turn, view: PhonesView) -> Back:
        return self._keep(turn, view, turn.choice())

    def on_answer(self, turn: Turn, view: PhonesView, answer: Answer) -> Back:
        return self._keep(turn, view, _read(only_text(answer)))

    def _keep(self, turn: Turn, view: PhonesView, most: int) -> Back:
        rounds.set_for_others(turn.uow, view.round.id, most, by=turn.person, now=turn.now)
        return Back(note=turn.say("✅ Saved"))


def _read(text: str) -> int:
    """The whole number that was written, in figures or in words. Raises Refused."""
    found = numbers.read(text)
    if not isinstance(found, Decimal) or found not in range(MOST_FOR_OTHERS + 1):
        raise Refused("Please write a number from 0 to {n}", n=MOST_FOR_OTHERS)
    return round(found)
