"""A district: its groups where they are few, otherwise its villages, in a dictionary's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Value
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark
from bot.screens.groups.views import PAGE, button, district_name, turned
from bot.services.groups import directory
from bot.store.directory import GroupRow, VillageRow


@dataclass(frozen=True, slots=True)
class DistrictView:
    code: str
    villages: list[VillageRow]
    groups: list[GroupRow]  # none where villages are shown
    after: Value
    library: Library


class District(Screen[DistrictView]):
    name = "groups.district"
    args = ("district", "page", "after")  # `page`: of buttons that were sent before villages were shown
    roles = STAFF
    help: ClassVar[str] = mark("Choose a group to see its members, its plan and its work")

    def load(self, turn: Turn) -> DistrictView:
        code = turn.word("district")
        villages = directory.villages(turn.uow, code, by=turn.person)
        if not villages:
            raise Refused("No open group is there")
        few = sum(one.groups for one in villages) <= PAGE
        groups = directory.of_district(turn.uow, code, by=turn.person) if few else []
        return DistrictView(code, villages, groups, turn.args.get("after", 0), turn.library)

    def render(self, view: DistrictView, say: Say) -> Message:
        here = Go(self.name, {"district": view.code, "page": 0})
        villages, turns = turned(view.villages, lambda one: one.id, here, view.after, say)
        listed = [
            Button(f"{one.name} ({one.groups})", Go("groups.village", {"village": one.id}, push=True))
            for one in villages
        ]
        shown, turns = ([button(one) for one in view.groups], []) if view.groups else (listed, turns)
        head = bold(district_name(view.code, view.library, say))
        text = lines(head, say("Open groups: {n}", n=sum(one.groups for one in view.villages)))
        made = Button(say("✍️ New group"), Go("groups.new", {"district": view.code}, push=True))
        new = [] if view.after else [made]
        return Message(text, [*column(shown), turns, new, [Button(say("◀ Back"), Back())]])
