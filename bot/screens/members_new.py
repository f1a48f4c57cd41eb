"""A member who has no phone: written down by name, with woman or man, so that they count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.domain.groups import Group, Member
from bot.domain.ids import GroupId, PersonId
from bot.domain.incoming import Answer
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.services import groups, members

SEXES = {"woman": mark("👩 Woman"), "man": mark("👨 Man"), "none": mark("Not said")}


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
        group = groups.to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        return NewView(group, tuple(members.phoneless(turn.uow, group.id)))

    def render(self, view: NewView, say: Say) -> Message:
        known = lines(*(f"📵 {one.name}" for one in view.phoneless))
        ask = say("What is the name of the member without a phone?")
        return Message(paragraphs(bold(view.group.name), known, ask), [[Button(say("◀ Back"), Back())]])

    def on_answer(self, turn: Turn, view: NewView, answer: Answer) -> Go:
        new = members.enter(turn.uow, view.group.id, only_text(answer), by=turn.person, now=turn.now)
        return Go("members.sex", {"group": view.group.id, "member": new}, push=True)


class Sex(Screen[Member]):
    name = "members.sex"
    args = ("group", "member")
    help: ClassVar[str] = mark("It is counted only in sums. It need not be said")

    def load(self, turn: Turn) -> Member:
        group = groups.to_see(turn.uow, GroupId(turn.number("group")), by=turn.person)
        return groups.member_of(turn.uow, group.id, PersonId(turn.number("member")))

    def render(self, view: Member, say: Say) -> Message:
        asked = say("Is {name} a woman or a man? It need not be said", name=view.name)
        return Message(asked, column(Button(say(label), Tap("say", (sex,))) for sex, label in SEXES.items()))

    def tap_say(self, turn: Turn, view: Member) -> Back:
        sex = str(turn.value()).replace("none", "")
        members.say_sex(turn.uow, view.group, view.person, sex, by=turn.person)
        return Back(note=turn.say("✅ {name} is in the group", name=view.name))
