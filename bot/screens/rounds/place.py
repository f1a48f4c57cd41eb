"""The position of one plan, which several plans may share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Tap
from bot.chat.message import Button, Message, grid
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PlanId
from bot.domain.people import STAFF
from bot.domain.plans import Plan
from bot.i18n import Say, bold, lines, mark
from bot.screens.rounds.views import plan_line, scored_lines
from bot.services.contests import contests
from bot.services.rounds import results, rounds
from bot.services.rounds.results import Scored

_HIGHEST = 24  # positions offered on buttons; the programme had three (PRODUCT.md, "Competition")


@dataclass(frozen=True, slots=True)
class PositionView:
    plan: Plan
    groups: Mapping[GroupId, Group]
    highest: int
    scored: Scored
    best: int  # points that a plan can have


class Position(Screen[PositionView]):
    name = "rounds.place"
    args = ("plan",)
    roles = STAFF
    help: ClassVar[str] = mark("Press the position of this plan. You can change it until the results are released")

    def load(self, turn: Turn) -> PositionView:
        plan, found = rounds.open_to_rank(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        number = turn.uow.plans.sent_in(found.id)
        scored = results.scored(turn.uow, [plan], turn.programme.rules, by=turn.person, now=turn.now)[plan.id]
        groups = rounds.groups_of(turn.uow, [plan])
        return PositionView(
            plan, groups, min(number, _HIGHEST), scored, contests.rubric_of(turn.uow, turn.library, plan.id).highest
        )

    def render(self, view: PositionView, say: Say) -> Message:
        numbers = [Button(str(n), Tap("give", (n,))) for n in range(1, view.highest + 1)]
        none = Button(say("▫️ No position"), Tap("give", (0,)))
        given = scored_lines(view.scored, view.best, say)
        text = lines(bold(plan_line(view.plan, view.groups, say)), *given, say("Which position?"))
        return Message(text, [*grid(numbers, 6), [none], [Button(say("◀ Back"), Back())]])

    def tap_give(self, turn: Turn, view: PositionView) -> Back:
        position = turn.choice() or None
        rounds.set_position(turn.uow, view.plan.id, position, by=turn.person, now=turn.now)
        return Back(turn.say("✅ Saved"))
