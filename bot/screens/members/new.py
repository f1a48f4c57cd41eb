"""The name of a member who has no phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.groups import Group, Member
from bot.domain.ids import GroupId
from bot.domain.incoming import Answer
from bot.i18n import Say, bold, lines, mark
from bot.services.groups import groups, members


@dataclass(frozen=True, slots=True)
class NewView:
    """The group, and the names that were written down already."""

    group: Group
    phoneless: tuple[Member, ...]


class New(Screen[NewView]):
    name = "members.new"
    args = ("group",)
    asks = True
    help: ClassVar[str] = mark("Write the name by which the village knows them. You count their agreement later")

    def load(self, turn: Turn) -> NewView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        return NewView(group, tuple(members.phoneless(turn.uow, group.id)))

    def render(self, view: NewView, say: Say) -> Message:
        known = say("Written down already: {names}", names=say.names(one.name for one in view.phoneless))
        ask = say("What is the name of the member without a phone?")
        text = lines(bold(view.group.name), known if view.phoneless else "")
        return Message(text, [[Button(say("◀ Back"), Back())]], asks=ask)

    def on_answer(self, turn: Turn, view: NewView, answer: Answer) -> Go:
        new = members.enter(turn.uow, view.group.id, only_text(answer), by=turn.person, now=turn.now)
        return Go("members.sex", {"group": view.group.id, "member": new}, push=True)
