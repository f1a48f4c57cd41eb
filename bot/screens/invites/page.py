"""One link: sent on, shown as a QR picture, printed as cards, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import InviteKind
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Stale
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.screens.invites.views import Open, opened
from bot.services import invite_cards, invites


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
        return PageView(opened(turn, invite), address(turn.programme.username, invite.code))

    def render(self, view: PageView, say: Say) -> Message:
        invite = view.link.invite
        once = say("It works once, for one person. An administrator confirms") if invite.role else ""
        once = say("It works once, for one person") if invite.person else once
        left = invite.uses_left if invite.kind is InviteKind.GROUP and not invite.person else None
        uses = say.plural("It works for {n} more person", "It works for {n} more people", left or 0) if left else ""
        until = say("It works until {date}", date=say.date(say.today(invite.expires_at)))
        share = f"https://t.me/share/url?url={quote(view.address, safe='')}"
        return Message(
            paragraphs(bold(view.link.leads(say)), view.address, lines(once, uses, until)),
            column(
                [
                    Button(say("📨 Send it on"), Link(share)),
                    Button(say("📷 QR picture"), Tap("paper", ("png",))),
                    Button(say("📄 A sheet of cards"), Tap("paper", ("pdf",))) if invite.group else None,
                    Button(say("🚫 Stop this link"), Tap("stop")),
                    Button(say("◀ Back"), Back()),
                ]
            ),
        )

    def tap_paper(self, turn: Turn, view: PageView) -> None:
        kind = str(turn.value())
        if kind not in ("png", "pdf"):
            raise Stale
        code, language = view.link.invite.code, turn.say.language
        invite_cards.send_paper(turn.uow, [code], kind, language, chat=turn.chat, by=turn.person, now=turn.now)

    def tap_stop(self, turn: Turn, view: PageView) -> Go:
        invites.revoke(turn.uow, view.link.invite.code, by=turn.person, now=turn.now)
        note = turn.say("The link is stopped. Nobody can come in with it any more")
        return Go("invites.list", note=note)
