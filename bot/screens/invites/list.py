"""One-use links into a role are made here, and all links that can still be used, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.domain.people import STAFF, Role
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark
from bot.screens.invites.views import Open, opened
from bot.services import invites

_PAGE = 8  # links on buttons of one page
command(Command("invites", Go("invites.list"), mark("Invitations"), roles=STAFF, order=72))


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of the links, how many there are, and the last one of this page where others follow."""

    links: tuple[Open, ...]
    number: int
    more: str
    first: bool


class Listed(Screen[ListView]):
    name = "invites.list"
    args = ("page", "after")  # `page`: of buttons that were sent when all stood on one page
    roles = STAFF
    help: ClassVar[str] = mark(
        "Make a link for an expert or for staff: it works once, and an administrator confirms. "
        "A group's link is made on the group's page"
    )

    def load(self, turn: Turn) -> ListView:
        after = turn.word("after")
        found = invites.listed(turn.uow, by=turn.person, after=after, most=_PAGE, now=turn.now)
        more = found[_PAGE - 1].code if len(found) > _PAGE else ""
        number = invites.number(turn.uow, by=turn.person, now=turn.now)
        return ListView(tuple(opened(turn, one) for one in found[:_PAGE]), number, more, not after)

    def render(self, view: ListView, say: Say) -> Message:
        shown = [self._button(link, say) for link in view.links]
        first = None if view.first else Button(say("◀ The newest"), Go(self.name))
        more = Button(say("More ▶"), Go(self.name, {"page": 0, "after": view.more})) if view.more else None
        number = say("Links that work now: {n}", n=view.number)
        new = (("expert", say("➕ Link for an expert")), ("staff", say("➕ Link for staff")))
        return Message(
            lines(bold(say("🔗 Invitations")), number),
            column(
                [
                    *(Button(label, Tap("new", (role,), on=Go(self.name))) for role, label in new),
                    Button(say("➕ Link into a group"), Go("groups.list", push=True)),
                    Button(say("📄 Cards for a training day"), Go("invites.cards", push=True)),
                    *shown,
                    first,
                    more,
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def _button(self, link: Open, say: Say) -> Button:
        until = say.day(say.today(link.invite.expires_at))
        return Button(f"{link.leads(say)} – {until}", Go("invites.page", {"code": link.invite.code}, push=True))

    def tap_new(self, turn: Turn, view: ListView) -> Go:
        role = turn.value()
        if role not in (Role.EXPERT, Role.STAFF):
            raise Stale
        code = invites.for_role(turn.uow, Role(str(role)), by=turn.person, now=turn.now)
        return Go("invites.page", {"code": code}, push=True)
