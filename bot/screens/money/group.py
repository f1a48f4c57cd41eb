"""The money of the group: planned against spent, action by action, beside what was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.address import Go, number
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.registry import Command, command, payload
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.ids import GroupId
from bot.domain.plans import Action, ActionState
from bot.i18n import Html, Say, lines, mark
from bot.screens.money import words
from bot.services.groups import groups
from bot.services.money import expenses, incomes
from bot.services.money.expenses import Purse

_SHOWN = 3
_LABEL = 18  # letters of an action on a button
command(Command("money", Go("money.group"), mark("The group's money"), order=36))


@dataclass(frozen=True, slots=True)
class GroupView:
    purse: Purse
    received: int  # kip
    page: int


class OfGroup(Screen[GroupView | None]):
    """Of the plan that is being carried out; every member may read it, and staff any group's."""

    name = "money.group"
    args = ("group", "page")
    help = mark("All the money of the plan: what was planned, what was spent. Choose a piece of work to see more")

    def load(self, turn: Turn) -> GroupView | None:
        mine = groups.mine(turn.uow, turn.me)
        key = GroupId(turn.number("group")) if "group" in turn.args else mine.id if mine else None
        purse = expenses.open_purse(turn.uow, key, by=turn.person) if key else None
        if purse is None or key is None:
            return None
        received = incomes.open_received(turn.uow, key, by=turn.person)
        return GroupView(purse, received.kip if received else 0, turn.page)

    def render(self, view: GroupView | None, say: Say) -> Message:
        if view is None:
            return Message(
                Html(),
                [[Button(say("📝 The group's plan"), Go("plan.overview"))]],
                asks=say("The money of the group comes here when its plan has passed"),
            )
        purse = view.purse
        here = {"group": purse.group.id}
        shown, page, pages = paged(sorted(purse.actions, key=_order), view.page, _SHOWN)
        others = Go(self.name, here | {"page": (page + 1) % pages})
        onward = Button(say("Other work ▶"), others) if pages > 1 else None
        got = Button(say("💰 Received"), Go("money.received", here))
        return Message(
            lines(words.planned(purse.totals, say, received=view.received), words.used(purse.totals, say)),
            [*column(_button(action) for action in shown), row(onward, got)],
            asks=say("Money of which work?"),
            more=[Button(say("🔨 All the work"), Go("actions.list", here))],
        )


def _order(action: Action) -> tuple[bool, bool, date]:
    """What is under way first, what is done last."""
    done, started = action.state is ActionState.DONE, action.state is ActionState.STARTED
    return done, not started, action.due or date.max


def _button(action: Action) -> Button:
    return Button(f"💰 {shortened(action.what, _LABEL)}", Go("money.action", {"action": action.id}))


payload("money", lambda rest: Go("money.group", {"group": number(rest)}))
