"""Whether a member without a phone is a woman or a man, so that they count."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Back, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Member
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Html, Say, mark
from bot.services.groups import groups, members

SEXES = {"woman": mark("Woman"), "man": mark("Man"), "none": mark("Not said")}


class Sex(Screen[Member]):
    name = "members.sex"
    args = ("group", "member")
    help: ClassVar[str] = mark("It is counted only in sums. It need not be said")

    def load(self, turn: Turn) -> Member:
        group = groups.open_group(turn.uow, GroupId(turn.number("group")), by=turn.person)
        return groups.open_member(turn.uow, group.id, PersonId(turn.number("member")))

    def render(self, view: Member, say: Say) -> Message:
        asked = say("Is {name} a woman or a man?", name=view.name)
        return Message(
            Html(), column(Button(say(label), Tap("say", (sex,))) for sex, label in SEXES.items()), asks=asked
        )

    def tap_say(self, turn: Turn, view: Member) -> Back:
        sex = str(turn.value()).replace("none", "")
        members.say_sex(turn.uow, view.group, view.person, sex, by=turn.person)
        return Back(note=turn.say("✅ {name} is in the group", name=view.name))
