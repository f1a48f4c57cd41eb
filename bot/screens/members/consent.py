"""The members say yes or no to a new leader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.members.views import candidate
from bot.services.groups import handovers
from bot.services.groups.handovers import Candidacy


@dataclass(frozen=True, slots=True)
class ConsentView:
    candidacy: Candidacy
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
        candidacy = handovers.open_handover(turn.uow, turn.number("handover"), by=turn.person)
        return ConsentView(candidacy, candidacy.handover.person == turn.me, candidacy.handover.open(turn.now))

    def render(self, view: ConsentView, say: Say) -> Message:
        members = Button(say("👥 Members of the group"), Go("members.list", {"group": view.candidacy.group.id}))
        if not view.open:
            return Message(_result(view.candidacy, say), [[members]], asks=Html())
        count = say(
            "👍 {want}, {needed}",
            want=say.plural("{n} wants it", "{n} want it", view.candidacy.agree),
            needed=say.plural("{n} is needed", "{n} are needed", view.candidacy.needed),
        )
        until = say("Until {date}", date=say.date(say.today(view.candidacy.handover.until)))
        said = view.candidacy.mine
        mine = "" if said is None else say("You said yes") if said else say("You said no")
        answers = [Button(say("👍 I agree"), Tap("yes")), Button(say("✋ I do not agree"), Tap("no"))]
        asked = candidate(view.candidacy, say)
        if view.asker:
            return Message(lines(bold(asked), count, until), [[members]], asks=Html())
        return Message(lines(count, until, mine), column([*answers, members]), asks=asked)

    def tap_yes(self, turn: Turn, view: ConsentView) -> Go:
        return self._say(turn, view, agrees=True)

    def tap_no(self, turn: Turn, view: ConsentView) -> Go:
        return self._say(turn, view, agrees=False)

    def _say(self, turn: Turn, view: ConsentView, *, agrees: bool) -> Go:
        handovers.answer(turn.uow, view.candidacy.handover.id, agrees, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), note=turn.say("Thank you, your answer is kept"))


def _result(candidacy: Candidacy, say: Say) -> Html:
    if candidacy.handover.state == "passed":
        return say("👑 {name} leads the group {group} now", name=candidacy.name, group=candidacy.group.name)
    return say(
        "{name} does not lead the group {group}. Nothing has changed", name=candidacy.name, group=candidacy.group.name
    )
