"""A value that a line of the table had before: shown, and brought back with one tap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.plans import Action, LineValue
from bot.domain.refused import Missing
from bot.domain.rounds import Verb
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.plan.lines import changed, said_before
from bot.screens.plan.words import FIELDS
from bot.services.plans import actions, line_values, plan_view
from bot.services.rounds import allowed


@dataclass(frozen=True, slots=True)
class LineView:
    action: Action
    old: LineValue


class EarlierLine(Screen[LineView]):
    name = "plan.line"
    args = ("which",)
    help: ClassVar[str] = mark("This stood in the table of work before. One tap brings it back")

    def load(self, turn: Turn) -> LineView | Go:
        old = turn.uow.line_values.get(turn.number("which"))
        if old is None:
            raise Missing
        plan, action = plan_view.open_action(turn.uow, old.action, by=turn.person)
        if not allowed.may(turn.uow, Verb.WRITE, plan) or not line_values.may_return(old, action, now=turn.now):
            return Go("plan.action", {"action": action.id})
        return LineView(action, old)

    def render(self, view: LineView, say: Say) -> Message:
        text = paragraphs(
            bold(view.action.what),
            lines(say("This stood here before:"), say(FIELDS[view.old.field]), said_before(view.old, say)),
        )
        back = Go("plan.action", {"action": view.action.id})
        rows = [[Button(say("Bring it back"), Tap("bring"))], [Button(say("◀ Back"), back)]]
        return Message(text, rows, asks=say("Bring it back?"))

    def tap_bring(self, turn: Turn, view: LineView) -> Go:
        actions.bring_back(turn.uow, view.old.id, by=turn.person, now=turn.now)
        changed(turn, view.action)
        note = turn.say("✅ This stands here again: {old}", old=said_before(view.old, turn.say))
        return Go("plan.action", {"action": view.action.id}, note=note)
