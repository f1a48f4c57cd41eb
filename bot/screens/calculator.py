"""The break-even calculator of the lesson about costs: all costs, then the kilos, then the price. Nothing is
kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor
from typing import ClassVar

from bot.chat.address import Back, Go, pack, unpack
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.domain.costs import MOST_KILOS, break_even
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.widgets import read_back
from bot.understand import money, numbers
from bot.understand.readings import Unclear, Unsure

_BASE = 10  # of the choices in a button
_SUMS, _WEIGHTS = 3, 2  # readings that fit a button's data


@dataclass(frozen=True, slots=True)
class Sums:
    """What has been said so far: costs in kip, weight in grams, and the readings to choose from."""

    costs: int = 0
    grams: int = 0
    choices: tuple[int, ...] = ()


class Costs(Screen[Sums]):
    """Asks for all costs, and reads back what was typed."""

    name = "calculator.costs"
    args = ("choices",)
    asks = True
    help: ClassVar[str] = mark("Write all costs of one season in kip. Then the kilos are asked, and the price comes")

    def load(self, turn: Turn) -> Sums:
        return Sums(choices=_read(turn, money.LARGEST))

    def render(self, view: Sums, say: Say) -> Message:
        if view.choices:
            back, kip = Go("calculator.costs"), view.choices[0]
            return read_back.reading(
                [Button(say.money(one), Go("calculator.kilos", {"costs": one})) for one in view.choices],
                so=say("{a} kip ({words}) – is it so?", a=say.number(kip), words=money.words(kip, say.language)),
                yes=Button(say("👍 Yes"), Go("calculator.kilos", {"costs": kip})),
                no=Button(say("No"), back),
                which=say("Which amount? Choose"),
                other=Button(say("Another amount"), back),
                beside=True,
            )
        text = lines(bold(say("💰 What price do we need?")), say("Count the family's work too"))
        asks = say("How much does it cost us in one season, all together? For example 6,000,000")
        return Message(text, [[Button(say("◀ Back"), Back())]], asks=asks)

    def on_answer(self, turn: Turn, view: Sums, answer: Answer) -> Go:
        found = money.read(answer.text) if answer.is_text else Unclear()
        match found:
            case Unclear("currency"):
                raise Refused("Please write the amount in kip. For example 500,000")
            case Unclear():
                raise Refused("This amount is not understood yet. For example 500,000")
            case Unsure(choices):
                return _costs(choices)
            case kip:
                return _costs([kip])


def _costs(choices: Sequence[int]) -> Go:
    some = [kip for kip in choices if 0 < kip <= money.LARGEST]
    if not some:
        raise Refused("This amount is not understood yet. For example 500,000")
    return Go("calculator.costs", {"choices": pack(some[:_SUMS], _BASE)})


class Kilos(Screen[Sums]):
    """Asks how many kilos can be sold, and reads back what was typed."""

    name = "calculator.kilos"
    args = ("costs", "choices")
    asks = True
    help: ClassVar[str] = mark("Write how many kilos can be sold. What the family eats is not counted")

    def load(self, turn: Turn) -> Sums | Go:
        costs = turn.number("costs")
        if not 0 < costs <= money.LARGEST:
            return Go("calculator.costs")
        return Sums(costs, choices=_read(turn, MOST_KILOS * 1000))

    def render(self, view: Sums, say: Say) -> Message:
        here = {"costs": view.costs}
        if view.choices:
            back, onward = Go("calculator.kilos", here), [here | {"grams": grams} for grams in view.choices]
            shown = [_kilos(grams, say) for grams in view.choices]
            return read_back.reading(
                [Button(label, Go("calculator.price", go)) for label, go in zip(shown, onward, strict=True)],
                so=say("{kilos} – is it so?", kilos=shown[0]),
                yes=Button(say("👍 Yes"), Go("calculator.price", onward[0])),
                no=Button(say("No"), back),
                which=say("How many kilos? Choose"),
                other=Button(say("Another number"), back),
                beside=True,
            )
        asks = say("How many kilos can be sold? For example 1,500")
        change = Button(say("✍️ Change the costs"), Go("calculator.costs"))
        return Message(say("Costs: {sum}", sum=say.money(view.costs)), [[change]], asks=asks)

    def on_answer(self, turn: Turn, view: Sums, answer: Answer) -> Go:
        found = numbers.read(answer.text) if answer.is_text else Unclear()
        match found:
            case Unclear():
                raise Refused("This number is not understood yet. For example 1,500")
            case Unsure(choices):
                # "1,500" of a harvest is no 1.5 kilos.
                return _weights(view, [kilos for kilos in choices if kilos * 100 > max(choices)])
            case kilos:
                return _weights(view, [kilos])


def _weights(view: Sums, kilos: Sequence[Decimal]) -> Go:
    grams = [floor(weight * 1000) for weight in kilos if Decimal("0.001") <= weight <= MOST_KILOS]
    if not grams:
        raise Refused("This number is not understood yet. For example 1,500")
    return Go("calculator.kilos", {"costs": view.costs, "choices": pack(grams[:_WEIGHTS], _BASE)})


class Price(Screen[Sums]):
    """The price below which the group loses money."""

    name = "calculator.price"
    args = ("costs", "grams")
    help: ClassVar[str] = mark("Selling above this price brings profit. Change a number to see what happens")

    def load(self, turn: Turn) -> Sums | Go:
        costs, grams = turn.number("costs"), turn.number("grams")
        if not (0 < costs <= money.LARGEST and 0 < grams <= MOST_KILOS * 1000):
            return Go("calculator.costs")
        return Sums(costs, grams)

    def render(self, view: Sums, say: Say) -> Message:
        price = say("{price} a kilo", price=say.money(break_even(view.costs, view.grams)))
        values = {"sum": say.money(view.costs), "kilos": _kilos(view.grams, say), "price": price}
        text = lines(
            say("{sum} divided by {kilos} is {price}", **values),
            say("Below this price the group loses money. Above it there is profit"),
        )
        here = {"costs": view.costs}
        change = row(
            Button(say("✍️ Costs"), Go("calculator.costs")), Button(say("✍️ Kilos"), Go("calculator.kilos", here))
        )
        asks = say("Break-even price: {price}", price=price)
        return Message(text, [[Button(say("◀ Back"), Back())], change], asks=asks)


def _kilos(grams: int, say: Say) -> Html:
    kilos, rest = divmod(grams, 1000)
    # gettext knows whole numbers only; one and a half kilos are told like two
    return say.plural("{n} kilo", "{n} kilos", 2 if rest else kilos, n=say.number(grams / 1000))


def _read(turn: Turn, most: int) -> tuple[int, ...]:
    """The readings to choose from; a forged button has none."""
    found = unpack(turn.word("choices"), _BASE, most=most)
    return found if 0 not in found else ()
