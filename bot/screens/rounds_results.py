"""Positions of a closed round, which several plans may share, and the message that the results are out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, grid, row
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PlanId
from bot.domain.plans import Plan, Round
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.rounds import STAFF, place, plan_line, round_id, title
from bot.services import rounds
from bot.services.rounds import CLOSED

_PAGE = 8  # plans on buttons of one page
_HIGHEST = 24  # positions offered on buttons; the programme had three (PRODUCT.md, "Competition")


@dataclass(frozen=True, slots=True)
class PositionsView:
    round: Round
    plans: tuple[Plan, ...]
    groups: Mapping[GroupId, Group]
    page: int


class Positions(Screen[PositionsView]):
    name = "rounds.positions"
    args = ("round", "page")
    roles = STAFF
    help: ClassVar[str] = mark("Open a plan to give it a position. Several plans may share one")

    def load(self, turn: Turn) -> PositionsView | Go:
        found = rounds.to_see(turn.uow, round_id(turn), by=turn.person)
        if found.state != CLOSED:
            return Go("rounds.page", {"round": found.id})
        plans = tuple(rounds.sent(turn.uow.plans.of_round(found.id)))
        page = turn.args.get("page", 0)
        groups = rounds.groups_of(turn.uow, plans)
        return PositionsView(found, plans, groups, page if isinstance(page, int) else 0)

    def render(self, view: PositionsView, say: Say) -> Message:
        shown, page, pages = paged([self._button(plan, view) for plan in view.plans], view.page, _PAGE)
        here = {"round": view.round.id}
        before = Button(say("◀ Before"), Go(self.name, here | {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        asked = say("Open a plan to give it a position. Several plans may share one")
        text = paragraphs(bold(title(view.round, say)), asked if view.plans else say("No plan was sent"))
        return Message(text, [*column(shown), row(before, more), [Button(say("◀ Back"), Back())]])

    def _button(self, plan: Plan, view: PositionsView) -> Button:
        name = view.groups[plan.group].name if plan.group in view.groups else plan.title
        return Button(f"{place(plan)} {name}", Go("rounds.place", {"plan": plan.id}, push=True))


@dataclass(frozen=True, slots=True)
class PlaceView:
    plan: Plan
    groups: Mapping[GroupId, Group]
    highest: int


class Place(Screen[PlaceView]):
    name = "rounds.place"
    args = ("plan",)
    roles = STAFF
    help: ClassVar[str] = mark("Press the position of this plan. You can change it until the results are released")

    def load(self, turn: Turn) -> PlaceView:
        plan, found = rounds.ranked(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        number = len(rounds.sent(turn.uow.plans.of_round(found.id)))
        return PlaceView(plan, rounds.groups_of(turn.uow, [plan]), min(number, _HIGHEST))

    def render(self, view: PlaceView, say: Say) -> Message:
        numbers = [Button(str(n), Tap("give", (n,))) for n in range(1, view.highest + 1)]
        none = Button(say("▫️ No position"), Tap("give", (0,)))
        text = lines(bold(plan_line(view.plan, view.groups, say)), say("Which position?"))
        return Message(text, [*grid(numbers, 6), [none], [Button(say("◀ Back"), Back())]])

    def tap_give(self, turn: Turn, view: PlaceView) -> Back:
        position = turn.choice() or None
        rounds.place(turn.uow, view.plan.id, position, by=turn.person, now=turn.now)
        return Back(turn.say("✅ Saved"))


@notice("results_released")
def results_released(occasion: Occasion) -> Message | None:
    """To leaders and group chats of everybody who took part."""
    plan = occasion.uow.plans.get(PlanId(occasion.args["plan"]))
    first = rounds.first(occasion.uow, plan.round) if plan else []
    if plan is None or not first:
        return None
    say = occasion.say
    own = say("Your group has rank {n}. See points and comments", n=plan.position) if plan.position else ""
    text = paragraphs(say("🏆 The results are out. First rank: {groups}", groups=say.names(first)), own)
    see = Button(say("📝 The group's plan"), Go("plan.overview", push=True))
    return Message(text, [[see]] if occasion.person else ())
