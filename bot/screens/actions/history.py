"""What happened with a piece of work, three entries a page, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.ids import ActionId
from bot.domain.plans import Action
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.actions import words
from bot.screens.actions.words import Told
from bot.services.actions import checkins

_PAGE = 3


@dataclass(frozen=True, slots=True)
class HistoryView:
    action: Action
    told: tuple[Told, ...]
    page: int


class History(Screen[HistoryView]):
    name = "actions.history"
    args = ("action", "page")
    help = mark("Everything that was said of this work, the newest first")

    def load(self, turn: Turn) -> HistoryView:
        context = checkins.open_action(turn.uow, ActionId(turn.number("action")), by=turn.person)
        told = words.told(turn.uow.reminders.checkins(context.action.id), context.group)
        return HistoryView(context.action, told[::-1], turn.page)

    def render(self, view: HistoryView, say: Say) -> Message:
        shown, page, pages = paged(view.told, view.page, _PAGE)
        here = {"action": view.action.id}
        back = Button(say("◀ Back"), Go("actions.checkin", here))
        older = Button(say("Older ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        told = words.history(tuple(shown), say) or say("Nothing was said yet")
        return Message(lines(bold(words.head(view.action)), told), [row(back, older)], asks=Html())
