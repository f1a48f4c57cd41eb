"""How many members have to agree before a plan may be sent: a rule of the round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.agreements import Needed
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.rounds.views import open_to_set
from bot.screens.rounds.words import NEEDED, title
from bot.services.rounds import rounds

_EXAMPLE = 12  # members of the group that the example counts


@dataclass(frozen=True, slots=True)
class AgreementView:
    round: Round


class Agreement(Screen[AgreementView]):
    name = "rounds.agreement"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("Members agree by phone; the leader counts those without one by name")

    def load(self, turn: Turn) -> AgreementView | Go:
        found = open_to_set(turn)
        return found if isinstance(found, Go) else AgreementView(found)

    def render(self, view: AgreementView, say: Say) -> Message:
        ask = say("How many members have to agree before a group sends its plan?")
        of_twelve = (_example(rule, say) for rule in NEEDED if rule is not Needed.NONE)
        signs = {rule: "✅" if rule is view.round.agreement else "▫️" for rule in NEEDED}
        rules = (Button(f"{signs[rule]} {say(label)}", Tap("choose", (rule.value,))) for rule, label in NEEDED.items())
        text = paragraphs(bold(title(view.round, say)), ask, lines(say("In a group of {n}:", n=_EXAMPLE), *of_twelve))
        return Message(text, column([*rules, _phones(view.round, say), Button(say("◀ Back"), Back())]))

    def tap_choose(self, turn: Turn, view: AgreementView) -> Go:
        rounds.set_agreement(turn.uow, view.round.id, str(turn.value()), by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("✅ Saved"))


def _phones(found: Round, say: Say) -> Button:
    label = say("📱 From one phone, for others: {n}", n=found.for_others)
    return Button(label, Go("rounds.phones", {"round": found.id}, push=True))


def _example(rule: Needed, say: Say) -> Html:
    return say.plural("{rule}: {n} person", "{rule}: {n} people", rule.of(_EXAMPLE), rule=say(NEEDED[rule]))
