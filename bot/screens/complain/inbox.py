"""The confidential words that somebody reads, those that wait first."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.complaints import Complaint, ComplaintState
from bot.i18n import Say, bold, lines, mark
from bot.services.complaints import readers

_PAGE = 8  # words on buttons of one page


class Inbox(Screen[tuple[tuple[Complaint, ...], int]]):
    """The view is the words, and which page of them is shown."""

    name = "complain.inbox"
    args = ("page",)
    personal = True
    help: ClassVar[str] = mark("The words that only you read. Open one to answer it")

    def load(self, turn: Turn) -> tuple[tuple[Complaint, ...], int]:
        mine = turn.uow.complaints.of_reader(turn.me) if turn.me in readers.chain(turn.uow) else []
        mine.sort(key=lambda one: one.state is not ComplaintState.WAITING)
        return tuple(mine), turn.page

    def render(self, view: tuple[tuple[Complaint, ...], int], say: Say) -> Message:
        shown, page, pages = paged(view[0], view[1], _PAGE)
        buttons = [[Button(_label(one), Go("complain.read", {"complaint": one.id}, push=True))] for one in shown]
        turned = [Go(self.name, {"page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        text = lines(bold(say("📥 Words for me: {n}", n=len(view[0]))), "" if shown else say("There are none"))
        return Message(text, [*buttons, row(before, more), [Button(say("◀ Back"), Back())]])


def _label(one: Complaint) -> str:
    return f"{'⏳' if one.state is ComplaintState.WAITING else '✅'} {one.number}"
