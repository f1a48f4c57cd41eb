"""What the group received for its plan: the sum, the newest amounts, and one more by typing it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.ids import GroupId
from bot.domain.incomes import Income
from bot.domain.incoming import Answer
from bot.i18n import Html, Say, mark
from bot.screens.money import views, words
from bot.services.groups import groups
from bot.services.money import incomes
from bot.services.money.incomes import Received

_SHOWN = 3  # amounts on a page


@dataclass(frozen=True, slots=True)
class ReceivedView:
    """Of the plan that is being carried out, the newest first."""

    received: Received
    page: int


class List(Screen[ReceivedView]):
    """An amount that is typed here is read back before it is kept."""

    name = "money.received"
    args = ("group", "page")
    asks = True
    personal = True
    help = mark("What the group got for its plan: from the project, as a prize, by selling. Everybody in it can see it")

    def load(self, turn: Turn) -> ReceivedView | Go:
        mine = groups.mine(turn.uow, turn.me)
        key = GroupId(turn.number("group")) if "group" in turn.args else mine.id if mine else None
        found = incomes.open_received(turn.uow, key, by=turn.person) if key else None
        return ReceivedView(found, turn.page) if found else Go("money.group")

    def render(self, view: ReceivedView, say: Say) -> Message:
        found = view.received
        here = {"group": found.group.id}
        shown, page, pages = paged([_button(one, say) for one in found.incomes[::-1]], view.page, _SHOWN)
        older = Button(say("Older ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        back = Button(say("◀ Back"), Go("money.group", here))
        text = say("💰 Received {b} kip", b=say.number(found.kip))
        asks = say("Received more? Write how much") if found.member else Html()
        return Message(text, [*column(shown), row(older), [back]], asks=asks)

    def on_answer(self, turn: Turn, view: ReceivedView, answer: Answer) -> Go:
        return Go("money.receive", {"group": view.received.group.id, "choices": views.typed(answer)})


def _button(income: Income, say: Say) -> Button:
    sign = "📷" if income.receipts else "💰" if income.counts else "🗑"
    label = f"{sign} {say.number(income.kip)} – {say(words.FROM[income.source])}"
    return Button(label, Go("money.income", {"income": income.id}))
