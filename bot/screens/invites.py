"""Links that staff make: one-use links into a role, and all links that can still be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.groups import Invite, InviteKind
from bot.domain.people import STAFF, Role
from bot.domain.refused import Missing, Stale
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.invite.words import ROLE_NAMES
from bot.services import invites

_PAGE = 8  # links on buttons of one page
command(Command("invites", Go("invites.list"), mark("Invitations"), roles=STAFF, order=72))


@dataclass(frozen=True, slots=True)
class Open:
    """A link that can still be used; `name` is that of the group or the person that it is for."""

    invite: Invite
    name: str

    def leads(self, say: Say) -> str:
        """Where it leads, in a word or two."""
        if self.invite.role:
            return f"👤 {say(ROLE_NAMES[self.invite.role])}"
        return f"👥 {self.name}" if self.invite.group else f"📱 {self.name}"


@dataclass(frozen=True, slots=True)
class ListView:
    links: tuple[Open, ...]
    page: int


class Listed(Screen[ListView]):
    name = "invites.list"
    args = ("page",)
    roles = STAFF
    help: ClassVar[str] = mark(
        "Make a link for an expert or for staff: it works once, and an administrator confirms. "
        "A group's link is made on the group's page"
    )

    def load(self, turn: Turn) -> ListView:
        page = turn.args.get("page", 0)
        found = invites.seen(turn.uow, by=turn.person, now=turn.now)
        return ListView(tuple(_open(turn, invite) for invite in found), page if isinstance(page, int) else 0)

    def render(self, view: ListView, say: Say) -> Message:
        shown, page, pages = paged([self._button(link, say) for link in view.links], view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        number = say("Links that work now: {n}", n=len(view.links))
        new = (("expert", say("➕ Link for an expert")), ("staff", say("➕ Link for staff")))
        return Message(
            lines(bold(say("🔗 Invitations")), number),
            column(
                [
                    *(Button(label, Tap("new", (role,))) for role, label in new),
                    Button(say("➕ Link into a group"), Go("groups.list", push=True)),
                    *shown,
                    before,
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


def _open(turn: Turn, invite: Invite) -> Open:
    group = turn.uow.groups.get(invite.group) if invite.group else None
    person = turn.uow.people.name(invite.person) if invite.person else ""
    return Open(invite, group.name if group else person)


@dataclass(frozen=True, slots=True)
class PageView:
    link: Open
    address: str


class Page(Screen[PageView]):
    name = "invites.page"
    args = ("code",)
    roles = STAFF
    help: ClassVar[str] = mark("Send this link to the right person only. If somebody else has it, stop it")

    def load(self, turn: Turn) -> PageView | Go:
        invite = turn.uow.groups.invite(turn.word("code"))
        if invite is None or not invites.may(turn.uow, "see", invite, turn.me):
            raise Missing
        if not invites.good(turn.uow, invite, now=turn.now):
            return Go("invites.list", note=turn.say("This link does not work any more"))
        address = invites.phone_link if invite.kind is InviteKind.PERSON else invites.link
        return PageView(_open(turn, invite), address(turn.programme.username, invite.code))

    def render(self, view: PageView, say: Say) -> Message:
        invite = view.link.invite
        once = say("It works once, for one person. An administrator confirms") if invite.role else ""
        once = say("It works once, for one person") if invite.person else once
        until = say("It works until {date}", date=say.date(say.today(invite.expires_at)))
        share = f"https://t.me/share/url?url={quote(view.address, safe='')}"
        return Message(
            paragraphs(bold(view.link.leads(say)), view.address, lines(once, until)),
            column(
                [
                    Button(say("📨 Send it on"), Link(share)),
                    Button(say("🚫 Stop this link"), Tap("stop")),
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def tap_stop(self, turn: Turn, view: PageView) -> Go:
        invites.revoke(turn.uow, view.link.invite.code, by=turn.person, now=turn.now)
        note = turn.say("The link is stopped. Nobody can come in with it any more")
        return Go("invites.list", note=note)
