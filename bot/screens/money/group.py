"""The money of the group: planned against spent, action by action."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, number
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.registry import Command, command, payload
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.expenses import Totals
from bot.domain.ids import GroupId
from bot.domain.plans import Action
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.money import words
from bot.screens.money.views import PAGE
from bot.services.groups import groups
from bot.services.money import expenses
from bot.services.money.expenses import Purse

_LABEL = 24  # characters of an action on a button
command(Command("money", Go("money.group"), mark("The group's money"), order=36))


@dataclass(frozen=True, slots=True)
class GroupView:
    purse: Purse
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
        page = turn.args.get("page", 0)
        return GroupView(purse, page if isinstance(page, int) else 0) if purse else None

    def render(self, view: GroupView | None, say: Say) -> Message:
        if view is None:
            return Message(
                say("The money of the group comes here when its plan has passed"),
                [[Button(say("📝 The group's plan"), Go("plan.overview"))]],
            )
        purse = view.purse
        shown, page, pages = paged([_button(action) for action in purse.actions], view.page, PAGE)
        sums = [(action, purse.of(action)) for action in purse.actions[page * PAGE : (page + 1) * PAGE]]
        rows = [_row(action, totals, say) for action, totals in sums if totals.planned or totals.spent]
        head = lines(bold(say("💰 The group's money")), purse.plan.title, purse.group.name)
        unsaid = purse.totals.unsaid
        gap = say("Nobody said yet whose money {a} kip was", a=say.number(unsaid)) if unsaid else ""
        turned = [Go(self.name, {"group": purse.group.id, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        work = Button(say("🔨 All the work"), Go("actions.list", {"group": purse.group.id}))
        text = paragraphs(head, lines(words.sums(purse.totals, say), gap), *rows)
        return Message(text, [*column(shown), row(before, more), [work]])


def _button(action: Action) -> Button:
    return Button(f"💰 {shortened(action.what, _LABEL)}", Go("money.action", {"action": action.id}))


def _row(action: Action, totals: Totals, say: Say) -> Html:
    a, b = say.number(totals.planned), say.number(totals.spent)
    return lines(shortened(action.what, 120), say("Planned {a} kip, really used {b} kip", a=a, b=b))


payload("money", lambda rest: Go("money.group", {"group": number(rest)}))
