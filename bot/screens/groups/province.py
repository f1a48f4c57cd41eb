"""The districts of a province that have groups."""

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
from bot.screens.groups.views import district_name, named, number, province_name, turned
from bot.services.groups import directory


@dataclass(frozen=True, slots=True)
class ProvinceView:
    code: str
    districts: list[tuple[str, int]]
    after: Value
    library: Library


class Province(Screen[ProvinceView]):
    name = "groups.province"
    args = ("province", "after")
    roles = STAFF
    help: ClassVar[str] = mark("Choose a district. The number says how many groups it has")

    def load(self, turn: Turn) -> ProvinceView:
        code = turn.word("province")
        found = directory.districts(turn.uow, code, by=turn.person)
        if not found:
            raise Refused("No open group is there")
        return ProvinceView(code, found, turn.args.get("after", 0), turn.library)

    def render(self, view: ProvinceView, say: Say) -> Message:
        every = named(view.districts, lambda code: district_name(code, view.library, say))
        shown, turns = turned(every, number, Go(self.name, {"province": view.code}), view.after, say)
        known = [
            Button(f"{name} ({n})", Go("groups.district", {"district": code}, push=True)) for code, name, n in shown
        ]
        head = bold(province_name(view.code, view.library, say))
        rows = [*column(known), turns, [Button(say("◀ Back"), Back())]]
        return Message(lines(head, say("Which district?")), rows)
