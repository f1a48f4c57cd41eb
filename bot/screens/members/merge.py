"""The leader or staff say whether a member and somebody who was written down without a phone are one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go
from bot.chat.message import Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Say, mark
from bot.screens.members.views import one_or_two
from bot.services.groups import groups, merging
from bot.services.groups.merging import Pair


@dataclass(frozen=True, slots=True)
class MergeView:
    pair: Pair


class Merge(Screen[MergeView]):
    name = "members.merge"
    args = ("group", "member", "entry")
    help: ClassVar[str] = mark("What both wrote and agreed to belongs to one person then. You can undo it for a day")

    def load(self, turn: Turn) -> MergeView | Go:
        group, kept, gone = (turn.number(name) for name in self.args)
        merged = merging.undoable(turn.uow, PersonId(kept), now=turn.now)
        if merged is not None and merged.gone == gone:
            found = groups.open_to_lead(turn.uow, GroupId(group), by=turn.person)
            return Go("members.member", {"group": found.id, "member": kept})
        return MergeView(merging.open_pair(turn.uow, GroupId(group), PersonId(kept), PersonId(gone), by=turn.person))

    def render(self, view: MergeView, say: Say) -> Message:
        return one_or_two(view.pair.kept.name, view.pair.gone.name, say)

    def tap_one(self, turn: Turn, view: MergeView) -> Go:
        group, kept, gone = view.pair.group.id, view.pair.kept, view.pair.gone
        merging.merge(turn.uow, group, kept.id, gone.id, by=turn.person, now=turn.now)
        note = turn.say("✅ {name} and {entry} are one person now", name=kept.name, entry=gone.name)
        return Go("members.member", {"group": group, "member": kept.id}, note=note)

    def tap_two(self, turn: Turn, view: MergeView) -> Go:
        group, kept, gone = view.pair.group.id, view.pair.kept, view.pair.gone
        merging.refuse(turn.uow, group, kept.id, gone.id, by=turn.person, now=turn.now)
        return Go("members.list", {"group": group}, note=turn.say("Good. They are two people"))
