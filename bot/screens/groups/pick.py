"""Choosing another group: into which a member moves, or which is the same as this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Value
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Refused
from bot.i18n import Say, bold, lines, mark
from bot.screens.groups.views import turned
from bot.services import search
from bot.services.groups import directory, groups
from bot.store.directory import GroupRow

_ROOM = 24  # signs of a button's data that are left for the words


@dataclass(frozen=True, slots=True)
class PickView:
    """`member`: who moves; 0 where a group is looked for that is the same."""

    group: Group
    member: int
    words: str
    groups: list[GroupRow]
    after: Value


class Pick(Screen[PickView]):
    name = "groups.pick"
    args = ("group", "member", "words", "after")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Groups of the same district stand here. Write a name to find others")

    def load(self, turn: Turn) -> PickView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        member, words = turn.args.get("member", 0), turn.word("words")
        said = search.unpacked(words)
        rows = (
            directory.find(turn.uow, turn.library, said, by=turn.person).groups
            if said
            else directory.of_district(turn.uow, group.district, by=turn.person)
        )
        others = [one for one in rows if one.id != group.id]
        return PickView(group, member if isinstance(member, int) else 0, words, others, turn.args.get("after", 0))

    def render(self, view: PickView, say: Say) -> Message:
        here: dict[str, Value] = {"group": view.group.id, "member": view.member, "words": view.words or "-"}
        shown, turns = turned(view.groups, lambda one: one.id, Go(self.name, here), view.after, say)
        known = (Button(f"{one.name} – {say.place(one.village)}", self._goes(view, one)) for one in shown)
        told = "" if view.groups else say("No other group is called so")
        ask = (
            say("Into which group? Choose it or write its name")
            if view.member
            else say("Which group is the same? Choose it or write its name")
        )
        return Message(
            lines(bold(view.group.name), told), [*column(known), turns, [Button(say("◀ Back"), Back())]], asks=ask
        )

    def _goes(self, view: PickView, other: GroupRow) -> Go:
        if view.member:
            return Go("groups.move", {"group": view.group.id, "member": view.member, "to": other.id}, push=True)
        return Go("groups.unite", {"group": view.group.id, "other": other.id}, push=True)

    def on_answer(self, turn: Turn, view: PickView, answer: Answer) -> Go:
        words = search.packed(only_text(answer), _ROOM)
        if not words:
            raise Refused("Please write the name")
        return Go(self.name, {"group": view.group.id, "member": view.member, "words": words})
