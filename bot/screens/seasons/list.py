"""The seasons and festivals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Button, Message, column, row
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.seasons import Season
from bot.domain.people import STAFF
from bot.i18n import Say, mark

_PAGE = 10  # seasons on one page
command(Command("seasons", Go("seasons.list"), mark("Seasons and festivals"), roles=STAFF, order=76))


@dataclass(frozen=True, slots=True)
class ListView:
    seasons: tuple[Season, ...]
    page: int


class Listed(Screen[ListView]):
    name = "seasons.list"
    args = ("page",)
    roles = STAFF
    help: ClassVar[str] = mark("Groups may answer with a season. Choose one to see its days and to set them")

    def load(self, turn: Turn) -> ListView:
        return ListView(turn.library.seasons.seasons, turn.page)

    def render(self, view: ListView, say: Say) -> Message:
        named = [Button(one.title(say.language), Go("seasons.season", {"season": one.key})) for one in view.seasons]
        shown, page, pages = paged(named, view.page, _PAGE)
        turn = row(
            Button("◀", Go(self.name, {"page": page - 1})) if page else None,
            Button("▶", Go(self.name, {"page": page + 1})) if page + 1 < pages else None,
        )
        return Message(say("📅 Which season or festival?"), [*column(shown), turn])
