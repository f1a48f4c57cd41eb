"""The one-use link that moves somebody to another phone, or gives them one: a page says whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from urllib.parse import quote

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PersonId
from bot.i18n import Say, lines, mark
from bot.services import invites


@dataclass(frozen=True, slots=True)
class LinkView:
    """Somebody, and the link that the reader made for their new phone, if any works."""

    person: PersonId
    name: str
    code: str
    address: str
    until: datetime | None
    lost: bool = False  # nothing is sent to the old phone


class NewPhone(Screen[LinkView]):
    """A link that brings a person to a new phone."""

    help: ClassVar[str] = mark("Give the link only to this member. It works once. The old phone opens nothing any more")

    def whose(self, turn: Turn) -> PersonId:
        """Whose phone it is; others than those who may see the page are refused."""
        raise NotImplementedError

    def load(self, turn: Turn) -> LinkView:
        person = self.whose(turn)
        name = turn.uow.people.name(person)
        known = invites.seen(turn.uow, by=turn.person, now=turn.now, kind="person")
        mine = next((one for one in known if one.person == person and one.created_by == turn.me), None)
        if mine is None:
            return LinkView(person, name, "", "", None)
        address = invites.phone_link(turn.programme.username, mine.code)
        return LinkView(person, name, mine.code, address, mine.expires_at, mine.lost)

    def render(self, view: LinkView, say: Say) -> Message:
        name, back = view.name, Button(say("◀ Back"), Back())
        if view.until is None:
            told = say("A link brings {name} to it. Nothing that {name} wrote is lost", name=name)
            lost = Button(say("The old phone is lost"), Tap("lost"))
            rows = column([Button(say("Make the link"), Tap("make")), lost, back])
            return Message(told, rows, asks=say("Has {name} a new phone?", name=name))
        text = lines(
            view.address,
            say("It works once, until {date}", date=say.day(say.today(view.until))),
            say("Nothing is sent to the old phone") if view.lost else "",
        )
        share = f"https://t.me/share/url?url={quote(view.address, safe='')}"
        stop = Button(say("🗑 Stop this link"), Tap("stop", (view.code,)))
        asks = say("Give this link to {name}, to be opened on the new phone", name=name)
        return Message(text, column([Button(say("📨 Send it on"), Link(share)), stop, back]), asks=asks)

    def tap_make(self, turn: Turn, view: LinkView) -> None:
        if not view.code:
            invites.for_person(turn.uow, view.person, by=turn.person, now=turn.now)

    def tap_lost(self, turn: Turn, view: LinkView) -> None:
        """The same, and nothing is sent to the old phone."""
        if not view.code:
            invites.for_person(turn.uow, view.person, by=turn.person, now=turn.now, lost=True)

    def tap_stop(self, turn: Turn, view: LinkView) -> Go:
        invites.revoke(turn.uow, str(turn.value()), by=turn.person, now=turn.now)
        note = turn.say("The link is stopped. Nobody can come in with it any more")
        return Go(self.name, dict(turn.args), note=note)
