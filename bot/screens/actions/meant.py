"""Several names fit what staff typed: which one is meant."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.all_actions import EVERYBODY, Scope
from bot.domain.people import STAFF
from bot.i18n import Say, mark, plain
from bot.screens.actions.views import KINDS, MEANT, ChoiceView, choice_of, named, today, which
from bot.services.actions import all_actions


class Meant(Screen[ChoiceView]):
    name = "actions.meant"
    args = ("which", "codes")
    roles = STAFF
    help: ClassVar[str] = mark("Several fit what you wrote. Choose one")

    def load(self, turn: Turn) -> ChoiceView:
        found = [all_actions.read(turn.uow, code) for code in turn.word("codes").split("-")[:MEANT]]
        scopes = [scope for scope in found if scope.kind]
        counted = ((scope, named(turn, scope), _count(turn, scope)) for scope in scopes)
        return ChoiceView(which(turn), EVERYBODY, "", (), tuple(counted))

    def render(self, view: ChoiceView, say: Say) -> Message:
        rows = [[choice_of(scope, kind_of(scope, name, say), n, view.which, say)] for scope, name, n in view.choices]
        back = Button(say("◀ Back"), Go("actions.all", {"which": view.which.value, "scope": "all"}))
        return Message(say("Which one? Choose"), [*rows, [back]])


def kind_of(scope: Scope, name: str, say: Say) -> str:
    """A name with what it is the name of, unless the name says so itself."""
    sign, _, kind = plain(say(KINDS[scope.kind])).partition(" ")
    return f"{sign} {name}" if name.startswith(kind) else f"{sign} {kind} {name}"


def _count(turn: Turn, scope: Scope) -> int:
    return all_actions.table(turn.uow, which(turn), scope, 0, by=turn.person, today=today(turn)).counts[which(turn)]
