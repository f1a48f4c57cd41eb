"""The groups of a district, with how far each one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark
from bot.screens.groups.views import PAGE, district_name


@dataclass(frozen=True, slots=True)
class DistrictView:
    code: str
    groups: tuple[Group, ...]
    page: int
    library: Library


class District(Screen[DistrictView]):
    name = "groups.district"
    args = ("district", "page")
    roles = STAFF
    help: ClassVar[str] = mark("Choose a group to see its members, its plan and its work")

    def load(self, turn: Turn) -> DistrictView:
        code = turn.word("district")
        found = tuple(group for group in turn.uow.groups.all_in_state("active") if group.district == code)
        if not found:
            raise Refused("No open group is there")
        page = turn.args.get("page", 0)
        return DistrictView(code, found, page if isinstance(page, int) else 0, turn.library)

    def render(self, view: DistrictView, say: Say) -> Message:
        buttons = [
            Button(f"{group.name} – {group.village}", Go("groups.page", {"group": group.id}, push=True))
            for group in view.groups
        ]
        shown, page, pages = paged(buttons, view.page, PAGE)
        turned = [Go(self.name, {"district": view.code, "page": to}) for to in (page - 1, page + 1)]
        before = Button(say("◀ Before"), turned[0]) if page > 0 else None
        more = Button(say("More ▶"), turned[1]) if page < pages - 1 else None
        head = bold(district_name(view.code, view.library, say))
        text = lines(head, say("Open groups: {n}", n=len(view.groups)))
        return Message(text, [*column(shown), row(before, more), [Button(say("◀ Back"), Back())]])
