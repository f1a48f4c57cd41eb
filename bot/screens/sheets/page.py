"""One spreadsheet: what is in it, before it is taken; what it has made, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import SheetId
from bot.domain.people import STAFF, Role
from bot.domain.sheets import Counts as Counted
from bot.domain.sheets import Line, LineState, Sheet, SheetState
from bot.i18n import Say, mark
from bot.screens.sheets.words import told
from bot.services.sheets import sheets
from bot.store.database import UnitOfWork

_FAULTS = 30  # that are told one by one


@dataclass(frozen=True, slots=True)
class PageView:
    sheet: Sheet
    counts: Counted
    faults: list[Line]
    undo: bool  # whether it can be taken back still


class Page(Screen[PageView]):
    name = "sheets.page"
    args = ("sheet",)
    roles: ClassVar[frozenset[Role]] = STAFF
    help: ClassVar[str] = mark(
        "What is here already is never taken twice. Mend the lines with faults and send the table again"
    )

    def load(self, turn: Turn) -> PageView:
        sheet = sheets.open_sheet(turn.uow, SheetId(turn.number("sheet")), by=turn.person)
        return view_of(turn.uow, sheet, undo=sheet.can_be_undone(turn.now))

    def render(self, view: PageView, say: Say) -> Message:
        return drawn(view, say, back=True)

    def tap_take(self, turn: Turn, view: PageView) -> None:
        sheets.take(turn.uow, view.sheet.id, by=turn.person, now=turn.now)

    def tap_leave(self, turn: Turn, view: PageView) -> Go:
        sheets.leave(turn.uow, view.sheet.id, by=turn.person)
        return Go("sheets.begin", note=turn.say("Nothing was taken from this table"))

    def tap_undo(self, turn: Turn, view: PageView) -> None:
        sheets.undo(turn.uow, view.sheet.id, by=turn.person, now=turn.now)


def view_of(uow: UnitOfWork, sheet: Sheet, *, undo: bool) -> PageView:
    """What the page and the notices about it show."""
    faults = uow.sheets.lines(sheet.id, LineState.FAULT, most=_FAULTS) if sheet.state is SheetState.CHECKED else []
    return PageView(sheet, uow.sheets.counts(sheet.id), faults, undo)


def drawn(view: PageView, say: Say, *, back: bool = False) -> Message:
    """The page; a notice has no way back."""
    new = view.counts.of(LineState.NEW)
    asked = view.sheet.state is SheetState.CHECKED
    take = Button(say.plural("✅ Take {n} line", "✅ Take {n} lines", new), Tap("take")) if asked and new else None
    leave = Button(say("🗑 Do not take it"), Tap("leave")) if asked else None
    undo = Button(say("🗑 Undo it all"), Tap("undo")) if view.undo else None
    look = (
        Button(say("👥 See the groups"), Go("groups.list", push=True)) if view.sheet.state is SheetState.TAKEN else None
    )
    other = Button(say("◀ Back"), Back()) if back else Button(say("Another table ▶"), Go("sheets.begin", push=True))
    text = told(view.sheet, view.counts, view.faults, say)
    asks = say("Take the new lines?") if take else None
    if view.undo:
        asks = say("Until tomorrow it can be undone")
    return Message(text, column([take, leave, look, undo, other]), asks=asks)
