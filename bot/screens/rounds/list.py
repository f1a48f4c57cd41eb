"""The rounds with their state."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.domain.plans import PlanState, Round
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.rounds.views import summary
from bot.screens.rounds.words import title
from bot.services.rounds import endings, rounds

command(Command("rounds", Go("rounds.list"), mark("Rounds"), roles=STAFF, order=73))


@dataclass(frozen=True, slots=True)
class ListView:
    rounds: tuple[tuple[Round, Counter[PlanState]], ...]
    away: int  # rounds in the archive
    whole: bool  # whoever looks after all projects prepares rounds; others see how their groups' plans are


class Listed(Screen[ListView]):
    name = "rounds.list"
    roles = STAFF
    help: ClassVar[str] = mark("The newest round stands first. Open one to see its plans, or prepare a new one")

    def load(self, turn: Turn) -> ListView:
        states = turn.uow.plans.states(within=turn.person.own_projects)
        found = [one for one in turn.uow.rounds.kept() if not one.archived]
        away = len(endings.put_away(turn.uow, by=turn.person))
        listed = tuple((one, states.get(one.id, Counter())) for one in found)
        return ListView(listed, away, not turn.person.own_projects)

    def render(self, view: ListView, say: Say) -> Message:
        listed = paragraphs(*(lines(bold(title(one, say)), summary(one, n, say)) for one, n in view.rounds))
        buttons = [Button(title(one, say), Go("rounds.page", {"round": one.id}, push=True)) for one, _ in view.rounds]
        old = Button(say("Old rounds ({n}) ▶", n=view.away), Go("rounds.old", push=True)) if view.away else None
        new = Button(say("➕ New round"), Tap("new")) if view.whole else None
        return Message(
            paragraphs(bold(say("🏁 Rounds")), listed or say("There is none yet")),
            column([new, *buttons, old, Button(say("◀ Back"), Back())]),
        )

    def tap_new(self, turn: Turn, view: ListView) -> Go:
        agreement = turn.programme.agreement
        new = rounds.begin(turn.uow, turn.library.form.version, by=turn.person, now=turn.now, agreement=agreement)
        return Go("rounds.name", {"round": new, "language": "lo"}, push=True)
