"""Where the follow-up stands still, for staff: overdue work and help requests, the worst district first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.all_actions import Stuck, Which
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.actions.views import today
from bot.services.actions import all_actions

_DISTRICTS = 15  # in one table; the worst stand first


@dataclass(frozen=True, slots=True)
class StuckView:
    rows: tuple[Stuck, ...]
    today: date
    library: Library


class ByDistrict(Screen[StuckView]):
    name = "actions.stuck"
    roles = STAFF
    help: ClassVar[str] = mark("Districts with overdue work or calls for help, the worst first. Choose one to see it")

    def load(self, turn: Turn) -> StuckView:
        found = all_actions.stuck(turn.uow, by=turn.person, today=today(turn))
        return StuckView(tuple(found[:_DISTRICTS]), today(turn), turn.library)

    def render(self, view: StuckView, say: Say) -> Message:
        told = [_district(item, view, say) for item in view.rows] or [
            say("Nothing is overdue, and nobody waits for help")
        ]
        buttons = column(
            Button(
                f"🔴 {_name(item, view, say)} ({item.overdue})",
                Go("actions.all", {"which": Which.OVERDUE.value, "scope": f"d{item.district}"}, push=True),
            )
            for item in view.rows
        )
        return Message(paragraphs(bold(say("📊 By district")), *told), [*buttons, [Button(say("◀ Back"), Back())]])


def _district(item: Stuck, view: StuckView, say: Say) -> Html:
    days = (view.today - item.oldest).days if item.oldest else 0
    return lines(
        bold(_name(item, view, say)),
        say.plural(
            "🔴 Overdue: {n}. Groups: {g}. Longest: {days} day",
            "🔴 Overdue: {n}. Groups: {g}. Longest: {days} days",
            days,
            days=days,
            n=item.overdue,
            g=item.groups,
        )
        if item.overdue
        else "",
        say("🙋 Want help: {n}", n=item.help) if item.help else "",
    )


def _name(item: Stuck, view: StuckView, say: Say) -> str:
    found = view.library.locations.district(item.district)
    return found.name(say.language) if found else item.district
