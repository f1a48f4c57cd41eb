"""All figures of a scope in words; each leads to the groups behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, grid, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.all_actions import EVERYBODY, Scope
from bot.domain.people import STAFF, Role
from bot.domain.report import Figure, Part
from bot.i18n import Say, bold, mark, paragraphs
from bot.papers import figures
from bot.services import report
from bot.services.actions import all_actions

command(Command("report", Go("report.page"), mark("Figures of the programme"), roles=STAFF, order=62))


@dataclass(frozen=True, slots=True)
class ReportView:
    whole: Part
    scope: Scope
    name: str  # of the scope, "" for all groups
    wished: Scope | None  # whose figures come every week


class Report(Screen[ReportView]):
    name = "report.page"
    args = ("scope",)
    roles: ClassVar[frozenset[Role]] = STAFF
    help: ClassVar[str] = mark("Tap a figure to see the groups behind it. Pictures and papers come as files")

    def load(self, turn: Turn) -> ReportView:
        scope = report.read(turn.uow, turn.word("scope"))
        return ReportView(
            report.look(turn.uow, scope, by=turn.person, today=turn.say.today(turn.now)),
            scope,
            report.name(turn.uow, turn.library, scope, turn.say.language),
            report.wished(turn.uow, by=turn.person),
        )

    def render(self, view: ReportView, say: Say) -> Message:
        code = all_actions.code(view.scope)
        behind = [
            Button(say(figures.NAMES[one]), Go("report.groups", {"figure": one.value, "scope": code}, push=True))
            for one in Figure
        ]
        papers = row(
            Button(say("📷 Pictures"), Tap("send", ("pictures",))),
            Button(say("📄 PDF"), Tap("send", ("pdf",))),
            Button(say("Excel"), Tap("send", ("workbook",))),
        )
        weekly = (
            Button(say("⏰ No longer every week"), Tap("unwish"))
            if view.wished == view.scope
            else Button(say("⏰ Every Monday"), Tap("wish"))
        )
        where = Button(say("🔎 Whose figures"), Go("report.where", push=True))
        text = paragraphs(
            bold(view.name or say("All groups")),
            figures.told("", view.whole, say),
            say("Every Monday these figures come by themselves") if view.wished == view.scope else "",
        )
        rows = [papers, *column([where, weekly]), *grid(behind, 2), [Button(say("◀ Back"), Back())]]
        return Message(text, rows, asks=say("Which figures do you want to see?"))

    def tap_send(self, turn: Turn, view: ReportView) -> Go:
        report.send(turn.uow, str(turn.value()), view.scope, chat=turn.chat, by=turn.person, now=turn.now)
        return self._stay(view, turn.say("📄 It is on its way"))

    def tap_wish(self, turn: Turn, view: ReportView) -> Go:
        at = report.wish(turn.uow, view.scope, zone=turn.say.zone, by=turn.person, now=turn.now)
        return self._stay(view, turn.say("They come first on {moment}", moment=turn.say.moment(at)))

    def tap_unwish(self, turn: Turn, view: ReportView) -> Go:
        report.unwish(turn.uow, by=turn.person)
        return self._stay(view, turn.say("It is changed"))

    def _stay(self, view: ReportView, note: str) -> Go:
        args = {} if view.scope == EVERYBODY else {"scope": all_actions.code(view.scope)}
        return Go(self.name, args, note=note)
