"""The link that brings members into a group: made, sent on and stopped by its leader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.refused import Stale
from bot.i18n import Say, bold, lines, mark
from bot.services import invite_cards, invites
from bot.services.groups import groups


@dataclass(frozen=True, slots=True)
class LinkView:
    """The group's newest link; "" when there is none any more."""

    group: Group
    code: str
    address: str
    chat: str  # the address that brings the bot into the group's Telegram chat
    until: datetime | None
    asks: bool = False  # the leader says yes to each


class Invite(Screen[LinkView]):
    name = "members.invite"
    args = ("group",)
    help = mark("Send this link to the members of your group. If a stranger has it, stop it and make a new one")

    def load(self, turn: Turn) -> LinkView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        found = invites.seen(turn.uow, by=turn.person, now=turn.now, group=group.id)
        open_now = [one for one in found if one.person is None]
        username = turn.programme.username
        chat = f"https://t.me/{username}?startgroup=g-{group.id}"
        if not open_now:
            return LinkView(group, "", "", chat, None)
        newest = open_now[0]
        address = invites.link(username, newest.code)
        return LinkView(group, newest.code, address, chat, newest.expires_at, newest.asks)

    def render(self, view: LinkView, say: Say) -> Message:
        back = Button(say("◀ Back"), Back())
        chat = Button(say("💬 Use a Telegram group"), Link(view.chat))
        if view.until is None:
            new = Button(say("➕ Make a new link"), Tap("new"))
            told = say("There is no link into the group at present")
            return Message(told, column([new, chat, back]), asks=say("Make a link now?"))
        share = f"https://t.me/share/url?{urlencode({'url': view.address, 'text': view.group.name})}"
        text = lines(
            bold(view.group.name),
            view.address,
            say("It works until {date}", date=say.day(say.today(view.until))),
            say("You say yes to each who comes") if view.asks else say("One tap, and they are in"),
        )
        stop = Button(say("🗑 Stop this link"), Tap("stop", (view.code,)))
        once = Button(say("Let them in at once"), Tap("ask", (0,)))
        first = Button(say("🙋 Ask me first"), Tap("ask", (1,)))
        rows = column([Button(say("📨 Send it on"), Link(share)), chat, back])
        picture = Button(say("📷 QR picture"), Tap("paper", ("png",)))
        sheet = Button(say("📄 A sheet of cards"), Tap("paper", ("pdf",)))
        other = Button(say("📅 Another link"), Go("invites.make", {"group": view.group.id}, push=True))
        more = [picture, sheet, once if view.asks else first, other, stop]
        return Message(text, rows, asks=say("Send this link to the members?"), more=more)

    def tap_new(self, turn: Turn, view: LinkView) -> None:
        if not view.code:
            invites.for_group(turn.uow, view.group.id, by=turn.person, now=turn.now)

    def tap_paper(self, turn: Turn, view: LinkView) -> None:
        kind = str(turn.value())
        if kind not in ("png", "pdf") or not view.code:
            raise Stale
        language = turn.say.language
        invite_cards.send_paper(turn.uow, [view.code], kind, language, chat=turn.chat, by=turn.person, now=turn.now)

    def tap_ask(self, turn: Turn, view: LinkView) -> None:
        if view.code:
            invites.let_ask(turn.uow, view.code, bool(turn.choice()), by=turn.person, now=turn.now)

    def tap_stop(self, turn: Turn, view: LinkView) -> Go:
        invites.revoke(turn.uow, str(turn.value()), by=turn.person, now=turn.now)
        note = turn.say("The link is stopped. Nobody can come in with it any more")
        return Go(self.name, {"group": view.group.id}, note=note)
