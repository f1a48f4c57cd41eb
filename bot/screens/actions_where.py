"""Whose work staff look at: a province, district, project, round or group – by tap, or after a typed name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.work import EVERYBODY, Scope, Which
from bot.i18n import Html, Say, bold, lines, mark, plain
from bot.screens.actions_all import KINDS, MEANT, STAFF, WHICH, named, today, which
from bot.services import work

_MOST = 40  # choices on one page; nobody scrolls through more groups than that: a name is typed


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """What a filter can be narrowed down to, each with its name and how many actions it shows."""

    which: Which
    scope: Scope
    name: str
    kinds: tuple[str, ...]
    choices: tuple[tuple[Scope, str, int], ...]


class Where(Screen[ChoiceView]):
    """Whose work is looked at: province, then district; or project, round, group."""

    name = "actions.where"
    args = ("which", "scope", "kind")
    roles = STAFF
    help: ClassVar[str] = mark("Choose whose work you want to see. The number says how many there are")

    def load(self, turn: Turn) -> ChoiceView:
        scope = work.read(turn.uow, turn.word("scope"))
        kinds = {"": ("province", "project", "round"), "province": ("district", "group"), "district": ("group",)}
        offered = kinds.get(scope.kind, ("province", "group"))
        kind = turn.word("kind") if turn.word("kind") in KINDS else offered[0]
        parts = work.parts(turn.uow, kind, which(turn), scope, by=turn.person, today=today(turn))
        found = ((part, named(turn, part), n) for part, n in parts if n)
        return ChoiceView(which(turn), scope, named(turn, scope), offered, tuple(found))

    def render(self, view: ChoiceView, say: Say) -> Message:
        here = {"which": view.which.value, "scope": work.code(view.scope)}
        kinds = [Button(say(KINDS[kind]), Go(self.name, here | {"kind": kind})) for kind in view.kinds]
        every = Button(say("🗂 All groups"), Go("actions.all", {"which": view.which.value, "scope": "all"}))
        shown = [_choice(part, name, n, view.which, say) for part, name, n in view.choices[:_MOST]]
        text = lines(bold(say("Whose work?")), view.name, say(WHICH[view.which]), "" if shown else say("Nothing here"))
        rows = [kinds if len(kinds) > 1 else [], *column([*shown, every if view.scope.kind else None])]
        return Message(text, [*rows, [Button(say("◀ Back"), Go("actions.all", here))]])


def _choice(scope: Scope, name: str, n: int, which: Which, say: Say) -> Button:
    label = Html(f"{shortened(name, 40)} ({say.number(n)})")
    return Button(label, Go("actions.all", {"which": which.value, "scope": work.code(scope)}))


class Meant(Screen[ChoiceView]):
    """Several that are called like what was typed."""

    name = "actions.meant"
    args = ("which", "codes")
    roles = STAFF
    help: ClassVar[str] = mark("Several fit what you wrote. Choose one")

    def load(self, turn: Turn) -> ChoiceView:
        found = [work.read(turn.uow, code) for code in turn.word("codes").split("-")[:MEANT]]
        scopes = [scope for scope in found if scope.kind]
        counted = ((scope, named(turn, scope), _count(turn, scope)) for scope in scopes)
        return ChoiceView(which(turn), EVERYBODY, "", (), tuple(counted))

    def render(self, view: ChoiceView, say: Say) -> Message:
        rows = [[_choice(scope, kind_of(scope, name, say), n, view.which, say)] for scope, name, n in view.choices]
        back = Button(say("◀ Back"), Go("actions.all", {"which": view.which.value, "scope": "all"}))
        return Message(say("Which one? Choose"), [*rows, [back]])


def kind_of(scope: Scope, name: str, say: Say) -> str:
    """A name with what it is the name of, unless the name says so itself."""
    sign, _, kind = plain(say(KINDS[scope.kind])).partition(" ")
    return f"{sign} {name}" if name.startswith(kind) else f"{sign} {kind} {name}"


def _count(turn: Turn, scope: Scope) -> int:
    return work.table(turn.uow, which(turn), scope, 0, by=turn.person, today=today(turn)).counts[which(turn)]
