"""The districts of a province that have groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark
from bot.screens.groups.views import district_name, named, province_name
from bot.services.groups import directory


@dataclass(frozen=True, slots=True)
class ProvinceView:
    code: str
    districts: list[tuple[str, int]]
    library: Library


class Province(Screen[ProvinceView]):
    name = "groups.province"
    args = ("province",)
    roles = STAFF
    help: ClassVar[str] = mark("Choose a district. The number says how many groups it has")

    def load(self, turn: Turn) -> ProvinceView:
        code = turn.word("province")
        found = directory.districts(turn.uow, code, by=turn.person)
        if not found:
            raise Refused("No open group is there")
        return ProvinceView(code, found, turn.library)

    def render(self, view: ProvinceView, say: Say) -> Message:
        known = (
            Button(f"{name} ({n})", Go("groups.district", {"district": code}, push=True))
            for code, name, n in named(view.districts, lambda code: district_name(code, view.library, say))
        )
        head = bold(province_name(view.code, view.library, say))
        return Message(lines(head, say("Which district?")), column([*known, Button(say("◀ Back"), Back())]))
