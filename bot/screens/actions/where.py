"""Whose work staff look at: a province, district, project, round or group."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF
from bot.i18n import Say, bold, lines, mark
from bot.screens.actions.views import KINDS, WHICH, ChoiceView, choice_of, named, today, which
from bot.services.actions import all_actions

_MOST = 40  # choices on one page; nobody scrolls through more groups than that: a name is typed


class Where(Screen[ChoiceView]):
    name = "actions.where"
    args = ("which", "scope", "kind")
    roles = STAFF
    help: ClassVar[str] = mark("Choose whose work you want to see. The number says how many there are")

    def load(self, turn: Turn) -> ChoiceView:
        scope = all_actions.read(turn.uow, turn.word("scope"))
        kinds = {"": ("province", "project", "round"), "province": ("district", "group"), "district": ("group",)}
        offered = kinds.get(scope.kind, ("province", "group"))
        kind = turn.word("kind") if turn.word("kind") in KINDS else offered[0]
        parts = all_actions.parts(turn.uow, kind, which(turn), scope, by=turn.person, today=today(turn))
        found = ((part, named(turn, part), n) for part, n in parts if n)
        return ChoiceView(which(turn), scope, named(turn, scope), offered, tuple(found))

    def render(self, view: ChoiceView, say: Say) -> Message:
        here = {"which": view.which.value, "scope": all_actions.code(view.scope)}
        kinds = [Button(say(KINDS[kind]), Go(self.name, here | {"kind": kind})) for kind in view.kinds]
        every = Button(say("🗂 All groups"), Go("actions.all", {"which": view.which.value, "scope": "all"}))
        shown = [choice_of(part, name, n, view.which, say) for part, name, n in view.choices[:_MOST]]
        text = lines(bold(say("Whose work?")), view.name, say(WHICH[view.which]), "" if shown else say("Nothing here"))
        rows = [kinds if len(kinds) > 1 else [], *column([*shown, every if view.scope.kind else None])]
        return Message(text, [*rows, [Button(say("◀ Back"), Go("actions.all", here))]])
