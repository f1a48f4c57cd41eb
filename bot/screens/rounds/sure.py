"""The read-back before a round opens, closes or releases its results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.domain.refused import Missing
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.rounds.views import round_id
from bot.screens.rounds.words import title
from bot.screens.widgets import read_back
from bot.services.rounds import rounds
from bot.services.rounds.rounds import CLOSED, DRAFT, OPEN


@dataclass(frozen=True, slots=True)
class SureView:
    round: Round
    what: str
    first: tuple[str, ...]  # the groups on the first position


class Sure(Screen[SureView]):
    name = "rounds.sure"
    args = ("round", "what")
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")
    _from: ClassVar = {"open": (DRAFT, CLOSED), "close": (OPEN,), "release": (CLOSED,)}

    def load(self, turn: Turn) -> SureView | Go:
        found, what = rounds.open_round(turn.uow, round_id(turn), by=turn.person), turn.word("what")
        if what not in self._from:
            raise Missing
        if found.state not in self._from[what]:
            return Go("rounds.page", {"round": found.id})
        plans = [plan for plan in turn.uow.plans.of_round(found.id) if plan.position == 1]
        groups = rounds.groups_of(turn.uow, plans)
        return SureView(found, what, tuple(group.name for group in groups.values()))

    def render(self, view: SureView, say: Say) -> Message:
        question, label = {
            "open": (say("Groups can write their plans from now on. Open the round?"), say("🟢 Open the round")),
            "close": (say("Nobody can write or send a plan any more. Close the round?"), say("🔒 Close the round")),
            "release": (
                lines(
                    say("First rank: {groups}", groups=say.names(view.first)) if view.first else "",
                    say("All groups will see the positions, and this cannot be undone. Release the results?"),
                ),
                say("🏆 Release the results"),
            ),
        }[view.what]
        text = paragraphs(bold(title(view.round, say)), question)
        return read_back.question(text, [[Button(label, Tap(view.what))]], Button(say("✖️ Not yet"), Back()))

    def tap_open(self, turn: Turn, view: SureView) -> Go:
        rounds.start(turn.uow, view.round.id, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("🟢 The round is open"))

    def tap_close(self, turn: Turn, view: SureView) -> Go:
        rounds.close(turn.uow, view.round.id, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("🔒 The round is closed"))

    def tap_release(self, turn: Turn, view: SureView) -> Go:
        told = rounds.release(turn.uow, view.round.id, by=turn.person, now=turn.now)
        note = turn.say.plural("🏆 {n} group has been told", "🏆 {n} groups have been told", told)
        return Go("rounds.page", {"round": view.round.id}, note=note)
