"""The groups behind a figure, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.all_actions import Scope
from bot.domain.people import STAFF, Role
from bot.domain.refused import Missing
from bot.domain.report import Figure, Part
from bot.i18n import Html, Say, bold, mark, paragraphs, safe
from bot.papers import figures
from bot.services import report
from bot.services.actions import all_actions
from bot.services.report import Behind


@dataclass(frozen=True, slots=True)
class GroupsView:
    figure: Figure
    scope: Scope
    name: str
    whole: Part
    behind: Behind
    first: bool


class Groups(Screen[GroupsView]):
    name = "report.groups"
    args = ("figure", "scope", "after")
    roles: ClassVar[frozenset[Role]] = STAFF
    help: ClassVar[str] = mark("These groups are counted. Tap one to open it")

    def load(self, turn: Turn) -> GroupsView:
        word, after = turn.word("figure"), turn.args.get("after", 0)
        if word not in list(Figure):
            raise Missing
        figure, scope, today = Figure(word), report.read(turn.uow, turn.word("scope")), turn.say.today(turn.now)
        after = after if isinstance(after, int) else 0
        return GroupsView(
            figure,
            scope,
            report.name(turn.uow, turn.library, scope, turn.say.language),
            report.look(turn.uow, scope, by=turn.person, today=today),
            report.behind(turn.uow, figure, scope, after, by=turn.person, today=today),
            not after,
        )

    def render(self, view: GroupsView, say: Say) -> Message:
        here = {"figure": view.figure.value, "scope": all_actions.code(view.scope)}
        groups = [
            Button(Html(f"👥 {safe(name)}"), Go("groups.page", {"group": group}, push=True))
            for group, name, _ in view.behind.groups
        ]
        more = Button(say("More ▶"), Go(self.name, here | {"after": view.behind.more})) if view.behind.more else None
        begin = None if view.first else Button(say("◀ From the beginning"), Go(self.name, here))
        text = paragraphs(bold(view.name or say("All groups")), figures.line(view.figure, view.whole, say))
        asks = say("Which group do you want to open?") if groups else say("No group is counted here")
        return Message(text, column([*groups, more, begin, Button(say("◀ Back"), Back())]), asks=asks)
