"""The read-back before everybody hears how places are found, while the round is being prepared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.domain.plans import RoundState
from bot.i18n import Say, bold, lines, mark
from bot.screens.contest import views
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.screens.widgets import read_back
from bot.services.contests import rule


@dataclass(frozen=True, slots=True)
class TellView:
    whole: ContestView
    people: int
    groups: int


class Tell(Screen[TellView]):
    name = "contest.tell"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")

    def load(self, turn: Turn) -> TellView | Go:
        view = views.load(turn)
        if view.round.state is not RoundState.DRAFT or view.contest.rules.told is not None:
            return Go("contest.page", {"round": view.round.id})
        return TellView(view, *turn.uow.rounds.concerned(view.round.id))

    def render(self, view: TellView, say: Say) -> Message:
        told = say.plural(
            "{n} person in {m} groups hears of it at once",
            "{n} people in {m} groups hear of it at once",
            view.people,
            m=view.groups,
        )
        ask = say("Tell them that a competition comes, and how places are found?")
        text = lines(bold(title(view.whole.round, say)), told, ask)
        yes = Button(say("📣 Tell the rule to all"), Tap("tell"))
        return read_back.question(text, [[yes]], Button(say("◀ Not now"), Back()))

    def tap_tell(self, turn: Turn, view: TellView) -> Go:
        rule.tell(turn.uow, view.whole.round.id, by=turn.person, now=turn.now)
        return Go("contest.page", {"round": view.whole.round.id}, note=turn.say("✅ Everybody is told"))
