"""Whose figures: a province, a project or a round, by tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, grid, row
from bot.chat.screen import Screen, Turn
from bot.domain.all_actions import Scope
from bot.domain.people import STAFF, Role
from bot.i18n import Html, Say, mark, safe
from bot.services import report
from bot.services.actions import all_actions

KINDS = {
    "project": mark("Projects"),
    "province": mark("Provinces"),
    "district": mark("Districts"),
    "round": mark("Rounds"),
}
_PAGE = 10


@dataclass(frozen=True, slots=True)
class WhereView:
    kind: str
    found: tuple[tuple[Scope, str], ...]
    page: int
    more: bool


class Where(Screen[WhereView]):
    name = "report.where"
    args = ("kind", "page")
    roles: ClassVar[frozenset[Role]] = STAFF
    help: ClassVar[str] = mark("Choose a project, province, district or round to see only its figures")

    def load(self, turn: Turn) -> WhereView:
        kind = turn.word("kind")
        kind, page = kind if kind in KINDS else "project", max(turn.page, 0)
        scopes = report.scopes(turn.uow, kind, by=turn.person)
        shown = scopes[page * _PAGE : (page + 1) * _PAGE]
        named = ((one, report.name(turn.uow, turn.library, one, turn.say.language)) for one in shown)
        return WhereView(kind, tuple(named), page, len(scopes) > (page + 1) * _PAGE)

    def render(self, view: WhereView, say: Say) -> Message:
        kinds = [Button(say(KINDS[kind]), Go(self.name, {"kind": kind})) for kind in KINDS if kind != view.kind]
        found = [
            Button(Html(safe(name or "–")), Go("report.page", {"scope": all_actions.code(scope)}))
            for scope, name in view.found
        ]
        turned = row(
            Button(say("◀ Before"), Go(self.name, {"kind": view.kind, "page": view.page - 1})) if view.page else None,
            Button(say("More ▶"), Go(self.name, {"kind": view.kind, "page": view.page + 1})) if view.more else None,
        )
        every = Button(say("All groups"), Go("report.page"))
        rows = [*grid(found, 2), turned, *grid(kinds, 3), *column([every, Button(say("◀ Back"), Back())])]
        return Message(say(KINDS[view.kind]), [one for one in rows if one], asks=say("Whose figures?"))
