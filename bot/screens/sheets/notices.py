"""What whoever brings in a spreadsheet hears of it."""

from __future__ import annotations

from bot.chat.message import Message
from bot.chat.notice import Occasion, notice
from bot.domain.ids import SheetId
from bot.domain.notices.sheets import SheetChecked, SheetDone
from bot.domain.sheets import SheetState
from bot.screens.sheets.page import drawn, view_of


@notice(SheetChecked, screen="sheets.page")
def sheet_checked(occasion: Occasion[SheetChecked]) -> Message | None:
    """The table was read: what is new, what is there, what is wrong; not needed once it was decided."""
    return _page(occasion, occasion.what.sheet, (SheetState.CHECKED, SheetState.UNREAD))


@notice(SheetDone, screen="sheets.page")
def sheet_done(occasion: Occasion[SheetDone]) -> Message | None:
    """All lines were taken, or taken back."""
    return _page(occasion, occasion.what.sheet, (SheetState.TAKEN, SheetState.UNDONE))


def _page(
    occasion: Occasion[SheetChecked] | Occasion[SheetDone], number: SheetId, states: tuple[SheetState, ...]
) -> Message | None:
    sheet = occasion.uow.sheets.get(number)
    if sheet is None or sheet.state not in states:
        return None
    return drawn(view_of(occasion.uow, sheet, undo=sheet.can_be_undone(occasion.now)), occasion.say)
