"""The stop button: what is held, what waits by kind, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.people import ADMINS, Role
from bot.domain.refused import Missing
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.widgets.office_names import HELD
from bot.services import stops
from bot.services.stops import Waiting

command(Command("hold", Go("stop.page"), mark("Hold all that leaves"), roles=ADMINS, order=78))


def kind_name(kind: str, say: Say) -> Html:
    """What a kind of message is called."""
    return say(HELD.get(kind, HELD["failures"]))


def told(waiting: Waiting, say: Say) -> Html:
    """Who holds everything since when, "" where nothing is held."""
    if waiting.stop is None:
        return Html()
    return say("Messages are held since {moment}, by {name}", moment=say.moment(waiting.stop.since), name=waiting.name)


class Held(Screen[Waiting]):
    name = "stop.page"
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark(
        "While all is held, nobody gets anything, but you see these pages. Nothing is lost: it waits"
    )

    def load(self, turn: Turn) -> Waiting:
        return stops.look(turn.uow, by=turn.person)

    def render(self, view: Waiting, say: Say) -> Message:
        if view.stop is None:
            text = paragraphs(bold(say("Hold all that leaves")), say("Nothing is held. Messages leave as usual"))
            asks = say("Hold all messages to everybody?")
            return Message(text, column([Button(say("Hold all"), Tap("hold")), _back(say)]), asks=asks)
        waiting = {kind: n for kind, n in view.waits.items() if n or kind in view.stop.open}
        waiting |= dict.fromkeys(view.stop.open - set(waiting), 0)
        order = list(HELD)
        kinds = sorted(waiting, key=lambda kind: order.index(kind) if kind in order else len(order))
        listed = lines(*(_line(kind, waiting[kind], kind in view.stop.open, say) for kind in kinds))
        buttons = [Button(kind_name(kind, say), Go("stop.kind", {"kind": kind}, push=True)) for kind in kinds]
        text = paragraphs(told(view, say), listed or say("Nothing waits yet"))
        last = [Button(say("Let all go"), Tap("go")), *buttons, _back(say)]
        return Message(text, column(last), asks=say("Let all that waits go?"))

    def tap_hold(self, turn: Turn, view: Waiting) -> Go:
        held = stops.hold(turn.uow, by=turn.person, now=turn.now)
        return Go(self.name, note=turn.say("All is held now") if held else "")

    def tap_go(self, turn: Turn, view: Waiting) -> Go:
        stops.let_go(turn.uow, by=turn.person, now=turn.now)
        return Go(self.name, note=turn.say("What waited leaves now"))


@dataclass(frozen=True, slots=True)
class KindView:
    kind: str
    n: int
    open: bool


class Kind(Screen[KindView]):
    name = "stop.kind"
    args = ("kind",)
    roles: ClassVar[frozenset[Role]] = ADMINS
    help: ClassVar[str] = mark("What you drop never leaves. What you let go leaves while the rest is held")

    def load(self, turn: Turn) -> KindView | Go:
        waiting, kind = stops.look(turn.uow, by=turn.person), turn.word("kind")
        if kind not in HELD:
            raise Missing
        if waiting.stop is None:
            return Go("stop.page")
        return KindView(kind, waiting.waits.get(kind, 0), kind in waiting.stop.open)

    def render(self, view: KindView, say: Say) -> Message:
        text = paragraphs(bold(kind_name(view.kind, say)), _line(view.kind, view.n, view.open, say))
        if view.open:
            rows = column([Button(say("Hold them again"), Tap("hold")), _back(say)])
            return Message(text, rows, asks=say("Hold these again?"))
        drop = Button(say("🗑 Drop them"), Tap("drop")) if view.n else None
        return Message(
            text,
            column([Button(say("Let these go"), Tap("go")), drop, _back(say)]),
            asks=say("Let these leave, or drop them?"),
        )

    def tap_go(self, turn: Turn, view: KindView) -> Go:
        stops.let_kind_go(turn.uow, view.kind, by=turn.person, now=turn.now)
        return Go(self.name, {"kind": view.kind}, note=turn.say("What waited leaves now"))

    def tap_hold(self, turn: Turn, view: KindView) -> Go:
        stops.hold_kind(turn.uow, view.kind, by=turn.person, now=turn.now)
        return Go(self.name, {"kind": view.kind}, note=turn.say("They are held"))

    def tap_drop(self, turn: Turn, view: KindView) -> Back:
        n = stops.drop(turn.uow, view.kind, by=turn.person, now=turn.now)
        return Back(note=turn.say.plural("{n} message was dropped", "{n} messages were dropped", n))


def _line(kind: str, n: int, is_open: bool, say: Say) -> Html:
    name = kind_name(kind, say)
    return say("{kind}: {n}, they leave", kind=name, n=n) if is_open else say("{kind}: {n}", kind=name, n=n)


def _back(say: Say) -> Button:
    return Button(say("◀ Back"), Back())
