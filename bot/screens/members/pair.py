"""Which member is it who was written down without a phone? Chosen by the leader or staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, grid, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.groups import Group, Member
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Html, Say, mark
from bot.services.groups import groups

_PAGE = 8  # members on buttons of one page


@dataclass(frozen=True, slots=True)
class PairView:
    group: Group
    entry: Member
    others: tuple[Member, ...]
    page: int


class WhoIsIt(Screen[PairView]):
    name = "members.pair"
    args = ("group", "entry", "page")
    help: ClassVar[str] = mark("Choose the other name of this person. You are asked before it happens")

    def load(self, turn: Turn) -> PairView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        entry = groups.open_member(turn.uow, group.id, PersonId(turn.number("entry")))
        others = (one for one in turn.uow.groups.members(group.id) if one.person != entry.person)
        return PairView(group, entry, tuple(others), turn.page)

    def render(self, view: PairView, say: Say) -> Message:
        here = {"group": view.group.id, "entry": view.entry.person}
        named = [Button(f"👥 {one.name}", Go("members.merge", {**here, "member": one.person})) for one in view.others]
        shown, page, pages = paged(named, view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, here | {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        asked = say("Who is {name} in the group too?", name=view.entry.name)
        rows = [*grid(shown, 2), row(before, more), [Button(say("◀ Back"), Back())]]
        return Message(Html(), rows, asks=asked)
