"""The positions of a closed round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.domain.groups import Group
from bot.domain.ids import GroupId, PlanId
from bot.domain.people import STAFF
from bot.domain.plans import Plan, Round
from bot.i18n import Say, bold, mark, paragraphs
from bot.screens.rounds.views import position, round_id
from bot.screens.rounds.words import title
from bot.services.rounds import results, rounds
from bot.services.rounds.results import Scored
from bot.services.rounds.rounds import CLOSED

_PAGE = 8  # plans on buttons of one page


@dataclass(frozen=True, slots=True)
class PositionsView:
    round: Round
    plans: tuple[Plan, ...]  # of this page
    groups: Mapping[GroupId, Group]
    page: int
    pages: int
    scored: Mapping[PlanId, Scored]


class Positions(Screen[PositionsView]):
    name = "rounds.positions"
    args = ("round", "page")
    roles = STAFF
    help: ClassVar[str] = mark("Open a plan to give it a position. Several plans may share one")

    def load(self, turn: Turn) -> PositionsView | Go:
        found = rounds.open_whole(turn.uow, round_id(turn), by=turn.person)
        if found.state != CLOSED:
            return Go("rounds.page", {"round": found.id})
        sent = rounds.sent(turn.uow.plans.of_round(found.id))
        scored = results.scored(turn.uow, sent, turn.programme.rules, by=turn.person, now=turn.now)
        page, pages = cut_out(len(sent), turn.page, _PAGE)
        ordered = sorted(sent, key=lambda plan: _order(plan, scored[plan.id]))
        plans = tuple(ordered[page * _PAGE : (page + 1) * _PAGE])
        return PositionsView(found, plans, rounds.groups_of(turn.uow, plans), page, pages, scored)

    def render(self, view: PositionsView, say: Say) -> Message:
        shown, page, pages = [self._button(plan, view, say) for plan in view.plans], view.page, view.pages
        here = {"round": view.round.id}
        before = Button(say("◀ Before"), Go(self.name, here | {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        asked = say("Open a plan to give it a position. Several plans may share one")
        text = paragraphs(bold(title(view.round, say)), asked if view.plans else say("No plan was sent"))
        return Message(text, [*column(shown), row(before, more), [Button(say("◀ Back"), Back())]])

    def _button(self, plan: Plan, view: PositionsView, say: Say) -> Button:
        name = view.groups[plan.group].name if plan.group in view.groups else plan.title
        points = view.scored[plan.id].points
        got = f" ⭐{say.number(points)}" if points is not None else ""
        return Button(f"{position(plan)}{got} {name}", Go("rounds.place", {"plan": plan.id}, push=True))


def _order(plan: Plan, scored: Scored) -> tuple[float, float]:
    """Those with a position first; the others by their points, the most first."""
    return plan.position or float("inf"), -(scored.points or 0)
