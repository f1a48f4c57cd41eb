"""The month's money as every member hears it, and the leader reads it to those without a phone."""

from __future__ import annotations

from datetime import date

from bot.chat.address import Go
from bot.chat.message import Button, Link, Message, shortened
from bot.chat.notice import Occasion, notice
from bot.domain.expenses import Expense
from bot.domain.notices.money import MoneyMonth, MoneyMonthChat
from bot.i18n import Html, Say, bold, lines, paragraphs
from bot.screens.money import words
from bot.services.groups import groups
from bot.services.money import summaries
from bot.services.money.summaries import Month

_LISTED = 8  # amounts in one message; the others stand on the page behind it
_WHAT = 60  # characters of an action or of what was bought


@notice(MoneyMonth, screen="money.group")
def month(occasion: Occasion[MoneyMonth]) -> Message | None:
    """To every member, on the first working day of the next month."""
    found, person = _month(occasion), occasion.person
    if found is None or person is None:
        return None
    group = found.purse.group
    if occasion.uow.groups.membership(group.id, person.id) is None:
        return None
    say = occasion.say
    head = lines(
        bold(say("💰 Money of the group in {month}", month=say.month(found.first))),
        found.purse.plan.title,
        say("Spent in this month: {sum}", sum=words.read_out(found.kip, say)) if found.spent else "",
        say("Amounts that were put right: {n}", n=found.changed) if found.changed else "",
    )
    spent = lines(*(_line(expense, found, say) for expense in found.spent[:_LISTED]))
    more = len(found.spent) - _LISTED
    rest = say.plural("And {n} more", "And {n} more", more) if more > 0 else ""
    whole = lines(say("The whole plan until now:"), words.sums(found.purse.totals, say))
    names = summaries.read_to(occasion.uow, group.id) if groups.leads(occasion.uow, group.id, by=person) else []
    aloud = say("🔊 Please read this to {names}, who have no phone here", names=say.names(names)) if names else ""
    button = Button(say("💰 The group's money"), Go("money.group", {"group": group.id}, push=True))
    return Message(paragraphs(head, lines(spent, rest), whole, aloud), [[button]])


def _line(expense: Expense, found: Month, say: Say) -> Html:
    what = next((action.what for action in found.purse.actions if action.id == expense.action), "")
    amount = say("{a} kip", a=say.number(expense.kip))
    name = expense.name or say("Somebody")
    return say("• {what}: {sum} – {name}", what=shortened(expense.words or what, _WHAT), sum=amount, name=name)


@notice(MoneyMonthChat)
def in_chat(occasion: Occasion[MoneyMonthChat]) -> Message | None:
    """In the group's chat: only that it is ready. Money is not for whoever reads along there."""
    found = _month(occasion)
    if found is None:
        return None
    say = occasion.say
    text = say("💰 The money of {month} is written together. Open it in private", month=say.month(found.first))
    link = f"https://t.me/{occasion.programme.username}?start=money-{found.purse.group.id}"
    return Message(text, [[Button(say("📖 Open"), Link(link))]])


def _month(occasion: Occasion[MoneyMonth | MoneyMonthChat]) -> Month | None:
    group = occasion.uow.groups.get(occasion.what.group)
    plan = occasion.uow.plans.approved(group.id) if group else None
    if group is None or plan is None:
        return None
    first = date(occasion.what.year, occasion.what.month, 1)
    return summaries.of_month(occasion.uow, plan, group, first)
