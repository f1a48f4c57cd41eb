"""Whom staff want to read a plan, or not to, before the lot is drawn; conflicts are marked and stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PersonId
from bot.domain.people import STAFF, Person, Role
from bot.domain.plans import Plan
from bot.domain.refused import Missing
from bot.i18n import Say, bold, lines, mark, plain
from bot.screens.contest import views
from bot.screens.contest.views import ContestView
from bot.services.contests import readings

_MOST = 12  # experts with a button
_TURN = {None: True, True: False, False: None}  # what the next press makes of a rule


@dataclass(frozen=True, slots=True)
class ReadersView:
    whole: ContestView
    plan: Plan | None
    group: str
    index: int
    count: int
    experts: tuple[Person, ...]
    rules: dict[PersonId, bool]
    barred: frozenset[PersonId]


class Readers(Screen[ReadersView]):
    name = "contest.readers"
    args = ("round", "index")
    roles = STAFF
    help: ClassVar[str] = mark(
        "Press an expert: is to read it, is not to, the lot decides. Conflicts are found by themselves"
    )

    def load(self, turn: Turn) -> ReadersView:
        view, index = views.load(turn), turn.args.get("index", 0)
        listed = views.with_groups(turn, view.round.id)
        index = min(max(index if isinstance(index, int) else 0, 0), max(len(listed) - 1, 0))
        plan, group = listed[index] if listed else (None, None)
        experts = tuple(turn.uow.people.with_role(Role.EXPERT)[:_MOST])
        rules = turn.uow.reviews.rules_of(plan.id) if plan else {}
        barred = readings.connected(turn.uow, plan, [one.id for one in experts]) if plan else frozenset()
        return ReadersView(view, plan, group.name if group else "", index, len(listed), experts, rules, barred)

    def render(self, view: ReadersView, say: Say) -> Message:
        here = {"round": view.whole.round.id}
        buttons = [Button(_label(view, one, say), Tap("turn", (one.id,))) for one in view.experts]
        before, after = (Go(self.name, here | {"index": view.index + step}) for step in (-1, 1))
        turning = row(
            Button(say("◀ Before"), before) if view.index else None,
            Button(say("Next ▶"), after) if view.index + 1 < view.count else None,
        )
        title = view.plan.title if view.plan else ""
        text = lines(bold(view.group), title)
        rows = [*column(buttons), turning, [Button(say("◀ Back"), Back())]]
        return Message(text, rows, asks=say("Who is to read this plan?"))

    def tap_turn(self, turn: Turn, view: ReadersView) -> Go:
        expert = PersonId(turn.choice())
        if view.plan is None:
            raise Missing
        pinned = _TURN[view.rules.get(expert)]
        readings.set_reader(turn.uow, view.plan.id, expert, pinned, by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.whole.round.id, "index": view.index})


def _label(view: ReadersView, one: Person, say: Say) -> str:
    rule = view.rules.get(one.id)
    if rule is False:
        return plain(say("✋ {name}: no", name=one.name))
    if one.id in view.barred:
        return plain(say("✋ {name}: connected", name=one.name))
    return f"{'👍' if rule else '▫️'} {one.name}"
