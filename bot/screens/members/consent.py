"""The members say yes or no to a new leader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, lines, mark, paragraphs
from bot.screens.members.views import candidate
from bot.services.groups import handovers
from bot.services.groups.handovers import Question


@dataclass(frozen=True, slots=True)
class ConsentView:
    question: Question
    asker: bool  # whether the reader is the one who asks
    open: bool


class Consent(Screen[ConsentView]):
    name = "members.consent"
    args = ("handover",)
    personal = True
    help: ClassVar[str] = mark(
        "Say whether this member shall lead the group. More than half of those with a phone decide"
    )

    def load(self, turn: Turn) -> ConsentView:
        question = handovers.open_handover(turn.uow, turn.number("handover"), by=turn.person)
        return ConsentView(question, question.handover.person == turn.me, question.handover.open(turn.now))

    def render(self, view: ConsentView, say: Say) -> Message:
        members = Button(say("👥 Members of the group"), Go("members.list", {"group": view.question.group.id}))
        if not view.open:
            return Message(_result(view.question, say), [[members]])
        count = say(
            "👍 {want}, {needed}",
            want=say.plural("{n} wants it", "{n} want it", view.question.agree),
            needed=say.plural("{n} is needed", "{n} are needed", view.question.needed),
        )
        until = say("Until {date}", date=say.date(say.today(view.question.handover.until)))
        said = view.question.mine
        mine = "" if said is None else say("You said yes") if said else say("You said no")
        answers = [] if view.asker else [Button(say("👍 Yes"), Tap("yes")), Button(say("✋ No"), Tap("no"))]
        asked = candidate(view.question, say)
        return Message(paragraphs(asked, lines(count, until, "" if view.asker else mine)), column([*answers, members]))

    def tap_yes(self, turn: Turn, view: ConsentView) -> Go:
        return self._say(turn, view, agrees=True)

    def tap_no(self, turn: Turn, view: ConsentView) -> Go:
        return self._say(turn, view, agrees=False)

    def _say(self, turn: Turn, view: ConsentView, *, agrees: bool) -> Go:
        handovers.answer(turn.uow, view.question.handover.id, agrees, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("Thank you, your answer is kept"))


def _result(question: Question, say: Say) -> Html:
    if question.handover.state == "passed":
        return say("👑 {name} leads the group {group} now", name=question.name, group=question.group.name)
    return say(
        "{name} does not lead the group {group}. Nothing has changed", name=question.name, group=question.group.name
    )
