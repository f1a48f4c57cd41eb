"""The group's money in the open: planned against spent, what the group gave itself, every amount and who wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, length, row, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.expenses import Expense, Totals
from bot.domain.ids import ActionId, GroupId
from bot.domain.plans import Action
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens import money_words
from bot.services import expenses, groups
from bot.services.checkins import Task
from bot.services.expenses import Purse

_PAGE = 8  # pieces of work, or amounts, on one page
_LABEL = 24  # letters of a piece of work on a button
command(Command("money", Go("money.group"), mark("The group's money"), order=36))


@dataclass(frozen=True, slots=True)
class GroupView:
    purse: Purse
    page: int


class OfGroup(Screen[GroupView | None]):
    """The money of the plan that is being carried out; every member may read it, and staff any group's."""

    name = "money.group"
    args = ("group", "page")
    help = mark("All the money of the plan: what was planned, what was spent. Choose a piece of work to see more")

    def load(self, turn: Turn) -> GroupView | None:
        mine = groups.mine(turn.uow, turn.me)
        key = GroupId(turn.number("group")) if "group" in turn.args else mine.id if mine else None
        purse = expenses.purse(turn.uow, key, turn.person) if key else None
        page = turn.args.get("page", 0)
        return GroupView(purse, page if isinstance(page, int) else 0) if purse else None

    def render(self, view: GroupView | None, say: Say) -> Message:
        if view is None:
            return Message(
                say("The money of the group comes here when its plan has passed"),
                [[Button(say("📝 The group's plan"), Go("plan.overview"))]],
            )
        purse = view.purse
        shown, page, pages = paged([_button(action) for action in purse.actions], view.page, _PAGE)
        sums = [(action, purse.of(action)) for action in purse.actions[page * _PAGE : (page + 1) * _PAGE]]
        rows = [_row(action, totals, say) for action, totals in sums if totals.planned or totals.spent]
        head = lines(bold(say("💰 The group's money")), purse.plan.title, purse.group.name)
        unsaid = purse.totals.unsaid
        gap = say("Nobody said yet whose money {a} kip was", a=say.number(unsaid)) if unsaid else ""
        turned = [Go(self.name, {"group": purse.group.id, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        work = Button(say("🔨 All the work"), Go("actions.list", {"group": purse.group.id}))
        text = paragraphs(head, lines(money_words.sums(purse.totals, say), gap), *rows)
        return Message(text, [*column(shown), row(before, more), [work]])


def _button(action: Action) -> Button:
    return Button(f"💰 {shortened(action.what, _LABEL)}", Go("money.action", {"action": action.id}))


def _row(action: Action, totals: Totals, say: Say) -> Html:
    a, b = say.number(totals.planned), say.number(totals.spent)
    return lines(shortened(action.what, 120), say("Planned {a} kip, really used {b} kip", a=a, b=b))


@dataclass(frozen=True, slots=True)
class ActionView:
    """One piece of work and its amounts, the newest first."""

    task: Task
    expenses: tuple[Expense, ...]
    totals: Totals
    page: int

    @property
    def receipts(self) -> int:
        return sum(len(expense.receipts) for expense in self.expenses)


class OfAction(Screen[ActionView]):
    """What was spent on one piece of work, with who wrote it and the receipts."""

    name = "money.action"
    args = ("action", "page")
    help = mark("Every amount for this work, with who wrote it and its receipts. Choose one to see or correct it")

    def load(self, turn: Turn) -> ActionView:
        task, found = expenses.of_action(turn.uow, ActionId(turn.number("action")), turn.person)
        page = turn.args.get("page", 0)
        return ActionView(task, found[::-1], expenses.sums(task, found), page if isinstance(page, int) else 0)

    def render(self, view: ActionView, say: Say) -> Message:
        action = view.task.action
        buttons = [_expense_button(expense, say) for expense in view.expenses]
        shown, page, pages = paged(buttons, view.page, _PAGE)
        told = _fitting([money_words.line(one, say) for one in view.expenses[page * _PAGE : (page + 1) * _PAGE]])
        add = Button(say("➕ Write an amount"), Go("actions.cost", {"action": action.id}))
        seen = Button(say("🧾 Receipts ({n})", n=view.receipts), Tap("receipts")) if view.receipts else None
        turned = [Go(self.name, {"action": action.id, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        rows = [row(add) if view.task.member else [], *column([*shown, seen]), row(before, more)]
        rows.append(
            [
                Button(say("🔨 The work"), Go("actions.checkin", {"action": action.id})),
                Button(say("💰 All money"), Go("money.group", {"group": view.task.group.id})),
            ]
        )
        head = lines(bold(f"💰 {action.what}"), money_words.sums(view.totals, say))
        return Message(paragraphs(head, *(told or [say("Nothing is written down yet")])), rows)

    def tap_receipts(self, turn: Turn, view: ActionView) -> Go:
        expenses.show_receipts(turn.uow, view.expenses, turn.chat, turn.person, now=turn.now)
        return Go(self.name, {"action": view.task.action.id}, fresh=True)


def _expense_button(expense: Expense, say: Say) -> Button:
    amount = say("{a} kip", a=say.number(expense.kip))
    sign = "💵" if expense.counts else "🗑"
    return Button(f"{sign} {amount} – {shortened(expense.name, 12)}", Go("money.expense", {"expense": expense.id}))


def _fitting(told: list[Html]) -> list[Html]:
    """Amounts with what was said of them, in the room that one message has."""
    most = 3_300 // max(1, len(told))
    return [part if length(part) <= most else Html(part.splitlines()[0]) for part in told]
