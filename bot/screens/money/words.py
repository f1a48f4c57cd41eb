"""How the money of a plan is said: amounts in figures and words, planned against spent, one expense."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.expenses import Expense, ExpenseState, Paid, Totals
from bot.domain.incomes import Source
from bot.i18n import Html, Say, lines, mark, safe
from bot.understand import money

FROM: Mapping[str, str] = {
    Source.PROJECT: mark("Got from the project"),
    Source.PRIZE: mark("A prize"),
    Source.SALES: mark("From selling"),
    Source.OTHER: mark("From others"),
    "": mark("Somebody"),
}
PAID = {Paid.OWN: mark("👥 The group's own money"), Paid.PROJECT: mark("Money of the project")}


def read_out(kip: int, say: Say) -> Html:
    """An amount in figures and words (lao-style.md, 1.8)."""
    return say("{a} kip ({words})", a=say.number(kip), words=money.words(kip, say.language))


def sums(totals: Totals, say: Say) -> Html:
    """Planned against spent, and the group's own part as promised and as given."""
    left = totals.planned - totals.spent
    return lines(
        say("Planned {a} kip, really used {b} kip", a=say.number(totals.planned), b=say.number(totals.spent)),
        say("Still left: {a} kip", a=say.number(left)) if left >= 0 else "",
        say("🔴 {a} kip more than planned", a=say.number(-left)) if left < 0 else "",
        own(totals, say),
    )


def planned(totals: Totals, say: Say, *, received: int = 0) -> Html:
    """What was planned, what was received (kip), and what the group has paid itself, or how much nobody said whose."""
    told = say("Planned {a} kip", a=say.number(totals.planned))
    if received:
        told = say("Planned {a} kip, received {b} kip", a=say.number(totals.planned), b=say.number(received))
    if totals.unsaid:  # what the group paid is not known before this is
        return lines(told, say("Nobody said yet whose money {a} kip was", a=say.number(totals.unsaid)))
    if not totals.own_spent:
        return told
    return lines(told, say("The group has paid {b} kip itself", b=say.number(totals.own_spent)))


def used(totals: Totals, say: Say) -> Html:
    """What was used, and what is left of the plan."""
    left = totals.planned - totals.spent
    b, a = say.number(totals.spent), say.number(abs(left))
    if left < 0:
        return say("💰 Used {b} kip, {a} kip more than planned", a=a, b=b)
    return say("💰 Used {b} kip, {a} kip left", a=a, b=b)


def own(totals: Totals, say: Say) -> Html:
    """What the group promised to pay itself against what it gave."""
    if not (totals.own_planned or totals.own_spent):
        return Html()
    a, b = say.number(totals.own_planned), say.number(totals.own_spent)
    return say("👥 The group wanted to pay {a} kip itself and has paid {b} kip", a=a, b=b)


def line(expense: Expense, say: Say) -> Html:
    """One expense in a list: day, amount, whose money, who wrote it, whether there is a receipt, what for."""
    day = say.day(say.today(expense.at))
    signs = _signs(expense)
    amount = say("{a} kip", a=say.number(expense.kip))
    head = Html(f"{safe(day)}  {amount}  {safe(signs)}".rstrip())
    if not expense.counts:
        head = say("{what} – does not count any more", what=Html(f"{safe(day)}  {amount}"))
    name = expense.name or say("Somebody")
    words = expense.words.replace("\n", " ")
    return lines(head, say("{name}: {words}", name=name, words=words) if words else name)


def _signs(expense: Expense) -> str:
    own = {Paid.OWN.value: "👥", Paid.PROJECT.value: ""}.get(expense.paid, "")
    return own + ("📷" if expense.receipts else "")


def paid(expense: Expense, say: Say) -> Html:
    """Whose money it was."""
    return say(PAID[Paid(expense.paid)]) if expense.paid else say("Whose money was it?")


def undone(expense: Expense, say: Say) -> Html:
    """Who corrected it or struck it out, and when; nothing for an amount that counts."""
    if expense.counts or expense.changed_at is None:
        return Html()
    values = {
        "name": expense.changed_by or say("Somebody"),
        "day": say.day(say.today(expense.changed_at)),
    }
    if expense.state is ExpenseState.STRUCK:
        return say("🗑 {name} struck it out on {day}", **values)
    return say("✍️ {name} corrected it on {day}", **values)
