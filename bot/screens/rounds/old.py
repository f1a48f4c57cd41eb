"""The archive: rounds that were put away, and can be read and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.people import STAFF
from bot.domain.plans import Round
from bot.i18n import Say, bold, mark
from bot.screens.rounds.words import title
from bot.services.rounds import endings

_PAGE = 4


@dataclass(frozen=True, slots=True)
class OldView:
    rounds: tuple[Round, ...]
    page: int


class Old(Screen[OldView]):
    name = "rounds.old"
    args = ("page",)
    roles = STAFF
    help: ClassVar[str] = mark("Rounds that were put away. Open one to read it, or to bring it back")

    def load(self, turn: Turn) -> OldView:
        return OldView(tuple(endings.put_away(turn.uow, by=turn.person)), turn.page)

    def render(self, view: OldView, say: Say) -> Message:
        shown, page, pages = paged(view.rounds, view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        buttons = (Button(title(one, say), Go("rounds.page", {"round": one.id}, push=True)) for one in shown)
        ask = say("Which round would you like to read?") if shown else say("There is none yet")
        return Message(
            bold(say("Old rounds")), [*column(buttons), row(before, more), [Button(say("◀ Back"), Back())]], asks=ask
        )
