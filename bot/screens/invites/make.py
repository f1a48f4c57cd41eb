"""A link into a group that works for some days and for so many people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap, Value
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.people import OFFICE
from bot.domain.refused import Missing
from bot.i18n import Say, bold, lines, mark
from bot.services import invites
from bot.services.groups import groups


@dataclass(frozen=True, slots=True)
class MakeView:
    """A link that is about to be made; `uses` 0: for as many as want."""

    group: Group
    days: int
    uses: int


class Make(Screen[MakeView]):
    name = "invites.make"
    args = ("group", "days", "uses")
    help: ClassVar[str] = mark("A link that works for some days and a few people is safe also where strangers see it")

    def load(self, turn: Turn) -> MakeView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        days = turn.number("days") if "days" in turn.args else invites.DAYS[-1]
        uses = turn.number("uses") if "uses" in turn.args else 0
        if days not in invites.DAYS or uses not in (0, *invites.USES):
            raise Missing
        return MakeView(group, days, uses)

    def render(self, view: MakeView, say: Say) -> Message:
        here: dict[str, Value] = {"group": view.group.id, "days": view.days, "uses": view.uses}
        days = [Button(_days(n, say), Go(self.name, here | {"days": n})) for n in invites.DAYS if n != view.days]
        uses = [Button(_uses(n, say), Go(self.name, here | {"uses": n})) for n in (0, *invites.USES) if n != view.uses]
        told = say("The link works: {days}, {people}", days=_days(view.days, say), people=_uses(view.uses, say))
        return Message(
            lines(bold(view.group.name), told),
            [[Button(say("Make the link"), Tap("make"))], days, uses, [Button(say("◀ Back"), Back())]],
            asks=say("Make this link?"),
        )

    def tap_make(self, turn: Turn, view: MakeView) -> Go:
        by, now = turn.person, turn.now
        code = invites.for_group(turn.uow, view.group.id, by=by, now=now, days=view.days, uses=view.uses or None)
        if by.roles & OFFICE:
            return Go("invites.page", {"code": code})
        return Go("members.invite", {"group": view.group.id})


def _days(n: int, say: Say) -> str:
    return say.plural("{n} day", "{n} days", n)


def _uses(n: int, say: Say) -> str:
    return say.plural("{n} person", "{n} people", n) if n else say("for all")
