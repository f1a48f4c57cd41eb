"""The one-use link that moves a member to another phone, or gives them one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import quote

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.groups import Member
from bot.domain.ids import GroupId, PersonId
from bot.i18n import Say, lines, mark, paragraphs
from bot.services import invites
from bot.services.groups import groups


@dataclass(frozen=True, slots=True)
class LinkView:
    """A member, and the link that was made for their new phone, if any works."""

    member: Member
    code: str
    address: str
    until: datetime | None
    lost: bool = False  # nothing is sent to the old phone


class New(Screen[LinkView]):
    """For the leader and staff."""

    name = "members.phone"
    args = ("group", "member")
    help: ClassVar[str] = mark("Give the link only to this member. It works once. The old phone opens nothing any more")

    def load(self, turn: Turn) -> LinkView:
        group = groups.open_to_lead(turn.uow, GroupId(turn.number("group")), by=turn.person)
        member = groups.open_member(turn.uow, group.id, PersonId(turn.number("member")))
        known = invites.seen(turn.uow, by=turn.person, now=turn.now, kind="person")
        mine = next((one for one in known if one.person == member.person and one.created_by == turn.me), None)
        if mine is None:
            return LinkView(member, "", "", None)
        address = invites.phone_link(turn.programme.username, mine.code)
        return LinkView(member, mine.code, address, mine.expires_at, mine.lost)

    def render(self, view: LinkView, say: Say) -> Message:
        name, back = view.member.name, Button(say("◀ Back"), Back())
        if view.until is None:
            about = say(
                "Has {name} a new phone? A link brings {name} to it. Nothing that {name} wrote is lost", name=name
            )
            lost = Button(say("🚨 The old phone is lost or stolen"), Tap("lost"))
            return Message(about, column([Button(say("📱 Make the link"), Tap("make")), lost, back]))
        text = paragraphs(
            say("Give this link to {name}, to be opened on the new phone:", name=name),
            view.address,
            lines(
                say("It works once, for one person"),
                say("It works until {date}", date=say.date(say.today(view.until))),
                say("Nothing is sent to the old phone") if view.lost else "",
            ),
        )
        share = f"https://t.me/share/url?url={quote(view.address, safe='')}"
        stop = Button(say("🚫 Stop this link"), Tap("stop", (view.code,)))
        return Message(text, column([Button(say("📨 Send it on"), Link(share)), stop, back]))

    def tap_make(self, turn: Turn, view: LinkView) -> None:
        if not view.code:
            invites.for_person(turn.uow, view.member.person, by=turn.person, now=turn.now)

    def tap_lost(self, turn: Turn, view: LinkView) -> None:
        """The same, and nothing is sent to the old phone."""
        if not view.code:
            invites.for_person(turn.uow, view.member.person, by=turn.person, now=turn.now, lost=True)

    def tap_stop(self, turn: Turn, view: LinkView) -> Go:
        invites.revoke(turn.uow, str(turn.value()), by=turn.person, now=turn.now)
        note = turn.say("The link is stopped. Nobody can come in with it any more")
        return Go(self.name, dict(turn.args), note=note)
