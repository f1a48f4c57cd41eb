"""The groups of one village."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Value
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import VillageId
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark
from bot.screens.groups.views import turned
from bot.services.groups import directory
from bot.store.directory import GroupRow


@dataclass(frozen=True, slots=True)
class VillageView:
    village: VillageId
    groups: list[GroupRow]
    after: Value


class Village(Screen[VillageView]):
    name = "groups.village"
    args = ("village", "after")
    roles = STAFF
    help: ClassVar[str] = mark("Choose a group to see its members, its plan and its work")

    def load(self, turn: Turn) -> VillageView:
        village = VillageId(turn.number("village"))
        found = directory.of_village(turn.uow, village, by=turn.person)
        if not found:
            raise Refused("No open group is there")
        return VillageView(village, found, turn.args.get("after", 0))

    def render(self, view: VillageView, say: Say) -> Message:
        shown, turns = turned(
            view.groups, lambda one: one.id, Go(self.name, {"village": view.village}), view.after, say
        )
        known = (Button(one.name, Go("groups.page", {"group": one.id}, push=True)) for one in shown)
        head = bold(say("{village} village", village=view.groups[0].village))
        here: dict[str, Value] = {"district": view.groups[0].district, "village": view.village}
        new = [] if view.after else [Button(say("✍️ New group"), Go("groups.new", here, push=True))]
        text = lines(head, say("Open groups: {n}", n=len(view.groups)))
        return Message(text, [*column(known), turns, new, [Button(say("◀ Back"), Back())]])
