"""An amount that the group received, read back in words; saying where it came from keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap, pack, unpack
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import GroupId
from bot.domain.incoming import Answer
from bot.domain.refused import Forbidden
from bot.i18n import Html, Say, mark
from bot.screens.money import views, words
from bot.services.money import incomes
from bot.services.money.incomes import Received
from bot.understand import money


@dataclass(frozen=True, slots=True)
class ReceiveView:
    """What was typed can mean these amounts."""

    received: Received
    choices: tuple[int, ...]


class Receive(Screen[ReceiveView]):
    name = "money.receive"
    args = ("group", "choices")
    asks = True
    personal = True
    help = mark("Is the amount right? Then say where it came from. If not, write it once more")

    def load(self, turn: Turn) -> ReceiveView | Go:
        group = GroupId(turn.number("group"))
        found = incomes.open_received(turn.uow, group, by=turn.person)
        choices = unpack(turn.word("choices"), views.BASE)
        if found is None or not choices or not all(0 < kip <= money.LARGEST for kip in choices):
            return Go("money.received", {"group": group})
        if not found.member:
            raise Forbidden("Only members of the group can do this")
        return ReceiveView(found, choices)

    def render(self, view: ReceiveView, say: Say) -> Message:
        group = view.received.group.id
        other = Button(say("Another amount"), Go("money.received", {"group": group}))
        if len(view.choices) > 1:
            ways = [
                Button(say.money(kip), Go(self.name, {"group": group, "choices": pack([kip], views.BASE)}))
                for kip in view.choices
            ]
            return Message(Html(), [*column(ways), [other]], asks=say("Which amount? Choose"))
        (kip,) = view.choices
        known = len(view.received.incomes)
        sources = [
            Button(say(label), Tap("take", (kip, source, known))) for source, label in words.FROM.items() if source
        ]
        text = words.read_out(kip, say)
        return Message(text, [*column(sources), [other]], asks=say("Is it right? Then press where it came from"))

    def on_answer(self, turn: Turn, view: ReceiveView, answer: Answer) -> Go:
        return Go(self.name, {"group": view.received.group.id, "choices": views.typed(answer)})

    def tap_take(self, turn: Turn, view: ReceiveView) -> Go:
        new = incomes.add(
            turn.uow,
            view.received.group.id,
            turn.choice(),
            str(turn.value(1)),
            by=turn.person,
            seen=turn.choice(2),
            now=turn.now,
        )
        return Go("money.income", {"income": new}, note=turn.say("✅ Saved"))
